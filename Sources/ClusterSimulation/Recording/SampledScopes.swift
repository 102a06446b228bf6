import ClusterState

/// What samples of the use of resources sum over: the cluster, its pools and its zones.
struct SampledScopes {
  struct Scope {
    let kind: UtilizationSample.Scope
    let name: Symbol
  }

  struct Total {
    var capacity: Int64 = 0
    var allocatable: Int64 = 0
    var requested: Int64 = 0
    var used: Int64 = 0
  }

  /// The cluster first, then the pools in order of declaration, then the zones in order of first
  /// appearance.
  private(set) var scopes: ContiguousArray<Scope> = [Scope(kind: .cluster, name: .empty)]
  private var poolScopes: ContiguousArray<Int> = []
  private var zoneScopes: ContiguousArray<Int> = []

  init(
    cluster: borrowing ClusterState, pools: [Symbol], zones: ContiguousArray<Symbol>
  ) {
    for pool in pools { scopes.append(Scope(kind: .pool, name: pool)) }
    for row in cluster.nodes.indices {
      poolScopes.append(index(.pool, cluster.nodes[row].pool))
      zoneScopes.append(index(.zone, zones[row]))
    }
  }

  /// The row of a scope, which is added if it is new; zero for nodes without pool or zone.
  private mutating func index(_ kind: UtilizationSample.Scope, _ name: Symbol) -> Int {
    guard name != .empty else { return 0 }
    if let row = scopes.firstIndex(where: { $0.kind == kind && $0.name == name }) { return row }
    scopes.append(Scope(kind: kind, name: name))
    return scopes.count - 1
  }

  /// The sums of one resource by scope; one pass over the nodes.
  func totals(
    of resource: ResourceID, _ cluster: borrowing ClusterState, _ load: borrowing NodeLoad
  ) -> ContiguousArray<Total> {
    var totals = ContiguousArray(repeating: Total(), count: scopes.count)
    for row in cluster.nodes.indices where cluster.nodes[row].isPresent {
      let record = cluster.nodes[row]
      var total = Total()
      total.capacity =
        resource == .pods ? record.allocatablePods : record.capacity[resource]
      if record.ready == .yes {
        total.allocatable =
          resource == .pods ? record.allocatablePods : record.allocatable[resource]
      }
      total.requested = load.requested(resource, on: NodeID(row))
      total.used = max(0, load.used(resource, on: NodeID(row)))
      totals[0].add(total)
      if poolScopes[row] > 0 { totals[poolScopes[row]].add(total) }
      if zoneScopes[row] > 0 { totals[zoneScopes[row]].add(total) }
    }
    return totals
  }
}

extension SampledScopes.Total {
  fileprivate mutating func add(_ other: Self) {
    capacity &+= other.capacity
    allocatable &+= other.allocatable
    requested &+= other.requested
    used &+= other.used
  }
}
