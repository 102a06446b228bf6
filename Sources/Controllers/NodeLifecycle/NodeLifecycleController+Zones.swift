import ClusterState
import KubernetesObjects
import SimulationEngine

/// Zones: which nodes lie in which, and how much of each is disrupted.
extension NodeLifecycleController {
  /// Sets each zone's rate by its state; while every zone is fully disrupted the controller
  /// suspects its own connection, and takes all evictions back.
  mutating func heedDisruption(
    _ now: SimulationTime, _ cluster: borrowing ClusterState,
    _ actions: inout ControllerActions
  ) {
    guard zones.contains(where: { $0.nodeCount > 0 }) else { return }
    let isDisrupted = zones.allSatisfy {
      $0.nodeCount == 0 || $0.state(zoneSettings) == .fullDisruption
    }
    if isDisrupted && !isMasterDisrupted {
      takeBack(cluster, &actions)
    } else if isMasterDisrupted && !isDisrupted {
      for row in health.indices where health[row].isKnown { health[row].noticed = now }
    }
    isMasterDisrupted = isDisrupted
    for row in zones.indices where zones[row].nodeCount > 0 {
      let state = zones[row].state(zoneSettings)
      let rate = state.evictionRateThousandths(
        nodeCount: zones[row].nodeCount, settings: settings, zones: zoneSettings)
      zones[row].setRate(thousandths: isDisrupted ? 0 : rate, at: now)
    }
  }

  private mutating func takeBack(
    _ cluster: borrowing ClusterState, _ actions: inout ControllerActions
  ) {
    for row in zones.indices { zones[row].clear() }
    for row in cluster.nodes.indices where cluster.nodes[row].isPresent {
      health[row].isQueued = false
      for taint in taints(on: NodeID(row), cluster) where taint.effect == .noExecute {
        actions.append(.write(.setTaint(NodeID(row), taint, isPresent: false)))
      }
    }
  }

  /// Takes a node that is new onto the list, or one that is gone off it, and tells of it.
  ///
  /// Nodes of the start were there before: their events are older than the run. Source:
  /// `monitorNodeHealth` of `pkg/controller/nodelifecycle`, Kubernetes 1.36.
  mutating func register(
    _ node: NodeID, _ cluster: borrowing ClusterState, _ actions: inout ControllerActions
  ) {
    let record = cluster.nodes[node.row]
    if record.isPresent { learn(node, cluster) }
    guard node.row < health.count, health[node.row].isRegistered != record.isPresent else { return }
    health[node.row].isRegistered = record.isPresent
    guard record.created > .zero || !record.isPresent else { return }
    let name = cluster.symbols[record.name]
    let text =
      record.isPresent
      ? "Registered Node \(name) in Controller" : "Removing Node \(name) from Controller"
    actions.append(
      .recordObjectEvent(
        ObjectEvent(
          .node, node.index, from: "node-controller",
          record.isPresent ? "RegisteredNode" : "RemovingNode", "Node \(name) event: \(text)")))
  }

  /// Takes up a node that comes for the first time, and those before it.
  mutating func learn(_ node: NodeID, _ cluster: borrowing ClusterState) {
    while health.count <= node.row {
      zoneOfNode.append(zone(of: NodeID(health.count), cluster))
      health.append(NodeHealth())
    }
  }

  /// Moves a node whose labels name another zone than before there, with its place in the queue.
  mutating func moveZone(of node: NodeID, _ cluster: borrowing ClusterState) {
    guard node.row < health.count else { return }
    let (old, new) = (zoneOfNode[node.row], zone(of: node, cluster))
    guard new != old else { return }
    zoneOfNode[node.row] = new
    guard health[node.row].isQueued else { return }
    zones[Int(old)].remove(node)
    zones[Int(new)].queue(node)
  }

  /// Whether the node's failures tell nothing of its zone.
  ///
  /// Source: `isNodeExcludedFromDisruptionChecks`, Kubernetes 1.16 to 1.34.
  func isExcluded(_ node: NodeID, _ cluster: borrowing ClusterState) -> Bool {
    guard let key = cluster.symbols.find(NodeLabels.excludeDisruption) else { return false }
    return cluster.nodes[node.row].labels[key] != nil
  }

  private mutating func zone(of node: NodeID, _ cluster: borrowing ClusterState) -> Int32 {
    let labels = cluster.nodes[node.row].labels
    let region = labels.region(cluster.symbols) ?? .empty
    let zone = labels.zone(cluster.symbols) ?? .empty
    if let row = zones.firstIndex(where: { $0.region == region && $0.zone == zone }) {
      return Int32(row)
    }
    zones.append(DisruptionZone(region: region, zone: zone, settings: settings))
    return Int32(zones.count - 1)
  }
}
