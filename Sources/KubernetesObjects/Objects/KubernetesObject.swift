/// An object of any kind that is read.
public indirect enum KubernetesObject: Sendable {
  /// Configuration, of which only the name counts.
  case configMap(ConfigMap)
  /// Jobs by a schedule.
  case cronJob(CronJob)
  /// The storage drivers of a node.
  case csiNode(CSINode)
  /// A pod on every node.
  case daemonSet(DaemonSet)
  /// Pods that roll from template to template.
  case deployment(Deployment)
  /// The addresses behind a service.
  case endpoints(Endpoints)
  /// Pods by what they use.
  case horizontalPodAutoscaler(HorizontalPodAutoscaler)
  /// Pods until they succeed.
  case job(Job)
  /// A scheduler's configuration.
  case kubeSchedulerConfiguration(KubeSchedulerConfiguration)
  /// Limits of single objects.
  case limitRange(LimitRange)
  /// A room for names.
  case namespace(Namespace)
  /// A machine.
  case node(Node)
  /// Storage.
  case persistentVolume(PersistentVolume)
  /// A wish for storage.
  case persistentVolumeClaim(PersistentVolumeClaim)
  /// Containers that run together.
  case pod(Pod)
  /// How many pods may be away.
  case podDisruptionBudget(PodDisruptionBudget)
  /// A scheduler's configuration of the first era.
  case policy(Policy)
  /// A priority with a name.
  case priorityClass(PriorityClass)
  /// A number of pods, by a selector.
  case replicaSet(ReplicaSet)
  /// A number of pods, by equal labels.
  case replicationController(ReplicationController)
  /// The most that a namespace may hold.
  case resourceQuota(ResourceQuota)
  /// A secret, of which only the name counts.
  case secret(Secret)
  /// A stable address of pods.
  case service(Service)
  /// Pods that differ.
  case statefulSet(StatefulSet)
  /// How volumes are made.
  case storageClass(StorageClass)
}

extension KubernetesObject {
  /// The object's name, labels and owners; nil for the scheduler's files, which have none.
  public var metadata: ObjectMeta? {
    switch self {
    case .configMap(let object): object.metadata
    case .cronJob(let object): object.metadata
    case .csiNode(let object): object.metadata
    case .daemonSet(let object): object.metadata
    case .deployment(let object): object.metadata
    case .endpoints(let object): object.metadata
    case .horizontalPodAutoscaler(let object): object.metadata
    case .job(let object): object.metadata
    case .kubeSchedulerConfiguration, .policy: nil
    case .limitRange(let object): object.metadata
    case .namespace(let object): object.metadata
    case .node(let object): object.metadata
    case .persistentVolume(let object): object.metadata
    case .persistentVolumeClaim(let object): object.metadata
    case .pod(let object): object.metadata
    case .podDisruptionBudget(let object): object.metadata
    case .priorityClass(let object): object.metadata
    case .replicaSet(let object): object.metadata
    case .replicationController(let object): object.metadata
    case .resourceQuota(let object): object.metadata
    case .secret(let object): object.metadata
    case .service(let object): object.metadata
    case .statefulSet(let object): object.metadata
    case .storageClass(let object): object.metadata
    }
  }
}
