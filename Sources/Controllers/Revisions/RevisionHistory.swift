import ClusterState
import KubernetesObjects
import SimulationEngine

/// The revisions of one workload's template, and which of them is the present one.
///
/// Source: `pkg/controller/history` and `getStatefulSetRevisions`, `constructHistory` of the
/// controllers that use it, Kubernetes 1.20 to 1.36.
struct RevisionHistory {
  /// The label of a pod that tells its revision.
  static let podLabel = "controller-revision-hash"

  /// The workload's revisions by number, then by age.
  let revisions: ContiguousArray<ControllerRevisionID>
  /// The revision whose template is the workload's; nil where there is none yet.
  let present: ControllerRevisionID?
  private let workload: WorkloadID
  private let lastNumber: Int64

  /// What `workload` owns.
  init(of workload: WorkloadID, in cluster: borrowing ClusterState) {
    self.workload = workload
    let owned = cluster.revisions.owned(by: workload)
    let numbers = owned.map { cluster.revisions[$0].number }
    revisions = ContiguousArray(
      owned.indices.sorted { (numbers[$0], $0) < (numbers[$1], $1) }.map { owned[$0] })
    let template = cluster.workloads[workload.row].template
    present = revisions.last { cluster.revisions[$0].template == template }
    lastNumber = revisions.last.map { cluster.revisions[$0].number } ?? 0
  }

  /// What has to be written before the present template has its revision with the highest number:
  /// orphans that the selector matches are adopted, an earlier revision of one template comes
  /// again, and a new template gets a new one.
  ///
  /// `hasHashAsLabel` tells whether pods are labelled with the bare hash, as a daemon set's are, or
  /// with the revision's name.
  func writes(hasHashAsLabel: Bool, in cluster: borrowing ClusterState) -> [ClusterWrite] {
    let record = cluster.workloads[workload.row]
    let orphans = cluster.revisions.owned(by: .absent).filter {
      let revision = cluster.revisions[$0]
      return revision.namespace == record.namespace
        && record.selector.matches(revision.labels, cluster.symbols)
    }
    guard orphans.isEmpty || record.deletion != nil else {
      return orphans.map { .setRevisionOwner($0, workload) }
    }
    guard let present else {
      return [.createRevision(draft(record, hasHashAsLabel: hasHashAsLabel, in: cluster))]
    }
    return present == revisions.last ? [] : [.setRevisionNumber(present, lastNumber + 1)]
  }

  private func draft(
    _ record: WorkloadRecord, hasHashAsLabel: Bool, in cluster: borrowing ClusterState
  ) -> ControllerRevisionDraft {
    let pod = cluster.templates[record.template].pod
    var template = PodTemplateSpec()
    template.metadata = pod.metadata
    template.spec = pod.spec
    var collisions: Int32?
    var hash = ""
    var name = ""
    repeat {
      hash = TemplateHash(of: template, collisions: collisions).description
      name = cluster.symbols[record.name] + "-" + hash
      collisions = (collisions ?? 0) + 1
    } while cluster.hasRevision(name, in: record.namespace)
    return ControllerRevisionDraft(
      owner: workload, name: name, podLabel: hasHashAsLabel ? hash : name,
      template: record.template, number: lastNumber + 1)
  }

  /// The revisions that are taken away: of those that are not in `live` the oldest, until no more
  /// than `limit` are left; none for a negative limit.
  func surplus(_ live: Set<ControllerRevisionID>, limit: Int32) -> [ClusterWrite] {
    let idle = revisions.filter { !live.contains($0) }
    guard limit >= 0, idle.count > Int(limit) else { return [] }
    return idle.prefix(idle.count - Int(limit)).map { .removeRevision($0) }
  }
}

extension ClusterState {
  fileprivate func hasRevision(_ name: String, in namespace: Symbol) -> Bool {
    guard let symbol = symbols.find(name) else { return false }
    return revisions.named(symbol, in: namespace) != nil
  }

  /// The label by which `pod` tells its revision; nil without one.
  func revisionLabel(of pod: PodID) -> Symbol? {
    guard let key = symbols.find(RevisionHistory.podLabel) else { return nil }
    return templates[pods[pod].template].labels[key]
  }
}
