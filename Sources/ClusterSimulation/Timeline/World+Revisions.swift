import ClusterState
import KubernetesObjects
import SimulationEngine

/// The revisions of stateful and daemon sets that were there before the run, by the labels of their
/// pods: so that pods which were up to date still are.
extension World {
  /// A revision of a set, as its pods tell it.
  private struct Found {
    let label: Symbol
    var youngest: PodID
    var count: Int32
  }

  /// Creates the revisions of the sets among `objects` that pods were inherited for.
  ///
  /// A stateful set's status names the present revision. A daemon set's is that of its youngest
  /// pod: those are made last.
  mutating func inheritRevisions(_ objects: [any APIObject]) {
    let key = cluster.symbols.intern(Self.label)
    var found: [WorkloadID: [Found]] = [:]
    for row in 0..<cluster.pods.count {
      let pod = PodID(row)
      let record = cluster.pods[pod]
      guard record.owner.isPresent, record.isInherited,
        let label = cluster.templates[record.template].labels[key]
      else { continue }
      note(label, pod, of: record.owner, in: &found)
    }
    guard !found.isEmpty else { return }
    var named: [WorkloadID: StatefulSetStatus] = [:]
    for case let set as StatefulSet in objects {
      let name = cluster.symbols.intern(set.metadata.name)
      let known = cluster.workload(.statefulSet, named: name, in: namespace(of: set))
      if let known { named[known] = set.status }
    }
    for row in cluster.workloads.indices {
      let id = WorkloadID(row)
      if let revisions = found[id] { inheritRevisions(revisions, of: id, named[id]) }
    }
  }

  private func note(
    _ label: Symbol, _ pod: PodID, of owner: WorkloadID, in found: inout [WorkloadID: [Found]]
  ) {
    switch cluster.workloads[owner.row].kind {
    case .statefulSet, .daemonSet: break
    case .replicationController, .replicaSet, .deployment, .deploymentConfig, .job, .cronJob:
      return
    }
    guard let place = found[owner]?.firstIndex(where: { $0.label == label }) else {
      found[owner, default: []].append(Found(label: label, youngest: pod, count: 1))
      return
    }
    found[owner]?[place].count += 1
    if let known = found[owner]?[place].youngest,
      cluster.pods[known].created <= cluster.pods[pod].created
    {
      found[owner]?[place].youngest = pod
    }
  }

  private mutating func inheritRevisions(
    _ found: [Found], of id: WorkloadID, _ status: StatefulSetStatus?
  ) {
    let record = cluster.workloads[id.row]
    var old = found.sorted {
      (cluster.pods[$0.youngest].created, $0.youngest)
        < (cluster.pods[$1.youngest].created, $1.youngest)
    }
    var present = old.last?.label ?? .empty
    if let name = status?.updateRevision, !name.isEmpty { present = cluster.symbols.intern(name) }
    old.removeAll { $0.label == present }
    var current: (id: ControllerRevisionID, count: Int32)?
    for (number, revision) in old.enumerated() {
      let template = cluster.pods[revision.youngest].template
      let made = create(revision.label, of: id, record, template, number: Int64(number + 1))
      let isNamed = status.map { $0.currentRevision == cluster.symbols[revision.label] } ?? false
      if let made, current == nil || isNamed { current = (made, revision.count) }
    }
    let update = create(present, of: id, record, record.template, number: Int64(old.count + 1))
    guard record.kind == .statefulSet, let update, let current else { return }
    var status = record.status
    status.detail = .statefulSet(
      StatefulSetRevisions(
        currentReplicas: current.count, current: current.id, update: update))
    cluster.setStatus(of: id, status, at: now)
  }

  private mutating func create(
    _ label: Symbol, of id: WorkloadID, _ record: WorkloadRecord, _ template: PodTemplateID,
    number: Int64
  ) -> ControllerRevisionID? {
    let text = cluster.symbols[label]
    let isName = record.kind == .statefulSet
    let draft = ControllerRevisionDraft(
      owner: id, name: isName ? text : cluster.symbols[record.name] + "-" + text,
      podLabel: text, template: template, number: number)
    return try? cluster.createRevision(draft, at: now)
  }

  /// The label of a pod that tells its revision.
  private static let label = "controller-revision-hash"
}
