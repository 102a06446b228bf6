/// What a deployment writes on a replica set that it owns.
public struct ReplicaSetDetail: Hashable, Sendable {
  /// The label by which the sets of a deployment tell their pods apart.
  public static let hashLabel = "pod-template-hash"

  /// The set's template without the label of the hash: that of the deployment from which it was
  /// made, until someone edits the set's.
  public var source: PodTemplateID
  /// The annotation `deployment.kubernetes.io/revision`.
  public var revision: Int64
  /// The annotation `deployment.kubernetes.io/desired-replicas`.
  public var desiredReplicas: Int32?
  /// The annotation `deployment.kubernetes.io/max-replicas`.
  public var maxReplicas: Int32?

  /// What is written on a new set of `revision`.
  public init(
    source: PodTemplateID, revision: Int64, desiredReplicas: Int32?, maxReplicas: Int32?
  ) {
    self.source = source
    self.revision = revision
    self.desiredReplicas = desiredReplicas
    self.maxReplicas = maxReplicas
  }
}
