import KubernetesObjects

/// What objects other than pods count as under a quota.
extension ResourceList {
  /// What an object costs that quotas know as `resource`; those of the core group have a name
  /// without `count/` too.
  ///
  /// Source: `pkg/quota/v1/evaluator/core/registry.go`, Kubernetes 1.34.
  static func objectUsage(_ resource: String, isCore: Bool) -> ResourceList {
    var usage: ResourceList = [ResourceName(rawValue: "count/" + resource): Quantity(1)]
    if isCore { usage[ResourceName(rawValue: resource)] = Quantity(1) }
    return usage
  }

  /// What a workload of `kind` costs.
  static func objectUsage(of kind: WorkloadKind) -> ResourceList {
    objectUsage(kind.resource, isCore: kind.isCore)
  }

  /// What an object of `kind` costs.
  static func objectUsage(of kind: ObjectKind) -> ResourceList {
    objectUsage(kind.resource, isCore: kind.isCore)
  }

  /// What any service costs.
  static let plainServiceUsage = objectUsage(of: Service.kind)

  /// What `service` costs: with a port of the nodes for each of its ports if it has them, and a
  /// balancer.
  ///
  /// Source: `pkg/quota/v1/evaluator/core/services.go`, Kubernetes 1.34.
  public static func objectUsage(of service: Service) -> ResourceList {
    var usage = plainServiceUsage
    switch service.spec.type {
    case .clusterIP, .externalName: break
    case .nodePort:
      usage["services.nodeports"] = Quantity(Int64(service.spec.ports.count))
    case .loadBalancer:
      usage["services.loadbalancers"] = Quantity(1)
      usage["services.nodeports"] = Quantity(Int64(service.spec.ports.count))
    }
    return usage
  }

  /// What `claim` costs, as a whole and of its class.
  ///
  /// Source: `pkg/quota/v1/evaluator/core/persistent_volume_claims.go`, Kubernetes 1.34.
  static func objectUsage(of claim: PersistentVolumeClaim) -> ResourceList {
    var usage = objectUsage(of: PersistentVolumeClaim.kind)
    let storage = claim.spec.resources.requests["storage"] ?? .zero
    usage["requests.storage"] = storage
    if let name = claim.spec.storageClassName, !name.isEmpty {
      let prefix = name + ".storageclass.storage.k8s.io/"
      usage[ResourceName(rawValue: prefix + "persistentvolumeclaims")] = Quantity(1)
      usage[ResourceName(rawValue: prefix + "requests.storage")] = storage
    }
    return usage
  }
}
