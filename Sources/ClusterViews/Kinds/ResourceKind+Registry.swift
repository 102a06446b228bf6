import StructuredText

extension ResourceKind {
  /// Every kind that can be shown, in the order in which the API server lists them, which is that
  /// of `get all`.
  package static let all: [ResourceKind] = core + apps + policies

  private static let core: [ResourceKind] = [
    ResourceKind("ConfigMap", "configmaps", ["cm"], in: "v1", ConfigMapTable.self),
    ResourceKind(
      "Endpoints", "endpoints", ["ep"], in: "v1", EndpointsTable.self,
      EndpointsDescription.self),
    ResourceKind("Event", "events", ["ev"], in: "v1", EventTable.self),
    ResourceKind("LimitRange", "limitranges", ["limits"], in: "v1", LimitRangeTable.self),
    ResourceKind(
      "Namespace", "namespaces", ["ns"], in: "v1", isNamespaced: false, NamespaceTable.self),
    ResourceKind(
      "Node", "nodes", ["no"], in: "v1", isNamespaced: false, NodeTable.self,
      NodeDescription.self),
    ResourceKind(
      "PersistentVolumeClaim", "persistentvolumeclaims", ["pvc"], in: "v1",
      PersistentVolumeClaimTable.self, PersistentVolumeClaimDescription.self),
    ResourceKind(
      "PersistentVolume", "persistentvolumes", ["pv"], in: "v1", isNamespaced: false,
      PersistentVolumeTable.self, PersistentVolumeDescription.self),
    ResourceKind(
      "Pod", "pods", ["po"], in: "v1", isInAll: true, PodTable.self, PodDescription.self),
    ResourceKind(
      "ReplicationController", "replicationcontrollers", ["rc"], in: "v1", isInAll: true,
      ReplicationControllerTable.self, ReplicationControllerDescription.self),
    ResourceKind(
      "ResourceQuota", "resourcequotas", ["quota"], in: "v1", ResourceQuotaTable.self,
      ResourceQuotaDescription.self),
    ResourceKind("Secret", "secrets", in: "v1", SecretTable.self),
    ResourceKind(
      "Service", "services", ["svc"], in: "v1", isInAll: true, ServiceTable.self,
      ServiceDescription.self),
  ]

  private static let apps: [ResourceKind] = [
    ResourceKind(
      "ControllerRevision", "controllerrevisions", in: "apps/v1", ControllerRevisionTable.self),
    ResourceKind(
      "DaemonSet", "daemonsets", ["ds"], in: "apps/v1", isInAll: true, DaemonSetTable.self,
      DaemonSetDescription.self),
    ResourceKind(
      "Deployment", "deployments", ["deploy"], in: "apps/v1", isInAll: true,
      DeploymentTable.self, DeploymentDescription.self),
    ResourceKind(
      "ReplicaSet", "replicasets", ["rs"], in: "apps/v1", isInAll: true, ReplicaSetTable.self,
      ReplicaSetDescription.self),
    ResourceKind(
      "StatefulSet", "statefulsets", ["sts"], in: "apps/v1", isInAll: true,
      StatefulSetTable.self, StatefulSetDescription.self),
    ResourceKind(
      "HorizontalPodAutoscaler", "horizontalpodautoscalers", ["hpa"], in: "autoscaling/v2",
      isInAll: true, HorizontalPodAutoscalerTable.self, HorizontalPodAutoscalerDescription.self),
    ResourceKind(
      "CronJob", "cronjobs", ["cj"], in: "batch/v1", isInAll: true, CronJobTable.self,
      CronJobDescription.self),
    ResourceKind(
      "Job", "jobs", in: "batch/v1", isInAll: true, JobTable.self, JobDescription.self),
  ]

  private static let policies: [ResourceKind] = [
    ResourceKind("Lease", "leases", in: "coordination.k8s.io/v1", LeaseTable.self),
    ResourceKind(
      "EndpointSlice", "endpointslices", in: "discovery.k8s.io/v1", EndpointSliceTable.self,
      EndpointSliceDescription.self),
    ResourceKind(
      "RuntimeClass", "runtimeclasses", in: "node.k8s.io/v1", isNamespaced: false,
      RuntimeClassTable.self),
    ResourceKind(
      "PodDisruptionBudget", "poddisruptionbudgets", ["pdb"], in: "policy/v1",
      PodDisruptionBudgetTable.self, PodDisruptionBudgetDescription.self),
    ResourceKind(
      "PriorityClass", "priorityclasses", ["pc"], in: "scheduling.k8s.io/v1",
      isNamespaced: false, PriorityClassTable.self, PriorityClassDescription.self),
    ResourceKind(
      "CSINode", "csinodes", in: "storage.k8s.io/v1", isNamespaced: false, CSINodeTable.self),
    ResourceKind(
      "StorageClass", "storageclasses", ["sc"], in: "storage.k8s.io/v1", isNamespaced: false,
      StorageClassTable.self, StorageClassDescription.self),
  ]

  /// The kind that an argument names: `pods`, `pod`, `po`, `deployment.apps`; case does not count.
  package static func named(_ text: String) -> ResourceKind? {
    let text = text.lowercased()
    return all.first { $0.names.contains(text) }
  }

  /// The kind with the name `kind`, such as `Pod`.
  package static func of(_ kind: String) -> ResourceKind? { all.first { $0.kind == kind } }

  /// The name nearest to `text`.
  package static func nearest(to text: String) -> String? {
    Spelling.nearest(
      to: text.lowercased(), inTable: all.flatMap { [$0.plural] + $0.shortNames } + ["all"])
  }
}
