import ClusterState
import SimulationEngine

/// Pulls that go on together and share the node's bandwidth.
extension Kubelets {
  mutating func beginTransfer(
    of image: Symbol, on node: NodeID, _ generation: UInt16, _ context: inout KubeletContext
  ) {
    guard isUp(node), nodes[node.row].generation == generation else { return }
    let due = nodes[node.row].images.line.due
    nodes[node.row].images.line.begin(
      image, bytes: comingBytes(of: image, on: node), at: context.now,
      rate: settings.images.pullBytesPerSecond)
    postTransfer(on: node, unlessDue: due, &context)
  }

  mutating func finishTransfers(
    on node: NodeID, _ generation: UInt16, _ cluster: borrowing ClusterState,
    _ context: inout KubeletContext
  ) {
    // Another pull may have begun since, which puts the end off.
    guard isUp(node), nodes[node.row].generation == generation,
      nodes[node.row].images.line.due == context.now
    else { return }
    let rate = settings.images.pullBytesPerSecond
    while let image = nodes[node.row].images.line.takeFinished(at: context.now, rate: rate) {
      finishPull(of: image, on: node, generation, cluster, &context)
    }
    postTransfer(on: node, unlessDue: context.now, &context)
  }

  /// Posts the end of the next transfer, unless it is known to be at `known`.
  private func postTransfer(
    on node: NodeID, unlessDue known: SimulationTime, _ context: inout KubeletContext
  ) {
    let due = nodes[node.row].images.line.due
    guard due.isSet, due != known else { return }
    context.post(.transferDue(node, generation: nodes[node.row].generation), at: due)
  }
}
