import ClusterState
import KubernetesObjects
import SimulationEngine

/// Sees to pods on nodes with `NoExecute` taints: each stays for as long as it tolerates them, also
/// one that has ended.
///
/// Source: `pkg/controller/tainteviction`, Kubernetes 1.36.
package struct TaintEvictionController: Controller {
  private var evictions = PodEvictionTimers()
  /// The `NoExecute` taints of each node as they were seen last.
  private var seen: ContiguousArray<[Taint]> = []

  /// A controller that knows no pod; nil where the node controller deletes pods itself.
  package init?(settings: NodeLifecycleSettings) {
    guard case .taints = settings.eviction else { return nil }
  }

  /// As in kube-controller-manager's flag `--controllers`.
  package var name: String { "taint-eviction-controller" }

  /// Nodes with their taints, and pods.
  package var interests: SubjectSet { [.nodes, .pods] }

  /// It acts as it sees.
  package var hasWork: Bool { false }

  /// There is nothing to do but what a write asks for.
  package mutating func sync(
    at now: SimulationTime, in cluster: borrowing ClusterState, actions: inout ControllerActions
  ) {}

  /// Notes a write: a node's taints, or a pod's binding or end.
  package mutating func observe(
    _ change: ClusterChange, at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ControllerActions
  ) {
    switch (change.subject, change.verb) {
    case (.node, .added), (.node, .specified):
      let node = NodeID(Int(change.index))
      let taints = executingTaints(on: node, cluster)
      guard notes(taints, on: node) else { return }
      cluster.pods.forEach(on: node) { consider($0, taints, cluster, &actions) }
    case (.pod, .bound), (.pod, .specified):
      let pod = PodID(Int(change.index))
      guard cluster.pods[pod].node.isPresent, !cluster.pods[pod].isRemoved else { return }
      let taints = executingTaints(on: cluster.pods[pod].node, cluster)
      consider(pod, taints, cluster, &actions)
    case (.pod, .deleting), (.pod, .removed): evictions.cancel(PodID(Int(change.index)))
    default: break
    }
  }

  /// Notes the taints of a node; returns whether they are other ones than before.
  ///
  /// A write of anything else of the node is no reason to look at its pods. Source: `NodeUpdated`
  /// of `pkg/controller/tainteviction/taint_eviction.go`, Kubernetes 1.13 to 1.36.
  private mutating func notes(_ taints: [Taint], on node: NodeID) -> Bool {
    while seen.count <= node.row { seen.append([]) }
    guard seen[node.row] != taints else { return false }
    seen[node.row] = taints
    return true
  }

  /// Deletes the pod of a timer, if the timer is the one that counts.
  package mutating func wake(
    for timer: ControllerTimer, at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ControllerActions
  ) {
    let pod = PodID(index: timer.key)
    guard evictions.end(pod, generation: timer.generation), !cluster.pods[pod].isDeleting else {
      return
    }
    delete(pod, cluster, &actions)
  }

  private mutating func consider(
    _ pod: PodID, _ taints: [Taint], _ cluster: borrowing ClusterState,
    _ actions: inout ControllerActions
  ) {
    guard !taints.isEmpty else {
      cancel(pod, cluster, &actions)
      return
    }
    let record = cluster.pods[pod]
    guard !record.isDeleting else { return }
    let tolerations = cluster.templates[record.template].pod.spec.tolerations
    switch TolerationTime(of: tolerations, under: taints) {
    case .unlimited: cancel(pod, cluster, &actions)
    case .none:
      cancel(pod, cluster, &actions)
      delete(pod, cluster, &actions)
    case .limited(let duration):
      if let generation = evictions.start(pod) {
        let due = ControllerTimer(0, key: pod.index, generation: generation)
        actions.append(.setTimer(due, after: duration))
      }
    }
  }

  /// Lets `pod` stay after all.
  private mutating func cancel(
    _ pod: PodID, _ cluster: borrowing ClusterState, _ actions: inout ControllerActions
  ) {
    guard evictions.cancel(pod) else { return }
    record("Cancelling deletion of", pod, cluster, &actions)
  }

  private func delete(
    _ pod: PodID, _ cluster: borrowing ClusterState, _ actions: inout ControllerActions
  ) {
    record("Marking for deletion", pod, cluster, &actions)
    actions.append(.write(.deletePod(pod, .taint, isForced: false)))
  }

  /// Source: `emitPodDeletionEvent` and `emitCancelPodDeletionEvent` of
  /// `pkg/controller/tainteviction/taint_eviction.go`, Kubernetes 1.36.
  private func record(
    _ what: String, _ pod: PodID, _ cluster: borrowing ClusterState,
    _ actions: inout ControllerActions
  ) {
    let record = cluster.pods[pod]
    let namespace = cluster.symbols[cluster.templates[record.template].namespace]
    let text = "\(what) Pod \(namespace)/\(record.name.text(cluster.symbols))"
    actions.append(
      .recordObjectEvent(
        ObjectEvent(.pod, pod.index, from: name, "TaintManagerEviction", text)))
  }

  private func executingTaints(
    on node: NodeID, _ cluster: borrowing ClusterState
  ) -> [Taint] {
    guard !cluster.nodes[node.row].taints.isEmpty else { return [] }
    return cluster.nodes[node.row].taints.filter { $0.effect == .noExecute }.map {
      Taint(key: cluster.symbols[$0.key], value: cluster.symbols[$0.value], effect: .noExecute)
    }
  }

  /// A pod that its node's taints are to evict, at once or in time, and that nobody evicts.
  package func unsettled(in cluster: borrowing ClusterState) -> UnsettledObject? {
    for row in cluster.nodes.indices where cluster.nodes[row].isPresent {
      let taints = executingTaints(on: NodeID(row), cluster)
      guard !taints.isEmpty else { continue }
      var forgotten: PodID?
      cluster.pods.forEach(on: NodeID(row)) { pod in
        let record = cluster.pods[pod]
        guard !record.isDeleting, !record.isRemoved, forgotten == nil else { return }
        let tolerations = cluster.templates[record.template].pod.spec.tolerations
        let isForEver = TolerationTime(of: tolerations, under: taints) == .unlimited
        if !isForEver && !evictions.isRunning(pod) { forgotten = pod }
      }
      if let forgotten {
        return UnsettledObject(
          .pod, forgotten.index, "does not tolerate its node's taints, and nobody evicts it")
      }
    }
    return nil
  }
}
