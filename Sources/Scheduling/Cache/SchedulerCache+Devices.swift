import ClusterState

/// The devices of placed pods. A device that carries a share is not to be had whole, so it counts
/// as requested in the column of its resource, which `NodeResourcesFit` reads.
extension SchedulerCache {
  /// Takes the devices of `pod` on `node`: those that it has, else the ones that the rule of
  /// placement finds. Returns the pod with its devices.
  mutating func takingDevices(_ pod: PlacedPod, on node: NodeID) -> PlacedPod {
    guard let demand = requirements[pod.template.row].template.devices else { return pod }
    var placed = pod
    if placed.devices.isEmpty { placed.devices = devices.choice(for: demand, row: node.row) }
    count(placed.devices, demand, on: node, sign: 1)
    return placed
  }

  /// Gives back the devices of `pod` on `node`.
  mutating func giveBackDevices(of pod: PlacedPod, on node: NodeID) {
    guard let demand = requirements[pod.template.row].template.devices else { return }
    count(pod.devices, demand, on: node, sign: -1)
  }

  private mutating func count(
    _ taken: DeviceSet, _ demand: DeviceDemand, on node: NodeID, sign: Int32
  ) {
    var change = devices.add(taken, demand, row: node.row, sign: sign)
    if !demand.isRequested && !demand.isShare { change += Int64(sign) * demand.count }
    guard change != 0 else { return }
    let amounts = ResourceAmounts.Extended(resource: demand.resource, amount: change)
    requested.add(amounts, row: node.row)
  }

  /// The devices that `pod` has on `node`; none if it is not placed there.
  public func devices(of pod: PodID, on node: NodeID) -> DeviceSet {
    pods[node.row].first { $0.pod == pod }?.devices ?? .none
  }
}

extension PlacedPod {
  /// Whether the pod has the devices that `other`, the same pod, is said to have, if any is.
  func hasDevices(of other: PlacedPod) -> Bool {
    other.devices.isEmpty || other.devices == devices
  }
}
