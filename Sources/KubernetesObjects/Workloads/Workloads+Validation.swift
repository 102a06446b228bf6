/// Source of the rules on workloads: `pkg/apis/core/validation`, `apps/validation` and
/// `batch/validation`, v1.34.
extension ReplicationController {
  /// Everything for which the API server would refuse the controller once it is defaulted.
  public func validate(_ validator: inout ObjectValidator) {
    metadata.validate(.subdomain, &validator)
    validator.at("spec") { validator in
      validator.checkNotNegative(spec.replicas, "replicas")
      validator.checkNotNegative(spec.minReadySeconds, "minReadySeconds")
      spec.template.validate(restartPolicies: [.always], &validator)
      let selector = spec.selector ?? Labels()
      if selector.isEmpty {
        validator.report("selector", "required, at least one label")
      } else if !selector.isSubset(of: spec.template.metadata.labels) {
        validator.reportMismatch()
      }
      validator.at("selector") { selector.validate(&$0) }
    }
  }
}

extension ReplicaSet {
  /// Everything for which the API server would refuse the set once it is defaulted.
  public func validate(_ validator: inout ObjectValidator) {
    metadata.validate(.subdomain, &validator)
    validator.at("spec") { validator in
      validator.checkNotNegative(spec.replicas, "replicas")
      validator.checkNotNegative(spec.minReadySeconds, "minReadySeconds")
      spec.template.validate(restartPolicies: [.always], &validator)
      validator.check(spec.selector, against: spec.template)
    }
  }
}

extension Deployment {
  /// Everything for which the API server would refuse the deployment once it is defaulted.
  public func validate(_ validator: inout ObjectValidator) {
    metadata.validate(.subdomain, &validator)
    validator.at("spec") { validator in
      validator.checkNotNegative(spec.replicas, "replicas")
      validator.checkNotNegative(spec.minReadySeconds, "minReadySeconds")
      validator.checkNotNegative(spec.revisionHistoryLimit, "revisionHistoryLimit")
      validator.checkNotNegative(spec.progressDeadlineSeconds, "progressDeadlineSeconds")
      spec.template.validate(restartPolicies: [.always], &validator)
      validator.check(spec.selector, against: spec.template)
      if let deadline = spec.progressDeadlineSeconds {
        validator.check(
          deadline > spec.minReadySeconds, "progressDeadlineSeconds",
          "expected more than minReadySeconds, \(spec.minReadySeconds), found \(deadline)")
      }
      validator.at("strategy") { spec.strategy.validate(&$0) }
    }
  }
}

extension DeploymentStrategy {
  /// Checks the steps of a rolling update.
  func validate(_ validator: inout ObjectValidator) {
    if type == .recreate {
      validator.check(
        maxUnavailable == nil && maxSurge == nil, "rollingUpdate",
        "expected none with the strategy Recreate")
      return
    }
    validator.at("rollingUpdate") { validator in
      validator.checkSteps(maxUnavailable: maxUnavailable, maxSurge: maxSurge)
    }
  }
}

extension StatefulSet {
  /// Everything for which the API server would refuse the set once it is defaulted.
  public func validate(_ validator: inout ObjectValidator) {
    metadata.validate(.subdomain, &validator)
    validator.at("spec") { validator in
      validator.checkNotNegative(spec.replicas, "replicas")
      validator.checkNotNegative(spec.minReadySeconds, "minReadySeconds")
      spec.template.withClaims(spec.volumeClaimTemplates)
        .validate(restartPolicies: [.always], &validator)
      validator.check(spec.selector, against: spec.template)
      validator.at("updateStrategy") { validator in
        validator.at("rollingUpdate") { validator in
          validator.checkNotNegative(spec.updateStrategy.partition, "partition")
          spec.updateStrategy.maxUnavailable?.validateCount("maxUnavailable", &validator)
        }
        validator.check(
          spec.updateStrategy.type == .rollingUpdate || spec.updateStrategy.partition == nil,
          "rollingUpdate", "expected none with the strategy OnDelete")
      }
      validator.at("ordinals") { $0.checkNotNegative(spec.firstOrdinal, "start") }
      validator.each("volumeClaimTemplates", spec.volumeClaimTemplates) { claim, validator in
        claim.validate(&validator)
      }
    }
  }
}

extension PodTemplateSpec {
  /// The template with the volumes that a StatefulSet adds for its claims.
  fileprivate func withClaims(_ claims: [PersistentVolumeClaim]) -> PodTemplateSpec {
    var template = self
    let present = Set(spec.volumes.map(\.name))
    for claim in claims where !present.contains(claim.metadata.name) {
      var source = PersistentVolumeClaimVolumeSource()
      source.claimName = claim.metadata.name
      template.spec.volumes.append(
        Volume(name: claim.metadata.name, source: .persistentVolumeClaim(source)))
    }
    return template
  }
}

extension DaemonSet {
  /// Everything for which the API server would refuse the set once it is defaulted.
  public func validate(_ validator: inout ObjectValidator) {
    metadata.validate(.subdomain, &validator)
    validator.at("spec") { validator in
      validator.checkNotNegative(spec.minReadySeconds, "minReadySeconds")
      validator.checkNotNegative(spec.revisionHistoryLimit, "revisionHistoryLimit")
      spec.template.validate(restartPolicies: [.always], &validator)
      validator.check(spec.selector, against: spec.template)
      guard spec.updateStrategy.type == .rollingUpdate else { return }
      validator.at("updateStrategy") { validator in
        validator.at("rollingUpdate") { validator in
          validator.checkSteps(
            maxUnavailable: spec.updateStrategy.maxUnavailable,
            maxSurge: spec.updateStrategy.maxSurge)
          validator.check(
            spec.updateStrategy.maxUnavailable.isZero || spec.updateStrategy.maxSurge.isZero,
            "maxSurge", "expected 0 where maxUnavailable is not 0")
        }
      }
    }
  }
}

extension ObjectValidator {
  /// Checks that a workload's selector selects something, and the pods of its template.
  mutating func check(_ selector: LabelSelector?, against template: PodTemplateSpec) {
    guard let selector, !selector.isEverything else {
      return report("selector", "required, and not empty")
    }
    if !selector.matches(template.metadata.labels) { reportMismatch() }
  }

  /// Checks that a rolling update can make a step.
  mutating func checkSteps(maxUnavailable: IntOrString?, maxSurge: IntOrString?) {
    maxUnavailable?.validateCount("maxUnavailable", &self)
    maxSurge?.validateCount("maxSurge", &self)
    if let percentage = maxUnavailable?.percentage, percentage > 100 {
      report("maxUnavailable", "expected 100% at most, found \(percentage)%")
    }
    if let maxUnavailable, let maxSurge, maxUnavailable.isZero && maxSurge.isZero {
      report("maxUnavailable", "expected more than 0 where maxSurge is 0")
    }
  }
}
