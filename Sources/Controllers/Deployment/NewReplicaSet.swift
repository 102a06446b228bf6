import ClusterState
import KubernetesObjects
import SimulationEngine

/// The replica set that a deployment needs for its present template.
///
/// Source: `getNewReplicaSet` of `pkg/controller/deployment`, Kubernetes 1.20 to 1.36.
struct NewReplicaSet {
  /// The set's name.
  let name: String
  private let record: WorkloadRecord
  private let template: Pod
  private let selector: LabelSelector

  /// The set of the deployment `record` called `deployment`. A hash that another set's name has
  /// already is tried again with a count of such collisions.
  init(
    of record: WorkloadRecord, _ detail: DeploymentDetail, named deployment: String,
    in cluster: borrowing ClusterState
  ) {
    self.record = record
    var pod = cluster.templates[record.template].pod
    var spec = PodTemplateSpec()
    spec.metadata = pod.metadata
    spec.spec = pod.spec
    var collisions: Int32?
    var hash = ""
    var name = ""
    repeat {
      hash = TemplateHash(of: spec, collisions: collisions).description
      name = deployment + "-" + hash
      collisions = (collisions ?? 0) + 1
    } while Self.isTaken(name, in: record.namespace, cluster)
    pod.metadata.labels[ReplicaSetDetail.hashLabel] = hash
    template = pod
    self.name = name
    let own = LabelSelector(matching: [ReplicaSetDetail.hashLabel: hash])
    selector = LabelSelector(detail.selector.requirements + own.requirements)
  }

  /// The set as the deployment `owner` asks for it.
  func draft(owner: WorkloadID, sizes: ReplicaSetSizes) -> WorkloadDraft {
    WorkloadDraft(
      kind: .replicaSet, name: name, owner: owner, labels: template.metadata.labels,
      selector: selector, template: template, replicas: sizes.replicas, minReady: record.minReady,
      detail: .replicaSet(
        ReplicaSetDetail(
          source: record.template, revision: sizes.revision,
          desiredReplicas: sizes.desiredAnnotation, maxReplicas: sizes.maxAnnotation)))
  }

  private static func isTaken(
    _ name: String, in namespace: Symbol, _ cluster: borrowing ClusterState
  ) -> Bool {
    guard let symbol = cluster.symbols.find(name) else { return false }
    return cluster.workload(.replicaSet, named: symbol, in: namespace) != nil
  }
}
