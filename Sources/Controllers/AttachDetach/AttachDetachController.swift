import ClusterState
import KubernetesObjects
import SimulationEngine

/// Attaches the disks of pods to their nodes, and detaches them when no pod there has them any
/// more.
///
/// A disk that one node at a time may have is attached nowhere before it is detached elsewhere. It
/// is detached once its node says that it does not use it. A node that cannot say so any more is
/// waited for six minutes, and then, if it is not ready, the disk is taken from it by force; at
/// once if the node is out of service. Source: `pkg/controller/volume/attachdetach`, Kubernetes
/// 1.20 to 1.36.
///
/// **Divergence:** it acts on what it sees at once, not every 100 ms. What many nodes may write is
/// taken for a file server's, and is not attached.
package struct AttachDetachController: Controller {
  private enum Purpose {
    static let operationEnd: UInt8 = 0
    static let unmountTimeout: UInt8 = 1
  }

  /// Something that is asked of the cloud.
  private enum Operation: Sendable {
    case attach(AttachableDisk, NodeID)
    case detach(Int32)
  }

  /// What is known of one disk.
  private struct Disk: Sendable {
    let disk: AttachableDisk
    /// The nodes that shall have it, in the order in which their first pod came.
    var nodes: ContiguousArray<NodeID> = []
    /// The nodes that it is being attached to, and whether each is to have it for itself.
    var attaching: ContiguousArray<(node: NodeID, isExclusive: Bool)> = []
    /// The attachments that are being undone.
    var detaching: ContiguousArray<Int32> = []
    /// The attachments that nobody wants any more and whose nodes use them, since when.
    var held: [Int32: SimulationTime] = [:]
  }

  private let settings: VolumeSettings
  private var disks: [Symbol: Disk] = [:]
  /// The disks of the pods that have a node and have not ended.
  private var disksOfPod: [PodID: ContiguousArray<AttachableDisk>] = [:]
  /// The pods of each disk that have a node, oldest first.
  private var podsOfDisk: [Symbol: ContiguousArray<PodID>] = [:]
  /// The pods with a node whose claims have no volume yet.
  private var unresolved: ContiguousArray<PodID> = []
  /// The disks that wait for their nodes.
  private var heldDisks: ContiguousArray<Symbol> = []
  /// The pods that were told that they wait for a disk.
  private var told: Set<PodID> = []
  private var operations: ContiguousArray<Operation?> = []

  /// A controller that has seen nothing.
  package init(settings: VolumeSettings) { self.settings = settings }

  /// As in kube-controller-manager's flag `--controllers`.
  package var name: String { "persistentvolume-attach-detach-controller" }

  /// Pods, nodes, and what is attached.
  package var interests: SubjectSet { [.pods, .nodes, .claims, .attachments] }

  /// It acts on what it sees at once.
  package var hasWork: Bool { false }

  /// Notes the writes one by one, in a cluster with disks.
  package mutating func observe(
    _ positions: Range<Int>, at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ControllerActions
  ) {
    guard cluster.hasDisks else { return }
    for position in positions {
      observe(cluster.changes[position], at: now, in: cluster, actions: &actions)
    }
  }

  /// Looks at the disks that a write is about.
  package mutating func observe(
    _ change: ClusterChange, at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ControllerActions
  ) {
    switch change.subject {
    case .pod: observe(PodID(index: change.index), at: now, cluster, &actions)
    case .node:
      for disk in heldDisks { reconcile(disk, at: now, cluster, &actions) }
    case .attachment:
      let disk = cluster.attachments[Int(change.index)].disk
      note(disk)
      reconcile(disk.key, at: now, cluster, &actions)
    case .claim:
      guard !unresolved.isEmpty else { return }
      let pods = unresolved
      unresolved = []
      for pod in pods { observe(pod, at: now, cluster, &actions) }
    default: break
    }
  }

  /// Takes up pods and what is attached.
  package mutating func list(
    at now: SimulationTime, in cluster: borrowing ClusterState, actions: inout ControllerActions
  ) {
    guard cluster.hasDisks else { return }
    for row in 0..<cluster.pods.count where !cluster.pods[PodID(row)].isRemoved {
      observe(PodID(row), at: now, cluster, &actions)
    }
    for row in cluster.attachments.indices where cluster.attachments[row].isPresent {
      let disk = cluster.attachments[row].disk
      note(disk)
      reconcile(disk.key, at: now, cluster, &actions)
    }
  }

  /// Everything is done when it is seen.
  package mutating func sync(
    at now: SimulationTime, in cluster: borrowing ClusterState, actions: inout ControllerActions
  ) {}

  private mutating func note(_ disk: AttachableDisk) {
    if disks[disk.key] == nil { disks[disk.key] = Disk(disk: disk) }
  }

  private mutating func observe(
    _ pod: PodID, at now: SimulationTime, _ cluster: borrowing ClusterState,
    _ actions: inout ControllerActions
  ) {
    let record = cluster.pods[pod]
    let template = cluster.templates[record.template]
    guard !template.disks.isEmpty else { return }
    let isThere = record.node.isPresent && !record.isRemoved && !record.phase.isTerminal
    if let known = disksOfPod[pod] {
      guard !isThere else { return }
      disksOfPod[pod] = nil
      told.remove(pod)
      for disk in known {
        podsOfDisk[disk.key]?.removeAll { $0 == pod }
        reconcile(disk.key, at: now, cluster, &actions)
      }
    } else if isThere {
      guard let wanted = cluster.disks(of: pod) else {
        if !unresolved.contains(pod) { unresolved.append(pod) }
        return
      }
      disksOfPod[pod] = wanted
      for disk in wanted {
        note(disk)
        podsOfDisk[disk.key, default: []].append(pod)
        reconcile(disk.key, at: now, cluster, &actions)
      }
    }
  }

  /// Brings a disk to the nodes that shall have it, as far as that can be begun now.
  private mutating func reconcile(
    _ key: Symbol, at now: SimulationTime, _ cluster: borrowing ClusterState,
    _ actions: inout ControllerActions
  ) {
    guard var disk = disks[key] else { return }
    disk.nodes = []
    for pod in podsOfDisk[key] ?? [] where !disk.nodes.contains(cluster.pods[pod].node) {
      disk.nodes.append(cluster.pods[pod].node)
    }
    release(&disk, at: now, cluster, &actions)
    let present = cluster.attachments(of: key)
    for node in disk.nodes where cluster.attachment(of: key, to: node) == nil {
      if disk.attaching.contains(where: { $0.node == node }) { continue }
      let use = use(of: disk.disk, on: node, cluster)
      // A writer wants no other node to have the disk, and a reader no other node that writes.
      let others =
        present.map { cluster.attachments[Int($0)].disk.isExclusive }
        + disk.attaching.map(\.isExclusive)
      guard use.isExclusive ? others.isEmpty : !others.contains(true) else {
        tellOfWaiting(disk, node, cluster, &actions)
        continue
      }
      disk.attaching.append((node, use.isExclusive))
      begin(.attach(use, node), after: settings.attachLatency, &actions)
    }
    heldDisks.removeAll { $0 == key }
    if !disk.held.isEmpty { heldDisks.append(key) }
    let isForgotten = disk.nodes.isEmpty && present.isEmpty && disk.attaching.isEmpty
    disks[key] = isForgotten ? nil : disk
    if isForgotten { podsOfDisk[key] = nil }
  }

  /// How the pods of `node` use a disk: as readers, unless one of them may write.
  private func use(
    of disk: AttachableDisk, on node: NodeID, _ cluster: borrowing ClusterState
  ) -> AttachableDisk {
    var use = disk
    for pod in podsOfDisk[disk.key] ?? [] where cluster.pods[pod].node == node {
      guard let own = disksOfPod[pod]?.first(where: { $0.key == disk.key }) else { continue }
      use = own
      if own.isExclusive { return own }
    }
    return use
  }

  /// Detaches the disk from nodes that shall not have it any more.
  private mutating func release(
    _ disk: inout Disk, at now: SimulationTime, _ cluster: borrowing ClusterState,
    _ actions: inout ControllerActions
  ) {
    for row in cluster.attachments(of: disk.disk.key) where !disk.detaching.contains(row) {
      let record = cluster.attachments[Int(row)]
      if disk.nodes.contains(record.node) {
        disk.held[row] = nil
      } else if mayDetach(record, since: disk.held[row] ?? now, at: now, cluster) {
        disk.held[row] = nil
        disk.detaching.append(row)
        begin(.detach(row), after: settings.detachLatency, &actions)
      } else if disk.held[row] == nil {
        disk.held[row] = now
        actions.append(
          .setTimer(
            ControllerTimer(Purpose.unmountTimeout, key: row),
            after: settings.maxWaitForUnmountDuration))
      }
    }
  }

  /// Whether a disk that nobody wants on its node since `since` may be taken from it.
  private func mayDetach(
    _ record: AttachmentRecord, since: SimulationTime, at now: SimulationTime,
    _ cluster: borrowing ClusterState
  ) -> Bool {
    if !record.isInUse { return true }
    let node = cluster.nodes[record.node.row]
    if node.isPresent, settings.heedsOutOfService, node.isOutOfService(cluster.symbols) {
      return true
    }
    let isHealthy = settings.sparesReadyNodes && node.isPresent && node.ready == .yes
    return !isHealthy && now - since >= settings.maxWaitForUnmountDuration
  }

  private mutating func begin(
    _ operation: Operation, after latency: SimulationDuration,
    _ actions: inout ControllerActions
  ) {
    let slot = operations.firstIndex { $0 == nil } ?? operations.count
    if slot == operations.count {
      operations.append(operation)
    } else {
      operations[slot] = operation
    }
    actions.append(
      .setTimer(ControllerTimer(Purpose.operationEnd, key: Int32(slot)), after: latency))
  }

  /// The cloud has done what it was asked for, or a node was waited for long enough.
  package mutating func wake(
    for timer: ControllerTimer, at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ControllerActions
  ) {
    guard timer.purpose == Purpose.operationEnd else {
      let disk = cluster.attachments[Int(timer.key)].disk.key
      return reconcile(disk, at: now, cluster, &actions)
    }
    guard let operation = operations[Int(timer.key)] else { return }
    operations[Int(timer.key)] = nil
    switch operation {
    case .attach(let disk, let node): actions.append(.write(.attachDisk(disk, node)))
    case .detach(let row): actions.append(.write(.detachDisk(row: row)))
    }
  }

  /// The status of the node tells it: the pods there can have the disk, or others elsewhere can.
  package mutating func observe(
    _ outcome: WriteOutcome, of write: ClusterWrite, at now: SimulationTime,
    in cluster: borrowing ClusterState, actions: inout ControllerActions
  ) {
    switch write {
    case .attachDisk(let disk, let node):
      disks[disk.key]?.attaching.removeAll { $0.node == node }
      for pod in podsOfDisk[disk.key] ?? [] where cluster.pods[pod].node == node {
        told.remove(pod)
        tell(
          pod, "SuccessfulAttachVolume",
          "AttachVolume.Attach succeeded for volume \"\(cluster.symbols[disk.name])\" ", &actions)
      }
      reconcile(disk.key, at: now, cluster, &actions)
    case .detachDisk(let row):
      let disk = cluster.attachments[Int(row)].disk.key
      disks[disk]?.detaching.removeAll { $0 == row }
      reconcile(disk, at: now, cluster, &actions)
    default: break
    }
  }

  /// Tells the pods on `node`, once, that another node has the disk.
  ///
  /// Source: `reportMultiAttachError`, Kubernetes 1.34.
  private mutating func tellOfWaiting(
    _ disk: Disk, _ node: NodeID, _ cluster: borrowing ClusterState,
    _ actions: inout ControllerActions
  ) {
    let pods = podsOfDisk[disk.disk.key] ?? []
    let others = pods.filter { cluster.pods[$0].node != node }
    let name = cluster.symbols[disk.disk.name]
    for pod in pods where cluster.pods[pod].node == node && told.insert(pod).inserted {
      let namespace = cluster.templates[cluster.pods[pod].template].namespace
      let known = others.filter {
        cluster.templates[cluster.pods[$0].template].namespace == namespace
      }.map { cluster.pods[$0].name.text(cluster.symbols) }
      let reason =
        if others.isEmpty {
          "Volume is already exclusively attached to one node and can't be attached to another"
        } else if known.isEmpty {
          "Volume is already used by \(others.count) pod(s) in different namespaces"
        } else {
          "Volume is already used by pod(s) \(known.joined(separator: ", "))"
        }
      tell(
        pod, "FailedAttachVolume", isWarning: true,
        "Multi-Attach error for volume \"\(name)\" \(reason)", &actions)
    }
  }

  private func tell(
    _ pod: PodID, _ reason: String, isWarning: Bool = false, _ message: String,
    _ actions: inout ControllerActions
  ) {
    actions.append(
      .recordObjectEvent(
        ObjectEvent(
          .pod, pod.index, from: "attachdetach-controller", reason, isWarning: isWarning,
          message)))
  }
}
