import ClusterSimulation
import KubernetesObjects
import Scheduling
import StructuredText

/// What the API server does to objects before it stores them, beyond defaults.
///
/// Every object of a scenario comes here, in order of time; what is worked out anew for each
/// pod, such as the merging of label keys, is done where the simulation admits it.
struct Admission: Sendable {
  /// Why an object is refused, and at which of its fields.
  struct Refusal {
    let path: String
    let message: String
  }

  /// The control plane's profile.
  let profile: ControlPlaneSettings.Profile
  /// The priority classes that there are: those of the start, then also those applied later.
  private(set) var priorityClasses = PriorityClasses()
  /// The runtime classes, likewise.
  private(set) var runtimeClasses = NamedObjects<RuntimeClass>()
  /// The limits by namespace, likewise.
  private(set) var limitRanges: [String: NamedObjects<LimitRange>] = [:]
  /// Whether what comes was recorded: it was admitted before.
  var isRecorded = false
  private let rules: SchedulerRules
  private var names: GeneratedNames

  /// The admission of a control plane of `profile`, which draws names from `seed`.
  init(
    profile: ControlPlaneSettings.Profile, rules: SchedulerRules = SchedulerRules(), seed: UInt64
  ) {
    self.profile = profile
    self.rules = rules
    names = GeneratedNames(seed: seed)
  }

  /// Notes an object that others refer to, or replaces one of its name.
  mutating func note(_ object: any APIObject) {
    switch object {
    case let priorityClass as PriorityClass:
      priorityClasses.note(priorityClass)
    case let runtimeClass as RuntimeClass:
      runtimeClasses.set(runtimeClass, named: runtimeClass.metadata.name)
    case let range as LimitRange:
      let namespace = range.metadata.namespace.isEmpty ? "default" : range.metadata.namespace
      limitRanges[namespace, default: NamedObjects()].set(range, named: range.metadata.name)
    default: break
    }
  }

  /// Completes an object; returns why it is refused.
  mutating func admit(_ object: inout any APIObject) -> Refusal? {
    guard var stored = object as? any StoredObject else { return nil }
    if stored.kind.isNamespaced, stored.metadata.namespace.isEmpty {
      stored.metadata.namespace = "default"
    }
    if stored.metadata.name.isEmpty, !stored.metadata.generateName.isEmpty {
      stored.metadata.name = names.next(
        stored.metadata.generateName, in: stored.metadata.namespace)
    }
    object = stored
    if let node = object as? Node { return Self.refusal(of: node) }
    guard var workload = object as? any WorkloadObject else { return nil }
    let refusal = admit(template: &workload)
    object = workload
    return refusal
  }

  /// Completes a pod; returns why it is refused.
  func admit(_ pod: inout Pod) -> Refusal? {
    if pod.metadata.namespace.isEmpty { pod.metadata.namespace = "default" }
    return admit(template: &pod)
  }

  /// Refuses tolerations that compare numbers where no version or gate allows it.
  private func comparison(in tolerations: [Toleration], at path: String) -> Refusal? {
    guard profile != .modern || !rules.has(.tolerationComparison) else { return nil }
    for (index, toleration) in tolerations.enumerated() {
      switch toleration.operation {
      case .greaterThan, .lessThan:
        return Refusal(
          path: "\(path).tolerations[\(index)].operator",
          message: "expected the operator Equal or Exists, found \(toleration.operation.text), "
            + "which needs the feature gate TaintTolerationComparisonOperators of version 1.36")
      case .equal, .exists, .unknown: break
      }
    }
    return nil
  }

  /// Completes a template as every pod that is stamped from it would be.
  private func admit(template workload: inout some WorkloadObject) -> Refusal? {
    let template = workload.podTemplate
    let path = type(of: workload).podSpecPath
    var pod = Pod(metadata: template.metadata, spec: template.spec)
    pod.applyDefaults()
    var refusal = Self.refusal(of: pod.spec, at: path)
    if !isRecorded {
      refusal = refusal ?? admitLimits(&pod, in: workload.metadata.namespace, at: path)
    }
    refusal = refusal ?? comparison(in: pod.spec.tolerations, at: path)
    if profile == .modern {
      refusal = refusal ?? admitPriority(&pod, at: path)
      if !isRecorded { refusal = refusal ?? admitRuntimeClass(&pod, at: path) }
    }
    workload.podTemplate.spec = pod.spec
    return refusal
  }
}
