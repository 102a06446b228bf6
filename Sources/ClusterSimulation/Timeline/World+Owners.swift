import ClusterState
import Controllers
import KubernetesObjects

/// Owners by the references that manifests have.
extension World {
  /// The workload that controls `object`, by its owner references; `absent` if there is none, or
  /// none that is there.
  mutating func controller(of object: any StoredObject) -> WorkloadID {
    guard let owner = object.metadata.controller,
      let kind = WorkloadKind.allCases.first(where: { $0.name == owner.kind })
    else { return .absent }
    let name = cluster.symbols.intern(owner.name)
    return cluster.workload(kind, named: name, in: namespace(of: object)) ?? .absent
  }

  /// What a deployment has written on `set`, whose pods are like `pod`; nil for a set that no
  /// deployment owns.
  ///
  /// Source: the annotations of `SetNewReplicaSetAnnotations` and `SetReplicasAnnotations` of
  /// `pkg/controller/deployment/util`, Kubernetes 1.34.
  mutating func detail(of set: ReplicaSet, _ pod: Pod) -> WorkloadDetail? {
    let owner = controller(of: set)
    guard owner.isPresent, cluster.workloads[owner.row].kind == .deployment else { return nil }
    let source = cluster.workloads[owner.row].template
    let wanted = cluster.templates[source].pod
    var own = pod
    own.metadata.labels[ReplicaSetDetail.hashLabel] = nil
    let id = admittedTemplate(of: own)
    own = cluster.templates[id].pod
    let number = { (key: String) in set.metadata.annotations["deployment.kubernetes.io/\(key)"] }
    return .replicaSet(
      ReplicaSetDetail(
        source: own == wanted ? source : admittedTemplate(of: pod),
        revision: number("revision").flatMap { Int64($0) } ?? 0,
        desiredReplicas: number("desired-replicas").flatMap { Int32($0) },
        maxReplicas: number("max-replicas").flatMap { Int32($0) }))
  }
}
