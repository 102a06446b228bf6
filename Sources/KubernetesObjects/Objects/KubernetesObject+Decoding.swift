extension KubernetesObject {
  /// Reads the decoder's current node as an object of `kind`.
  static func decode(_ kind: ObjectKind, from decoder: inout ObjectDecoder) -> KubernetesObject? {
    switch kind {
    case .configMap: ConfigMap.decode(from: &decoder).map { .configMap($0) }
    case .cronJob: CronJob.decode(from: &decoder).map { .cronJob($0) }
    case .csiNode: CSINode.decode(from: &decoder).map { .csiNode($0) }
    case .daemonSet: DaemonSet.decode(from: &decoder).map { .daemonSet($0) }
    case .deployment: Deployment.decode(from: &decoder).map { .deployment($0) }
    case .endpoints: Endpoints.decode(from: &decoder).map { .endpoints($0) }
    case .horizontalPodAutoscaler:
      HorizontalPodAutoscaler.decode(from: &decoder).map { .horizontalPodAutoscaler($0) }
    case .job: Job.decode(from: &decoder).map { .job($0) }
    case .kubeSchedulerConfiguration:
      KubeSchedulerConfiguration.decode(from: &decoder).map { .kubeSchedulerConfiguration($0) }
    case .limitRange: LimitRange.decode(from: &decoder).map { .limitRange($0) }
    case .namespace: Namespace.decode(from: &decoder).map { .namespace($0) }
    case .node: Node.decode(from: &decoder).map { .node($0) }
    case .persistentVolume: PersistentVolume.decode(from: &decoder).map { .persistentVolume($0) }
    case .persistentVolumeClaim:
      PersistentVolumeClaim.decode(from: &decoder).map { .persistentVolumeClaim($0) }
    case .pod: Pod.decode(from: &decoder).map { .pod($0) }
    case .podDisruptionBudget:
      PodDisruptionBudget.decode(from: &decoder).map { .podDisruptionBudget($0) }
    case .policy: Policy.decode(from: &decoder).map { .policy($0) }
    case .priorityClass: PriorityClass.decode(from: &decoder).map { .priorityClass($0) }
    case .replicaSet: ReplicaSet.decode(from: &decoder).map { .replicaSet($0) }
    case .replicationController:
      ReplicationController.decode(from: &decoder).map { .replicationController($0) }
    case .resourceQuota: ResourceQuota.decode(from: &decoder).map { .resourceQuota($0) }
    case .secret: Secret.decode(from: &decoder).map { .secret($0) }
    case .service: Service.decode(from: &decoder).map { .service($0) }
    case .statefulSet: StatefulSet.decode(from: &decoder).map { .statefulSet($0) }
    case .storageClass: StorageClass.decode(from: &decoder).map { .storageClass($0) }
    }
  }
}
