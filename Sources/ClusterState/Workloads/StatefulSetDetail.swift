import KubernetesObjects

/// What a stateful set wants of its pods, beyond their number and template.
public struct StatefulSetDetail: Hashable, Sendable {
  /// `spec.selector`: which pods and revisions are its own.
  public var selector: LabelSelector
  /// The service that names the pods: their subdomain.
  public var serviceName: String
  /// Whether pods come and go one after another or all at once.
  public var podManagementPolicy: PodManagementPolicy
  /// How old pods are replaced by new ones.
  public var updateStrategy: StatefulSetUpdateStrategy
  /// How many revisions are kept that no pod has; negative for all.
  public var revisionHistoryLimit: Int32
  /// The number of the first pod.
  public var firstOrdinal: Int32
  /// What each pod's claims are stamped from.
  public var claimTemplates: [PersistentVolumeClaim]
  /// What becomes of the claims when the set is deleted.
  public var claimsWhenDeleted: PersistentVolumeClaimRetention
  /// What becomes of the claims of pods beyond the wanted number.
  public var claimsWhenScaled: PersistentVolumeClaimRetention

  /// The wishes of a set whose defaults are filled in.
  public init(_ spec: StatefulSetSpec) {
    selector = spec.selector ?? LabelSelector(matching: spec.template.metadata.labels)
    serviceName = spec.serviceName
    podManagementPolicy = spec.podManagementPolicy
    updateStrategy = spec.updateStrategy
    revisionHistoryLimit = spec.revisionHistoryLimit
    firstOrdinal = spec.firstOrdinal
    claimTemplates = spec.volumeClaimTemplates
    claimsWhenDeleted = spec.claimsWhenDeleted
    claimsWhenScaled = spec.claimsWhenScaled
  }

  /// What the API server says of a change that it does not let happen.
  public static let fixedFields =
    "Forbidden: updates to statefulset spec for fields other than 'replicas', 'ordinals', "
    + "'template', 'updateStrategy', 'revisionHistoryLimit', "
    + "'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden"

  /// Whether `other` differs only in what the API server lets change.
  ///
  /// Source: `ValidateStatefulSetUpdate` of `pkg/apis/apps/validation`, Kubernetes 1.34.
  public func mayBecome(_ other: Self) -> Bool {
    selector == other.selector && serviceName == other.serviceName
      && podManagementPolicy == other.podManagementPolicy
      && claimTemplates == other.claimTemplates
  }
}

/// What a stateful set reports of the revisions of its template.
public struct StatefulSetRevisions: Hashable, Sendable {
  /// `status.currentReplicas`: the pods of the current revision.
  public var currentReplicas: Int32
  /// `status.currentRevision`: what the pods had before the last change of the template.
  public var current: ControllerRevisionID
  /// `status.updateRevision`: what the template is now.
  public var update: ControllerRevisionID

  /// So many pods of `current`.
  public init(
    currentReplicas: Int32, current: ControllerRevisionID, update: ControllerRevisionID
  ) {
    self.currentReplicas = currentReplicas
    self.current = current
    self.update = update
  }
}
