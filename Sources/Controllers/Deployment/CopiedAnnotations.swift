import ClusterState
import KubernetesObjects

/// Annotations of a deployment are its replica sets' too: `kubernetes.io/change-cause` tells so in
/// the history of a rollout.
///
/// Source: `SetNewReplicaSetAnnotations` and `annotationsToSkip` of
/// `pkg/controller/deployment/util`, Kubernetes 1.36.
extension ClusterState {
  /// The annotations of the replica set `set`, or of a new one, once those of `deployment` are
  /// copied.
  borrowing func annotations(
    copiedFrom deployment: WorkloadRecord, to set: WorkloadRecord? = nil
  ) -> Labels {
    var annotations = Labels()
    if let set { annotations = labels(of: set.annotations) }
    for annotation in labels(of: deployment.annotations).entries
    where !Labels.notCopiedAnnotations.contains(annotation.key) {
      annotations[annotation.key] = annotation.value
    }
    return annotations
  }
}

extension Labels {
  /// The annotations of a deployment that are its own.
  static let notCopiedAnnotations = ["kubectl.kubernetes.io/last-applied-configuration"]

  /// These annotations without those that the controllers write.
  package var ofUsers: Labels {
    Labels(entries.filter { !Self.written.contains($0.key) }.map { ($0.key, $0.value) })
  }

  private static let written = [
    "deployment.kubernetes.io/revision", "deployment.kubernetes.io/revision-history",
    "deployment.kubernetes.io/desired-replicas", "deployment.kubernetes.io/max-replicas",
    "deprecated.deployment.rollback.to", "deprecated.daemonset.template.generation",
    "openshift.io/deployment-config.latest-version",
  ]
}
