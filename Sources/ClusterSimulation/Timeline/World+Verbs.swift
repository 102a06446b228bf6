import ClusterState
import KubernetesObjects
import SimulationEngine

/// What `kubectl` does in one request for each object.
extension World {
  mutating func scale(_ target: ObjectTarget, to replicas: Int32) {
    for id in workloads(of: target) { cluster.setReplicas(of: id, replicas, at: now) }
  }

  mutating func setCordoned(_ isCordoned: Bool, _ target: NodeTarget) {
    for node in nodes(of: target) { cluster.setCordoned(node, isCordoned, at: now) }
  }

  /// Deletes the objects of nodes; their machines run on.
  mutating func deleteNodes(_ target: NodeTarget) {
    for node in nodes(of: target) { cluster.removeNode(node, at: now) }
  }

  mutating func label(_ target: NodeTarget, _ changes: [(key: String, value: String?)]) {
    for node in nodes(of: target) {
      let labels = changed(cluster.nodes[node.row].labels, changes)
      cluster.setLabels(node, labels, at: now)
    }
  }
}
