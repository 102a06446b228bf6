import ClusterState
import SimulationEngine

/// The stream of one fault of one node.
struct FaultKey: Hashable, Comparable, Sendable {
  let fault: Int32
  let node: NodeID

  static func < (a: Self, b: Self) -> Bool {
    a.fault != b.fault ? a.fault < b.fault : a.node < b.node
  }
}

/// Nodes that fail by chance or by the timeline.
extension SimulationState {
  mutating func postFaults() {
    for row in configuration.faults.indices {
      for node in nodes(of: configuration.faults[row].target) { postFault(row, node) }
    }
  }

  private mutating func postFault(_ row: Int, _ node: NodeID) {
    let key = FaultKey(fault: Int32(row), node: node)
    let name = cluster.symbols[cluster.nodes[node.row].name]
    var stream =
      faultStreams[key]
      ?? RandomStream(seed: configuration.seed, name: "faults/\(row)/\(name)")
    let delay = configuration.faults[row].fail.sample(using: &stream)
    faultStreams[key] = stream
    post(.faultDue(Int32(row), node), afterSeconds: delay)
  }

  mutating func strike(_ node: NodeID, with row: Int) {
    guard cluster.nodes[node.row].isPresent else { return }
    let fault = configuration.faults[row]
    if fault.isPartition { partition(node) } else { fail(node) }
    guard let repair = fault.repair else { return }
    let key = FaultKey(fault: Int32(row), node: node)
    guard var stream = faultStreams[key] else { return }
    let delay = repair.sample(using: &stream)
    faultStreams[key] = stream
    post(.repairDue(Int32(row), node), afterSeconds: delay)
  }

  mutating func repair(_ node: NodeID, after row: Int) {
    guard cluster.nodes[node.row].isPresent else { return }
    if configuration.faults[row].isPartition { heal(node) } else { recover(node) }
    postFault(row, node)
  }

  private mutating func post(_ event: SimulationEvent, afterSeconds seconds: Double) {
    let delay = max(.zero, SimulationDuration(nearestToSeconds: seconds))
    let time = now.addingSaturating(delay)
    if time <= configuration.ending.limit { loop.post(event, at: time) }
  }

  mutating func fail(_ node: NodeID) {
    guard kubelets.isUp(node) else { return }
    kubelets.fail(node, at: now, in: cluster)
    note(.failed, node)
  }

  mutating func recover(_ node: NodeID) {
    guard !kubelets.isUp(node) else { return }
    kubelets.recover(node, at: now, in: cluster, actions: &kubeletActions)
    performKubeletActions()
    note(.recovered, node)
  }

  mutating func partition(_ node: NodeID) {
    guard kubelets.isConnected(node) else { return }
    kubelets.partition(node)
    note(.partitioned, node)
  }

  mutating func heal(_ node: NodeID) {
    guard kubelets.isUp(node), !kubelets.isConnected(node) else { return }
    kubelets.heal(node, at: now, in: cluster, actions: &kubeletActions)
    performKubeletActions()
    note(.healed, node)
  }

  private mutating func note(_ kind: Incident.Kind, _ node: NodeID) {
    recording.incidents.append(Incident(time: now, node: node, kind: kind))
    recordServices(on: node)
  }
}
