import KubernetesObjects

/// Devices: which pods take which of them.
extension ClusterState {
  /// The devices that pods like `pod` take; nil for none.
  mutating func deviceDemand(of pod: Pod) -> DeviceDemand? {
    if let request = GPURequest(pod.metadata.annotations) {
      return DeviceDemand(
        resource: resources.intern(ResourceName.gpu.rawValue), count: request.count,
        milli: request.milli, isRequested: false)
    }
    guard let wanted = pod.spec.effectiveRequests[.gpu]?.value, wanted > 0 else { return nil }
    return DeviceDemand(
      resource: resources.intern(ResourceName.gpu.rawValue), count: wanted,
      milli: GPURequest.wholeMilli, isRequested: true)
  }

  /// What a node of `amounts` offers, its devices counted in thousandths too.
  public mutating func withDeviceThousandths(_ amounts: ResourceAmounts) -> ResourceAmounts {
    guard let gpu = resources.find(ResourceName.gpu.rawValue), amounts[gpu] > 0 else {
      return amounts
    }
    let milli = resources.intern(ResourceName.gpuMilli.rawValue)
    var amounts = amounts
    let (total, overflow) = amounts[gpu].multipliedReportingOverflow(by: GPURequest.wholeMilli)
    amounts.set(milli, overflow ? .max : total)
    return amounts
  }

  /// What pods of `requests` and `demand` take: see `PodTemplate.requestsWithDevices`.
  mutating func withDevices(
    _ requests: ResourceAmounts, _ demand: DeviceDemand?
  ) -> ResourceAmounts {
    guard let demand else { return requests }
    var requests = requests
    let milli = resources.intern(ResourceName.gpuMilli.rawValue)
    requests.set(milli, demand.totalMilli)
    if !demand.isRequested { requests.set(demand.resource, demand.isShare ? 0 : demand.count) }
    return requests
  }

  /// Takes the devices of a pod of `template` on `node`: `wanted` if they are free, else others.
  mutating func takeDevices(
    _ wanted: DeviceSet, of template: PodTemplateID, on node: NodeID
  ) -> DeviceSet {
    guard let demand = templates[template].devices else { return .none }
    var taken = wanted
    if !devices.areFree(wanted, for: demand, row: node.row) {
      taken = devices.choice(for: demand, row: node.row)
    }
    devices.add(taken, demand, row: node.row, sign: 1)
    return taken
  }

  /// Gives back the devices of `pod`, which is about to end or to leave; once.
  mutating func releaseDevices(of pod: PodID) {
    let record = pods[pod]
    guard !record.devices.isEmpty, !record.isRemoved, !record.phase.isTerminal,
      let demand = templates[record.template].devices
    else { return }
    devices.add(record.devices, demand, row: record.node.row, sign: -1)
  }
}

extension ResourceAmounts {
  /// Sets the amount of an extended resource.
  fileprivate mutating func set(_ resource: ResourceID, _ amount: Int64) {
    extended.removeAll { $0.resource == resource }
    extended.append(Extended(resource: resource, amount: amount))
    extended.sort { $0.resource < $1.resource }
  }
}
