import KubernetesObjects
import SimulationEngine

extension ClusterState {
  /// Creates a service that costs `usage` under a quota, or what any service does, and returns its
  /// id; throws `NameTaken` if it is already there.
  public mutating func createService(
    namespace: Symbol, name: Symbol, selector: LabelSet?, usage: ResourceList? = nil,
    publishesUnready: Bool = false, at now: SimulationTime
  ) throws(NameTaken) -> ServiceID {
    let key = NamespacedName(namespace, name)
    guard serviceNames[key] == nil else { throw NameTaken() }
    let id = ServiceID(services.count)
    var record = ServiceRecord(
      namespace: namespace, name: name, selector: selector,
      usage: usage ?? .plainServiceUsage, created: now)
    record.matching = templates.all.filter { record.selects($0) }.ids
    record.publishesUnready = publishesUnready
    services.append(record)
    selections.set(id, record.matching, insteadOf: [])
    serviceNames[key] = id
    charge(record.usage, in: namespace, 1, at: now)
    note(.service, .added, id.index, now)
    return id
  }

  /// The service `name` of `namespace` that is there, or nil.
  public func service(named name: Symbol, in namespace: Symbol) -> ServiceID? {
    serviceNames[NamespacedName(namespace, name)]
  }

  /// Replaces the service's selector.
  public mutating func setSelector(
    of service: ServiceID, _ selector: LabelSet?, at now: SimulationTime
  ) {
    services[service.row].selector = selector
    let record = services[service.row]
    services[service.row].matching = templates.all.filter { record.selects($0) }.ids
    selections.set(service, services[service.row].matching, insteadOf: record.matching)
    note(.service, .specified, service.index, now)
  }

  /// Sets `spec.publishNotReadyAddresses`.
  public mutating func setPublishesUnready(
    of service: ServiceID, _ publishesUnready: Bool, at now: SimulationTime
  ) {
    guard services[service.row].publishesUnready != publishesUnready else { return }
    services[service.row].publishesUnready = publishesUnready
    note(.service, .specified, service.index, now)
  }

  /// Replaces what the service costs under a quota.
  public mutating func setUsage(
    of service: ServiceID, _ usage: ResourceList, at now: SimulationTime
  ) {
    let record = services[service.row]
    guard record.isPresent, record.usage != usage else { return }
    charge(record.usage, in: record.namespace, -1, at: now)
    services[service.row].usage = usage
    charge(usage, in: record.namespace, 1, at: now)
  }

  /// Lists `pod` among the endpoints of `service` with `conditions`, or takes it out; returns
  /// whether that changed anything.
  @discardableResult
  public mutating func setEndpoint(
    of service: ServiceID, _ pod: PodID, _ conditions: EndpointConditions?, at now: SimulationTime
  ) -> Bool {
    let row = service.row
    guard services[row].isPresent, services[row].conditions(of: pod) != conditions else {
      return false
    }
    let isListed = services[row].conditions(of: pod) != nil
    let place = services[row].listedPlace(of: pod)
    if let conditions {
      if isListed {
        services[row].endpoints[place].conditions = conditions
      } else {
        services[row].endpoints.insert(
          EndpointRecord(pod: pod, conditions: conditions), at: place)
      }
    } else {
      services[row].endpoints.remove(at: place)
    }
    Self.count(&listingCounts, of: pod, (conditions == nil ? 0 : 1) - (isListed ? 1 : 0))
    setReady(service, pod, conditions?.contains(.ready) ?? false, at: now)
    return true
  }

  /// Notes a change of the endpoints: one of those that are ready, or of others alone.
  private mutating func setReady(
    _ service: ServiceID, _ pod: PodID, _ isReady: Bool, at now: SimulationTime
  ) {
    guard services[service.row].contains(pod) != isReady else {
      return note(.endpoints, .specified, service.index, now)
    }
    let place = services[service.row].place(of: pod)
    Self.count(&endpointCounts, of: pod, isReady ? 1 : -1)
    if isReady {
      services[service.row].readyEndpoints.insert(pod, at: place)
    } else {
      services[service.row].readyEndpoints.remove(at: place)
    }
    note(.endpoints, .reported, service.index, now)
  }

  /// How many services list `pod` as a ready endpoint.
  public func endpointCount(of pod: PodID) -> Int {
    pod.row < endpointCounts.count ? Int(endpointCounts[pod.row]) : 0
  }

  /// How many services list `pod`, ready or not.
  public func listingCount(of pod: PodID) -> Int {
    pod.row < listingCounts.count ? Int(listingCounts[pod.row]) : 0
  }

  private static func count(_ counts: inout ContiguousArray<Int32>, of pod: PodID, _ sign: Int32) {
    while counts.count <= pod.row { counts.append(0) }
    counts[pod.row] += sign
  }

  /// Takes the service and its endpoints out of the store.
  public mutating func removeService(_ service: ServiceID, at now: SimulationTime) {
    guard services[service.row].isPresent else { return }
    services[service.row].removed = now
    for pod in services[service.row].readyEndpoints { Self.count(&endpointCounts, of: pod, -1) }
    for endpoint in services[service.row].endpoints {
      Self.count(&listingCounts, of: endpoint.pod, -1)
    }
    services[service.row].readyEndpoints = []
    services[service.row].endpoints = []
    let record = services[service.row]
    charge(record.usage, in: record.namespace, -1, at: now)
    serviceNames[NamespacedName(record.namespace, record.name)] = nil
    note(.service, .removed, service.index, now)
  }
}

extension Sequence<PodTemplate> {
  /// The ids of the templates, in order.
  var ids: ContiguousArray<PodTemplateID> { ContiguousArray(map(\.id)) }
}
