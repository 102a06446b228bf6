extension KubernetesObject {
  /// Fills in what the API server fills in for an object written in `version`.
  ///
  /// Admission (tolerations, priorities, limit ranges) is not part of it.
  public mutating func applyDefaults(in version: APIVersion) {
    switch self {
    case .cronJob(var object):
      object.applyDefaults()
      self = .cronJob(object)
    case .daemonSet(var object):
      object.applyDefaults(in: version)
      self = .daemonSet(object)
    case .deployment(var object):
      object.applyDefaults(in: version)
      self = .deployment(object)
    case .horizontalPodAutoscaler(var object):
      object.applyDefaults()
      self = .horizontalPodAutoscaler(object)
    case .job(var object):
      object.applyDefaults()
      self = .job(object)
    case .limitRange(var object):
      object.applyDefaults()
      self = .limitRange(object)
    case .node(var object):
      object.applyDefaults()
      self = .node(object)
    case .pod(var object):
      object.applyDefaults()
      self = .pod(object)
    case .podDisruptionBudget(var object):
      object.applyDefaults(in: version)
      self = .podDisruptionBudget(object)
    case .replicaSet(var object):
      object.applyDefaults(in: version)
      self = .replicaSet(object)
    case .replicationController(var object):
      object.applyDefaults()
      self = .replicationController(object)
    case .service(var object):
      object.applyDefaults()
      self = .service(object)
    case .statefulSet(var object):
      object.applyDefaults(in: version)
      self = .statefulSet(object)
    case .configMap, .csiNode, .endpoints, .kubeSchedulerConfiguration, .namespace,
      .persistentVolume, .persistentVolumeClaim, .policy, .priorityClass, .resourceQuota,
      .secret, .storageClass:
      break
    }
  }
}

extension LocatedObject {
  /// Fills in what the API server fills in for an object of this version.
  public mutating func applyDefaults() { object.applyDefaults(in: apiVersion) }
}
