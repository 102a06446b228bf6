import KubernetesObjects
import SimulationEngine

extension ClusterState {
  /// Creates a service that costs `usage` under a quota, or what any service does, and returns its
  /// id; throws `NameTaken` if it is already there.
  public mutating func createService(
    namespace: Symbol, name: Symbol, selector: LabelSet?, usage: ResourceList? = nil,
    at now: SimulationTime
  ) throws(NameTaken) -> ServiceID {
    let key = NamespacedName(namespace, name)
    guard serviceNames[key] == nil else { throw NameTaken() }
    let id = ServiceID(services.count)
    var record = ServiceRecord(
      namespace: namespace, name: name, selector: selector,
      usage: usage ?? .plainServiceUsage, created: now)
    record.matching = templates.all.filter { record.selects($0) }.ids
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

  /// Puts `pod` among the ready endpoints of `service`, or takes it out; returns whether that
  /// changed them.
  @discardableResult
  public mutating func setEndpoint(
    of service: ServiceID, _ pod: PodID, isReady: Bool, at now: SimulationTime
  ) -> Bool {
    guard services[service.row].isPresent, services[service.row].contains(pod) != isReady else {
      return false
    }
    let place = services[service.row].place(of: pod)
    countEndpoint(pod, isReady ? 1 : -1)
    if isReady {
      services[service.row].readyEndpoints.insert(pod, at: place)
    } else {
      services[service.row].readyEndpoints.remove(at: place)
    }
    note(.endpoints, .reported, service.index, now)
    return true
  }

  /// How many services list `pod` as a ready endpoint.
  public func endpointCount(of pod: PodID) -> Int {
    pod.row < endpointCounts.count ? Int(endpointCounts[pod.row]) : 0
  }

  private mutating func countEndpoint(_ pod: PodID, _ sign: Int32) {
    while endpointCounts.count <= pod.row { endpointCounts.append(0) }
    endpointCounts[pod.row] += sign
  }

  /// Takes the service and its endpoints out of the store.
  public mutating func removeService(_ service: ServiceID, at now: SimulationTime) {
    guard services[service.row].isPresent else { return }
    services[service.row].removed = now
    for pod in services[service.row].readyEndpoints { countEndpoint(pod, -1) }
    services[service.row].readyEndpoints = []
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
