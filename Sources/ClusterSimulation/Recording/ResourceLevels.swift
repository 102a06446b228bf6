import ClusterState
import SimulationEngine

/// How much of the cluster is asked for and used: running sums by resource and scope, and their
/// ratios over time.
///
/// A change of a pod or a node costs the same in a cluster of any size: it touches the sums of the
/// cluster, of the node's pool and of its zone.
package struct ResourceLevels: Equatable, Sendable {
  /// What sums are made over.
  package struct Scope: Hashable, Sendable {
    /// The cluster, a pool or a zone.
    package let kind: UtilizationSample.Scope
    /// The name of the pool or zone; empty for the cluster.
    package let name: Symbol

    /// The scope `name` of `kind`.
    package init(kind: UtilizationSample.Scope, name: Symbol) {
      self.kind = kind
      self.name = name
    }
  }

  /// Where a node counts besides the cluster: rows of `scopes`, zero for none.
  private struct Place: Equatable, Sendable {
    var pool = 0
    var zone = 0
    var isEmpty = false
  }

  /// The cluster first, then the declared pools, then the rest in order of the first node.
  package private(set) var scopes: ContiguousArray<Scope> = [Scope(kind: .cluster, name: .empty)]
  /// How many nodes are there and have no pods.
  package private(set) var emptyNodes = TimeWeightedLevel()
  /// By resource, then scope.
  private var levels: ContiguousArray<ContiguousArray<ScopeLevels>> = []
  /// By resource.
  private var spreads: ContiguousArray<NodeSpread> = []
  /// What each node gives to the sums, by resource, then node.
  private var shares: ContiguousArray<ContiguousArray<ScopeTotals>> = []
  private var places: ContiguousArray<Place> = []
  /// From when on is measured.
  private var start = SimulationTime.zero

  /// How many resources have been seen, by id.
  package var resourceCount: Int { levels.count }

  /// One resource in one scope, by the row of `scopes`.
  package func level(of resource: ResourceID, scope: Int) -> ScopeLevels {
    levels[resource.row][scope]
  }

  /// How evenly a resource is requested over the nodes.
  package func spread(of resource: ResourceID) -> NodeSpread {
    var spread = spreads[resource.row]
    spread.settle()
    return spread
  }

  /// The sums of one resource, by scope.
  func totals(of resource: ResourceID) -> some Sequence<(Scope, ScopeTotals)> {
    zip(scopes, levels[resource.row].lazy.map(\.totals))
  }

  /// Declares a scope; nodes name others as they come.
  @discardableResult
  mutating func declare(_ kind: UtilizationSample.Scope, _ name: Symbol) -> Int {
    guard name != .empty else { return 0 }
    let scope = Scope(kind: kind, name: name)
    if let row = scopes.firstIndex(of: scope) { return row }
    scopes.append(scope)
    for resource in levels.indices {
      levels[resource].append(
        ScopeLevels(
          isUseModeled: levels[resource][0].isUseModeled, isWhole: false, since: start))
    }
    return scopes.count - 1
  }

  /// Says where a node counts from `time` on.
  mutating func place(_ node: NodeID, pool: Symbol, zone: Symbol, at time: SimulationTime) {
    while places.count <= node.row { places.append(Place()) }
    let old = places[node.row]
    places[node.row].pool = declare(.pool, pool)
    places[node.row].zone = declare(.zone, zone)
    for resource in shares.indices where node.row < shares[resource].count {
      let share = shares[resource][node.row]
      for (from, to) in [(old.pool, places[node.row].pool), (old.zone, places[node.row].zone)]
      where from != to {
        if from > 0 { levels[resource][from].remove(share, at: time) }
        if to > 0 { levels[resource][to].add(share, at: time) }
      }
    }
  }

  /// Says what a node gives to the sums of a resource from `time` on.
  mutating func set(
    _ share: ScopeTotals, of resource: ResourceID, on node: NodeID, at time: SimulationTime
  ) {
    while levels.count <= resource.row { addResource() }
    while shares[resource.row].count <= node.row { shares[resource.row].append(ScopeTotals()) }
    let old = shares[resource.row][node.row]
    guard share != old else { return }
    shares[resource.row][node.row] = share
    var change = share
    change -= old
    let place = places[node.row]
    levels[resource.row][0].add(change, at: time)
    if place.pool > 0 { levels[resource.row][place.pool].add(change, at: time) }
    if place.zone > 0 { levels[resource.row][place.zone].add(change, at: time) }
    guard resource != .pods else { return }
    spreads[resource.row].set(
      Ratio.millionths(share.requested, of: share.allocatable), of: node.row, at: time)
  }

  /// Says whether a node is there and has no pods from `time` on.
  mutating func setEmpty(_ isEmpty: Bool, _ node: NodeID, at time: SimulationTime) {
    guard places[node.row].isEmpty != isEmpty else { return }
    places[node.row].isEmpty = isEmpty
    emptyNodes.add(isEmpty ? 1 : -1, at: time)
  }

  /// Forgets the time before `time`: what is measured begins there.
  mutating func restart(at time: SimulationTime) {
    for resource in levels.indices {
      for scope in levels[resource].indices { levels[resource][scope].restart(at: time) }
      spreads[resource].restart(at: time)
    }
    emptyNodes.restart(at: time)
    start = time
  }

  private mutating func addResource() {
    let isUseModeled = NodeLoad.modelsUse(of: ResourceID(levels.count))
    levels.append(
      ContiguousArray(
        scopes.map {
          ScopeLevels(isUseModeled: isUseModeled, isWhole: $0.kind == .cluster, since: start)
        }))
    spreads.append(NodeSpread())
    shares.append([])
  }
}
