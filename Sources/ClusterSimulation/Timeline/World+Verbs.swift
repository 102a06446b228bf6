import ClusterState
import KubernetesObjects
import SimulationEngine

/// What `kubectl` does in one request for each object.
extension World {
  mutating func scale(_ target: ObjectTarget, to replicas: Int32) {
    for id in workloads(of: target) { cluster.setReplicas(of: id, replicas, at: now) }
  }

  /// Multiplies the replicas of what `target` means and no controller owns; a part of a pod is one.
  mutating func scale(_ target: ObjectTarget, byThousandths factor: Int64) {
    for id in workloads(of: target) where !cluster.workloads[id.row].owner.isPresent {
      let wanted = Int64(cluster.workloads[id.row].replicas) * factor
      let replicas = min(Int64(Self.mostReplicas), (wanted + 999) / 1000)
      cluster.setReplicas(of: id, Int32(replicas), at: now)
    }
  }

  /// What a multiplication ends at, so that no repetition of it can fill the memory.
  private static let mostReplicas: Int32 = 1_000_000

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
