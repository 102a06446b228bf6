import ClusterState
import KubernetesObjects

/// Nodes in the change log; heartbeats are left out, as they are not writes of the log.
enum NodeDescriber: ObjectDescriber {
  static let subjects = [ClusterChange.Subject.node]

  static func rowCount(in view: ChangeView) -> Int { view.cluster.nodes.count }

  static func description(of row: Int, in view: ChangeView) -> ObjectDescription {
    let record = view.cluster.nodes[row]
    let symbols = view.cluster.symbols
    var told = ObjectDescription(
      kind: "Node", name: symbols[record.name], isPresent: record.isPresent)
    told.add(
      "labels", Labels(record.labels.pairs.lazy.map { (symbols[$0.key], symbols[$0.value]) }))
    told.add("unschedulable", record.isCordoned)
    told.add("taints", record.taints.map { text(of: $0, symbols) }.joined(separator: "; "))
    if record.ready != .absent {
      let reason = symbols[record.readyReason]
      told.add("cond.Ready", reason.isEmpty ? record.ready.name : "\(record.ready.name)/\(reason)")
    }
    if record.outOfDisk != .absent { told.add("cond.OutOfDisk", record.outOfDisk.name) }
    return told
  }

  private static func text(of taint: NodeTaint, _ symbols: SymbolTable) -> String {
    let value = symbols[taint.value]
    let key = symbols[taint.key]
    return "\(value.isEmpty ? key : "\(key)=\(value)"):\(taint.effect.name)"
  }
}
