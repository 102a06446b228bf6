/// A kind of object that is read.
public enum ObjectKind: String, Hashable, Sendable, CaseIterable {
  /// `ConfigMap`.
  case configMap = "ConfigMap"
  /// `CronJob`, once `ScheduledJob`.
  case cronJob = "CronJob"
  /// `CSINode`.
  case csiNode = "CSINode"
  /// `DaemonSet`.
  case daemonSet = "DaemonSet"
  /// `Deployment`.
  case deployment = "Deployment"
  /// `Endpoints`.
  case endpoints = "Endpoints"
  /// `HorizontalPodAutoscaler`.
  case horizontalPodAutoscaler = "HorizontalPodAutoscaler"
  /// `Job`.
  case job = "Job"
  /// `KubeSchedulerConfiguration`.
  case kubeSchedulerConfiguration = "KubeSchedulerConfiguration"
  /// `LimitRange`.
  case limitRange = "LimitRange"
  /// `Namespace`.
  case namespace = "Namespace"
  /// `Node`.
  case node = "Node"
  /// `PersistentVolume`.
  case persistentVolume = "PersistentVolume"
  /// `PersistentVolumeClaim`.
  case persistentVolumeClaim = "PersistentVolumeClaim"
  /// `Pod`.
  case pod = "Pod"
  /// `PodDisruptionBudget`.
  case podDisruptionBudget = "PodDisruptionBudget"
  /// `Policy` of a scheduler.
  case policy = "Policy"
  /// `PriorityClass`.
  case priorityClass = "PriorityClass"
  /// `ReplicaSet`.
  case replicaSet = "ReplicaSet"
  /// `ReplicationController`.
  case replicationController = "ReplicationController"
  /// `ResourceQuota`.
  case resourceQuota = "ResourceQuota"
  /// `Secret`.
  case secret = "Secret"
  /// `Service`.
  case service = "Service"
  /// `StatefulSet`, once `PetSet`.
  case statefulSet = "StatefulSet"
  /// `StorageClass`.
  case storageClass = "StorageClass"

  /// The API versions that have the kind, the present one first.
  ///
  /// Source: the API references of Kubernetes v1.2 to v1.34.
  public var apiVersions: [String] {
    switch self {
    case .configMap, .endpoints, .limitRange, .namespace, .node, .persistentVolume,
      .persistentVolumeClaim, .pod, .policy, .replicationController, .resourceQuota, .secret,
      .service:
      ["v1"]
    case .daemonSet, .replicaSet: ["apps/v1", "apps/v1beta2", "extensions/v1beta1"]
    case .deployment: ["apps/v1", "apps/v1beta2", "apps/v1beta1", "extensions/v1beta1"]
    case .statefulSet: ["apps/v1", "apps/v1beta2", "apps/v1beta1"]
    case .job: ["batch/v1", "extensions/v1beta1"]
    case .cronJob: ["batch/v1", "batch/v1beta1", "batch/v2alpha1"]
    case .horizontalPodAutoscaler:
      [
        "autoscaling/v2", "autoscaling/v1", "autoscaling/v2beta2", "autoscaling/v2beta1",
        "extensions/v1beta1",
      ]
    case .podDisruptionBudget: ["policy/v1", "policy/v1beta1"]
    case .priorityClass:
      ["scheduling.k8s.io/v1", "scheduling.k8s.io/v1beta1", "scheduling.k8s.io/v1alpha1"]
    case .storageClass: ["storage.k8s.io/v1", "storage.k8s.io/v1beta1"]
    case .csiNode: ["storage.k8s.io/v1", "storage.k8s.io/v1beta1"]
    case .kubeSchedulerConfiguration:
      [
        "kubescheduler.config.k8s.io/v1", "kubescheduler.config.k8s.io/v1beta3",
        "kubescheduler.config.k8s.io/v1beta2", "kubescheduler.config.k8s.io/v1beta1",
        "kubescheduler.config.k8s.io/v1alpha2", "kubescheduler.config.k8s.io/v1alpha1",
      ]
    }
  }

  /// Whether objects of the kind live in a namespace.
  public var isNamespaced: Bool {
    switch self {
    case .csiNode, .kubeSchedulerConfiguration, .namespace, .node, .persistentVolume, .policy,
      .priorityClass, .storageClass:
      false
    default: true
    }
  }

  /// Whether the kind is a file of the scheduler rather than an object with a name.
  public var isConfiguration: Bool { self == .kubeSchedulerConfiguration || self == .policy }

  /// The groups that belong to Kubernetes, in which a known kind of a strange version is an error
  /// rather than somebody else's kind.
  private static let builtInGroups: Set<String> = [
    "", "apps", "autoscaling", "batch", "extensions", "policy", "scheduling.k8s.io",
    "storage.k8s.io", "kubescheduler.config.k8s.io",
  ]

  /// Whether `group` belongs to Kubernetes and has some of the kinds.
  static func isBuiltIn(group: String) -> Bool { builtInGroups.contains(group) }
}
