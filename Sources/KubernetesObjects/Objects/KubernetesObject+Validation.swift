import StructuredText

extension KubernetesObject {
  /// Everything for which the API server would refuse the object, once it is defaulted.
  public var validationIssues: [ValidationIssue] {
    var validator = ObjectValidator()
    validate(&validator)
    return validator.issues
  }

  private func validate(_ validator: inout ObjectValidator) {
    switch self {
    case .configMap(let object): object.metadata.validate(.subdomain, &validator)
    case .cronJob(let object): object.validate(&validator)
    case .csiNode(let object): object.validate(&validator)
    case .daemonSet(let object): object.validate(&validator)
    case .deployment(let object): object.validate(&validator)
    case .endpoints(let object): object.validate(&validator)
    case .horizontalPodAutoscaler(let object): object.validate(&validator)
    case .job(let object): object.validate(&validator)
    case .kubeSchedulerConfiguration(let object): object.validate(&validator)
    case .limitRange(let object): object.validate(&validator)
    case .namespace(let object): object.metadata.validate(.label, &validator)
    case .node(let object): object.validate(&validator)
    case .persistentVolume(let object): object.validate(&validator)
    case .persistentVolumeClaim(let object): object.validate(&validator)
    case .pod(let object): object.validate(&validator)
    case .podDisruptionBudget(let object): object.validate(&validator)
    case .policy(let object): object.validate(&validator)
    case .priorityClass(let object): object.validate(&validator)
    case .replicaSet(let object): object.validate(&validator)
    case .replicationController(let object): object.validate(&validator)
    case .resourceQuota(let object): object.validate(&validator)
    case .secret(let object): object.metadata.validate(.subdomain, &validator)
    case .service(let object): object.validate(&validator)
    case .statefulSet(let object): object.validate(&validator)
    case .storageClass(let object): object.validate(&validator)
    }
  }
}

extension LocatedObject {
  /// Everything for which the API server would refuse the object, each with its place in the text.
  ///
  /// An issue of a field that is not written has the place of the nearest one around it. After a
  /// hundred issues the rest is only counted: finding their places would take long.
  public var validationDiagnostics: [Diagnostic] {
    let issues = object.validationIssues
    let limit = 100
    var diagnostics = issues.prefix(limit).map { issue in
      issue.path.locate(below: node).diagnostic(.error, issue.description)
    }
    if issues.count > limit {
      diagnostics.append(
        node.diagnostic(.error, "\(issues.count - limit) further problems of this object"))
    }
    return diagnostics
  }
}
