import StructuredText

extension APIResource {
  /// Every kind that can be shown, in the order in which the API server lists them, which is that
  /// of `get all`.
  package static let all: [APIResource] = core + apps + policies

  private static let core: [APIResource] = [
    APIResource(
      "ConfigMap", "configmaps", ["cm"], in: "v1", ConfigMapTable.self, ConfigMapDescription.self),
    APIResource(
      "Endpoints", "endpoints", ["ep"], in: "v1", EndpointsTable.self,
      EndpointsDescription.self),
    APIResource("Event", "events", ["ev"], in: "v1", EventTable.self),
    APIResource("LimitRange", "limitranges", ["limits"], in: "v1", LimitRangeTable.self),
    APIResource(
      "Namespace", "namespaces", ["ns"], in: "v1", isNamespaced: false, NamespaceTable.self,
      NamespaceDescription.self),
    APIResource(
      "Node", "nodes", ["no"], in: "v1", isNamespaced: false, NodeTable.self,
      NodeDescription.self),
    APIResource(
      "PersistentVolumeClaim", "persistentvolumeclaims", ["pvc"], in: "v1",
      PersistentVolumeClaimTable.self, PersistentVolumeClaimDescription.self),
    APIResource(
      "PersistentVolume", "persistentvolumes", ["pv"], in: "v1", isNamespaced: false,
      PersistentVolumeTable.self, PersistentVolumeDescription.self),
    APIResource(
      "Pod", "pods", ["po"], in: "v1", isInAll: true, PodTable.self, PodDescription.self),
    APIResource(
      "ReplicationController", "replicationcontrollers", ["rc"], in: "v1", isInAll: true,
      ReplicationControllerTable.self, ReplicationControllerDescription.self),
    APIResource(
      "ResourceQuota", "resourcequotas", ["quota"], in: "v1", ResourceQuotaTable.self,
      ResourceQuotaDescription.self),
    APIResource("Secret", "secrets", in: "v1", SecretTable.self),
    APIResource(
      "Service", "services", ["svc"], in: "v1", isInAll: true, ServiceTable.self,
      ServiceDescription.self),
  ]

  private static let apps: [APIResource] = [
    APIResource(
      "ControllerRevision", "controllerrevisions", in: "apps/v1", ControllerRevisionTable.self),
    APIResource(
      "DaemonSet", "daemonsets", ["ds"], in: "apps/v1", isInAll: true, DaemonSetTable.self,
      DaemonSetDescription.self),
    APIResource(
      "Deployment", "deployments", ["deploy"], in: "apps/v1", isInAll: true,
      DeploymentTable.self, DeploymentDescription.self),
    APIResource(
      "ReplicaSet", "replicasets", ["rs"], in: "apps/v1", isInAll: true, ReplicaSetTable.self,
      ReplicaSetDescription.self),
    APIResource(
      "StatefulSet", "statefulsets", ["sts"], in: "apps/v1", isInAll: true,
      StatefulSetTable.self, StatefulSetDescription.self),
    APIResource(
      "HorizontalPodAutoscaler", "horizontalpodautoscalers", ["hpa"], in: "autoscaling/v2",
      isInAll: true, HorizontalPodAutoscalerTable.self, HorizontalPodAutoscalerDescription.self,
      olderForm: FirstAutoscalerForm.self),
    APIResource(
      "CronJob", "cronjobs", ["cj"], in: "batch/v1", isInAll: true, CronJobTable.self,
      CronJobDescription.self),
    APIResource(
      "Job", "jobs", in: "batch/v1", isInAll: true, JobTable.self, JobDescription.self),
  ]

  private static let policies: [APIResource] = [
    APIResource(
      "DeploymentConfig", "deploymentconfigs", ["dc"], in: "apps.openshift.io/v1",
      isInAll: true, DeploymentConfigTable.self),
    APIResource("Lease", "leases", in: "coordination.k8s.io/v1", LeaseTable.self),
    APIResource(
      "EndpointSlice", "endpointslices", in: "discovery.k8s.io/v1", EndpointSliceTable.self,
      EndpointSliceDescription.self),
    APIResource(
      "RuntimeClass", "runtimeclasses", in: "node.k8s.io/v1", isNamespaced: false,
      RuntimeClassTable.self),
    APIResource(
      "PodDisruptionBudget", "poddisruptionbudgets", ["pdb"], in: "policy/v1",
      PodDisruptionBudgetTable.self, PodDisruptionBudgetDescription.self),
    APIResource(
      "PriorityClass", "priorityclasses", ["pc"], in: "scheduling.k8s.io/v1",
      isNamespaced: false, PriorityClassTable.self, PriorityClassDescription.self),
    APIResource(
      "CSINode", "csinodes", in: "storage.k8s.io/v1", isNamespaced: false, CSINodeTable.self),
    APIResource(
      "StorageClass", "storageclasses", ["sc"], in: "storage.k8s.io/v1", isNamespaced: false,
      StorageClassTable.self, StorageClassDescription.self),
  ]

  /// The kind that an argument names: `pods`, `pod`, `po`, `deployment.apps`, and with a
  /// version `hpa.v1.autoscaling`; case does not count.
  package static func named(_ text: String) -> APIResource? {
    let text = text.lowercased()
    if let resource = all.first(where: { $0.names.contains(text) }) { return resource }
    return all.lazy.compactMap { $0.meant(by: text) }.first
  }

  /// The kind with the name `kind`, such as `Pod`.
  package static func of(_ kind: String) -> APIResource? { all.first { $0.kind == kind } }

  /// The name nearest to `text`.
  package static func nearest(to text: String) -> String? {
    Spelling.nearest(
      to: text.lowercased(), inTable: all.flatMap { [$0.plural] + $0.shortNames } + ["all"])
  }
}
