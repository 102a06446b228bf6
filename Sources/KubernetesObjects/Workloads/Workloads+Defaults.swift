/// Source of the defaults: `pkg/apis/core/v1`, `apps/v1beta1`, `apps/v1beta2`, `apps/v1`,
/// `extensions/v1beta1` and `batch/v1`, each `defaults.go`, v1.20 and v1.34.
extension APIVersion {
  /// Whether selectors and labels are taken from the template if they are not given.
  fileprivate var defaultsSelectors: Bool {
    group == "extensions" || group == "apps" && (version == "v1beta1" || version == "v1alpha1")
  }
}

extension ObjectMeta {
  /// Takes the template's labels if the object has none of its own.
  fileprivate mutating func applyDefaultLabels(from template: PodTemplateSpec) {
    if labels.isEmpty { labels = template.metadata.labels }
  }
}

extension PodTemplateSpec {
  /// `selector`, or the template's labels if there is none.
  fileprivate func defaulting(_ selector: LabelSelector?) -> LabelSelector? {
    if selector != nil || metadata.labels.isEmpty { return selector }
    return LabelSelector(matching: metadata.labels)
  }
}

extension ReplicationController {
  /// Fills in what follows from other fields.
  public mutating func applyDefaults(in _: APIVersion) {
    spec.template.applyDefaults()
    if spec.selector?.isEmpty ?? true { spec.selector = spec.template.metadata.labels }
    metadata.applyDefaultLabels(from: spec.template)
  }
}

extension ReplicaSet {
  /// Fills in what follows from other fields and from the version of the API.
  public mutating func applyDefaults(in version: APIVersion) {
    spec.template.applyDefaults()
    guard version.defaultsSelectors else { return }
    spec.selector = spec.template.defaulting(spec.selector)
    metadata.applyDefaultLabels(from: spec.template)
  }
}

extension Deployment {
  /// Fills in what follows from other fields and from the version of the API.
  public mutating func applyDefaults(in version: APIVersion) {
    spec.template.applyDefaults()
    if version.defaultsSelectors {
      spec.selector = spec.template.defaulting(spec.selector)
      metadata.applyDefaultLabels(from: spec.template)
    }
    let isExtension = version.group == "extensions"
    if spec.strategy.type == .rollingUpdate {
      let step: IntOrString = isExtension ? 1 : "25%"
      spec.strategy.maxUnavailable = spec.strategy.maxUnavailable ?? step
      spec.strategy.maxSurge = spec.strategy.maxSurge ?? step
    }
    let history: Int32 = isExtension ? .max : version.version == "v1beta1" ? 2 : 10
    spec.revisionHistoryLimit = spec.revisionHistoryLimit ?? history
    let deadline: Int32 = isExtension ? .max : 600
    spec.progressDeadlineSeconds = spec.progressDeadlineSeconds ?? deadline
  }
}

extension StatefulSet {
  /// Fills in what follows from other fields and from the version of the API.
  public mutating func applyDefaults(in version: APIVersion) {
    spec.template.applyDefaults()
    if version.defaultsSelectors {
      spec.selector = spec.template.defaulting(spec.selector)
      metadata.applyDefaultLabels(from: spec.template)
    }
    if spec.updateStrategy.type == nil {
      spec.updateStrategy.type = version.defaultsSelectors ? .onDelete : .rollingUpdate
      // Only where the type is not said is there a rolling update without its being said.
      if spec.updateStrategy.type == .rollingUpdate, spec.updateStrategy.partition == nil {
        spec.updateStrategy.partition = 0
      }
    }
  }
}

extension DaemonSet {
  /// Fills in what follows from other fields and from the version of the API.
  public mutating func applyDefaults(in version: APIVersion) {
    spec.template.applyDefaults()
    if version.defaultsSelectors {
      spec.selector = spec.template.defaulting(spec.selector)
      metadata.applyDefaultLabels(from: spec.template)
    }
    if spec.updateStrategy.type == nil {
      spec.updateStrategy.type = version.group == "extensions" ? .onDelete : .rollingUpdate
    }
  }
}

extension Job {
  /// Fills in what follows from other fields; in `extensions/v1beta1` a selector is the author's
  /// unless he says otherwise.
  public mutating func applyDefaults(in version: APIVersion) {
    spec.applyDefaults()
    if version.group == "extensions", spec.selector != nil, !spec.autoSelector {
      spec.manualSelector = true
    }
    metadata.applyDefaultLabels(from: spec.template)
  }
}

extension JobSpec {
  /// Fills in what follows from other fields.
  ///
  /// Neither parallelism nor completions means one pod; parallelism alone means a work queue.
  public mutating func applyDefaults() {
    template.applyDefaults()
    if completions == nil && parallelism == nil { completions = 1 }
    parallelism = parallelism ?? 1
    // With a limit per index the limit of the whole is out of the way.
    backoffLimit = backoffLimit ?? (backoffLimitPerIndex == nil ? 6 : .max)
    podReplacementPolicy =
      podReplacementPolicy ?? (podFailurePolicy.isEmpty ? .terminatingOrFailed : .failed)
  }
}

extension CronJob {
  /// Fills in what follows from other fields.
  public mutating func applyDefaults(in _: APIVersion) { spec.jobTemplate.spec.applyDefaults() }
}
