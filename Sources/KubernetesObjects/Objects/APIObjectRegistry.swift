/// Every kind that is read, a line each, in order of name.
public enum APIObjectRegistry {
  /// The types of the objects.
  public static let types: [any APIObject.Type] = [
    ConfigMap.self,
    CronJob.self,
    CSINode.self,
    DaemonSet.self,
    Deployment.self,
    DeploymentConfig.self,
    Endpoints.self,
    HorizontalPodAutoscaler.self,
    Job.self,
    KubeSchedulerConfiguration.self,
    LimitRange.self,
    Namespace.self,
    Node.self,
    PersistentVolume.self,
    PersistentVolumeClaim.self,
    Pod.self,
    PodDisruptionBudget.self,
    Policy.self,
    PriorityClass.self,
    ReplicaSet.self,
    ReplicationController.self,
    ResourceQuota.self,
    RuntimeClass.self,
    Secret.self,
    Service.self,
    ServiceAccount.self,
    StatefulSet.self,
    StorageClass.self,
  ]

  /// The type of the objects that are called `name` now, or were in an earlier version.
  public static func type(named name: String) -> (any APIObject.Type)? { typesByName[name] }

  /// The kind that is called `name`, now or formerly.
  public static func kind(named name: String) -> ObjectKind? { typesByName[name]?.kind }

  /// Whether `group` belongs to Kubernetes and has some of the kinds. A known kind in a strange
  /// version of such a group is an error rather than somebody else's kind.
  static func isBuiltIn(group: String) -> Bool { groups.contains(group) }

  private static let typesByName: [String: any APIObject.Type] = {
    var byName: [String: any APIObject.Type] = [:]
    for type in types {
      byName[type.kind.name] = type
      if let former = type.kind.formerName { byName[former] = type }
    }
    return byName
  }()

  /// The groups of the kinds.
  static let groups = Set(
    types.flatMap { $0.kind.apiVersions }.map { APIVersion(text: $0).group })
}
