import ClusterState
import SimulationEngine

/// The pods of a daemon set by the node that each is on or is meant for.
///
/// Pods that have ended and are being deleted are left out: nothing more is done with them. Source:
/// `getNodesToDaemonPods` of `pkg/controller/daemon`, Kubernetes 1.36.
struct DaemonPodsByNode {
  /// By row of the node table: the place of the first pod, negative for none.
  private var first: ContiguousArray<Int32>
  private var next: ContiguousArray<Int32> = []
  private var pods: ContiguousArray<PodID> = []
  /// The pods that are meant for nodes that are not there, by the node's name, oldest first.
  private(set) var elsewhere: [(node: Symbol, pods: ContiguousArray<PodID>)] = []
  private var rows: [Symbol: Int] = [:]

  /// The pods `members`, each marked with the node that its affinity names.
  init(
    _ members: ContiguousArray<OwnedPods<Symbol>.Member>, in cluster: borrowing ClusterState
  ) {
    first = ContiguousArray(repeating: -1, count: cluster.nodes.count)
    for member in members.reversed() {
      let record = cluster.pods[member.pod]
      if record.phase.isTerminal && record.isDeleting { continue }
      let name = record.node.isPresent ? cluster.nodes[record.node.row].name : member.mark
      if let node = cluster.node(named: name) {
        next.append(first[node.row])
        first[node.row] = Int32(pods.count)
        pods.append(member.pod)
      } else if name != .empty {
        addElsewhere(member.pod, name)
      }
    }
  }

  private mutating func addElsewhere(_ pod: PodID, _ node: Symbol) {
    if let row = rows[node] { return elsewhere[row].pods.insert(pod, at: 0) }
    rows[node] = elsewhere.count
    elsewhere.append((node, [pod]))
  }

  /// The pods of `node`, in the order in which they became the set's own.
  func pods(of node: NodeID) -> ContiguousArray<PodID> {
    var found: ContiguousArray<PodID> = []
    var place = first[node.row]
    while place >= 0 {
      found.append(pods[Int(place)])
      place = next[Int(place)]
    }
    return found
  }
}
