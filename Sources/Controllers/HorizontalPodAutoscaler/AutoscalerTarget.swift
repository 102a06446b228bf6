import ClusterState
import KubernetesObjects

/// The subresource `scale` of what an autoscaler is about.
package struct AutoscalerTarget: Sendable {
  /// Why the subresource cannot be read.
  package struct Failure: Error {
    /// The API server's or the client's text.
    package let message: String
  }

  /// The workload.
  package let workload: WorkloadID
  /// `scale.spec.replicas`.
  let replicas: Int32
  /// `scale.status.replicas`.
  let statusReplicas: Int32

  /// The scale of the object that `reference` names in `namespace`. The classic era takes an object
  /// by its kind, whatever version is named.
  package static func find(
    _ reference: ObjectReference, in namespace: Symbol, _ cluster: borrowing ClusterState,
    era: AutoscalerSettings.Era
  ) throws(Failure) -> AutoscalerTarget {
    let parts = reference.apiVersion.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= 2 else {
      throw Failure(message: "unexpected GroupVersion string: \(reference.apiVersion)")
    }
    let group = parts.count == 2 ? String(parts[0]) : ""
    let kind = WorkloadKind.allCases.first {
      $0.name == reference.kind && (era == .classic || $0.group == group)
    }
    guard let kind else {
      throw Failure(message: "no matches for kind \"\(reference.kind)\" in group \"\(group)\"")
    }
    guard kind.isScalable else {
      throw Failure(message: "the server could not find the requested resource")
    }
    guard let name = cluster.symbols.find(reference.name),
      let workload = cluster.workload(kind, named: name, in: namespace)
    else { throw .notFound(kind, reference.name) }
    let record = cluster.workloads[workload.row]
    return AutoscalerTarget(
      workload: workload, replicas: record.replicas, statusReplicas: record.status.replicas)
  }
}

extension AutoscalerTarget.Failure {
  /// There is no object of that name.
  static func notFound(_ kind: WorkloadKind, _ name: String) -> Self {
    Self(message: "\(kind.resource) \"\(name)\" not found")
  }
}
