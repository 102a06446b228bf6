import KubernetesObjects

/// The admission plugins that look at other objects before a pod is created: LimitRanger, Priority
/// and RuntimeClass.
///
/// They ask pods, and LimitRanger asks claims too. A workload whose template they would turn down
/// is created; it is its pods that are refused, one by one, until the objects allow them.
package struct PodAdmission: Sendable {
  /// Why a pod is refused, and at which of its fields.
  package struct Refusal: Error {
    /// The field, below the pod.
    package let path: String
    /// The plugin's own words.
    package let message: String

    /// A refusal of one field.
    init(path: String, message: String) {
      self.path = path
      self.message = message
    }

    /// All that a plugin has to say, of which `path` is the first field; nil if that is nothing.
    init?(path: String, messages: [String]) {
      guard let first = messages.first else { return nil }
      let all = "[" + messages.joined(separator: ", ") + "]"
      self.init(path: path, message: messages.count == 1 ? first : all)
    }
  }

  /// The control plane's profile; 1.2 has no priorities.
  let profile: ControlPlaneSettings.Profile
  /// The priority classes that there are.
  private(set) var priorityClasses = PriorityClasses()
  private(set) var runtimeClasses = NamedObjects<RuntimeClass>()
  private(set) var limitRanges: [String: NamedObjects<LimitRange>] = [:]
  /// Rises with every change of the objects.
  private(set) var generation = 0

  /// The plugins of a control plane of `profile`, before there are objects.
  package init(profile: ControlPlaneSettings.Profile) { self.profile = profile }

  /// Notes an object that pods are admitted by, or replaces one of its name unless the API server
  /// refuses the change.
  package mutating func note(_ object: any APIObject) {
    if refusedChange(to: object) != nil { return }
    switch object {
    case let priorityClass as PriorityClass: priorityClasses.note(priorityClass)
    case let runtimeClass as RuntimeClass:
      runtimeClasses.set(runtimeClass, named: runtimeClass.metadata.name)
    case let range as LimitRange:
      let namespace = range.metadata.namespace.isEmpty ? "default" : range.metadata.namespace
      limitRanges[namespace, default: NamedObjects()].set(range, named: range.metadata.name)
    default: return
    }
    generation += 1
  }

  /// What the API server does not let be changed of the class of the kind and name of `object`.
  func refusedChange(to object: any APIObject) -> RefusedChange? {
    let present: (any APIObject)? =
      switch object {
      case let wanted as PriorityClass: priorityClasses[wanted.metadata.name]
      case let wanted as RuntimeClass: runtimeClasses[wanted.metadata.name]
      default: nil
      }
    return present.flatMap { RefusedChange(from: $0, to: object) }
  }

  /// Forgets an object that was deleted, if pods are admitted by its kind.
  package mutating func remove(_ kind: String, named name: String, in namespace: String) {
    switch kind {
    case PriorityClass.kind.name: priorityClasses.remove(name)
    case RuntimeClass.kind.name: runtimeClasses.remove(name)
    case LimitRange.kind.name: limitRanges[namespace]?.remove(name)
    default: return
    }
    generation += 1
  }

  /// Where a pod comes from, which decides how much it may say of itself.
  package enum Source: Sendable {
    /// A manifest: its priority is that of its class.
    case manifest
    /// A program that made the pod itself, and may give it a priority without making a class first.
    case program
    /// A recording: it was admitted before, by objects that may not have been recorded with it.
    case recording
  }

  /// Completes a pod that is to be created.
  package func admit(_ pod: inout Pod, from source: Source) throws(Refusal) {
    if source != .recording { try admitLimits(&pod) }
    guard profile == .modern else { return }
    try admitPriority(&pod, from: source)
    if source != .recording { try admitRuntimeClass(&pod) }
  }

  /// The names of the priority classes, as many as a message may name or compare.
  package var priorityClassNames: [String] { priorityClasses.someNames }
}
