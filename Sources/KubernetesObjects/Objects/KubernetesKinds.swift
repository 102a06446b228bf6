/// The kinds of Kubernetes' own that are not read, by group: with the registry, all there are.
///
/// They tell somebody else's kind, which is passed over, from a slip of the pen, which is an error.
/// Source: the API references of Kubernetes v1.2 to v1.34.
enum KubernetesKinds {
  /// The kinds that are passed over, by group.
  static let others: [String: [String]] = [
    "": [
      // OpenShift's own were in the core group up to 3.6.
      "Build", "BuildConfig", "Image", "ImageStream", "ImageStreamTag", "OAuthClient", "Project",
      "ProjectRequest", "Route", "SecurityContextConstraints", "User",
      "Binding", "ComponentStatus", "DeleteOptions", "Event", "PodTemplate", "RangeAllocation",
      "Scale", "SerializedReference", "Status",
    ],
    "admissionregistration.k8s.io": [
      "MutatingAdmissionPolicy", "MutatingAdmissionPolicyBinding", "MutatingWebhookConfiguration",
      "ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding",
      "ValidatingWebhookConfiguration",
    ],
    "apiextensions.k8s.io": ["CustomResourceDefinition"],
    "apiregistration.k8s.io": ["APIService"],
    "apps": ["ControllerRevision", "DeploymentRollback", "Scale"],
    "authentication.k8s.io": ["SelfSubjectReview", "TokenRequest", "TokenReview"],
    "authorization.k8s.io": [
      "LocalSubjectAccessReview", "SelfSubjectAccessReview", "SelfSubjectRulesReview",
      "SubjectAccessReview",
    ],
    "autoscaling": ["Scale"],
    "batch": ["JobTemplate"],
    "certificates.k8s.io": [
      "CertificateSigningRequest", "ClusterTrustBundle", "PodCertificateRequest",
    ],
    "coordination.k8s.io": ["Lease", "LeaseCandidate"],
    "discovery.k8s.io": ["EndpointSlice"],
    "events.k8s.io": ["Event"],
    "extensions": [
      "DeploymentRollback", "Ingress", "NetworkPolicy", "PodSecurityPolicy",
      "ReplicationControllerDummy", "Scale", "ThirdPartyResource",
    ],
    "flowcontrol.apiserver.k8s.io": ["FlowSchema", "PriorityLevelConfiguration"],
    "networking.k8s.io": [
      "ClusterCIDR", "IPAddress", "Ingress", "IngressClass", "NetworkPolicy", "ServiceCIDR",
    ],
    "policy": ["Eviction", "PodSecurityPolicy"],
    "rbac.authorization.k8s.io": ["ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding"],
    "resource.k8s.io": [
      "DeviceClass", "DeviceTaintRule", "ResourceClaim", "ResourceClaimTemplate", "ResourceSlice",
    ],
    "scheduling.k8s.io": ["Workload"],
    "settings.k8s.io": ["PodPreset"],
    "storage.k8s.io": [
      "CSIDriver", "CSIStorageCapacity", "VolumeAttachment", "VolumeAttributesClass",
    ],
    "storagemigration.k8s.io": ["StorageVersionMigration"],
  ]

  /// Whether Kubernetes has a kind of this name in some group, and it is not read.
  static func isPassedOver(_ name: String, in group: String) -> Bool {
    others[group]?.contains(name) ?? false
  }

  /// The groups of Kubernetes, in order; the core group is not among them.
  static let groups: [String] =
    Set(others.keys).union(APIObjectRegistry.groups).filter { !$0.isEmpty }.sorted()

  /// The names of all kinds, those that are read first.
  static let names: [String] =
    APIObjectRegistry.types.map { $0.kind.name }
    + groups.flatMap { others[$0] ?? [] } + (others[""] ?? [])
}
