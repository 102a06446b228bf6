import ClusterSimulation
import KubernetesObjects
import StructuredText

/// What the API server does to objects before it stores them, beyond defaults.
struct Admission: Sendable {
  /// Why an object is refused, and at which of its fields.
  struct Refusal {
    let path: String
    let message: String
  }

  /// The control plane's profile.
  let profile: ControlPlaneSettings.Profile
  /// The priority classes that there are: those of the start, then also those applied later.
  var priorityClasses: [PriorityClass] = []

  init(profile: ControlPlaneSettings.Profile) { self.profile = profile }

  /// Notes that a priority class was applied.
  mutating func note(_ priorityClass: PriorityClass) {
    priorityClasses.removeAll { $0.metadata.name == priorityClass.metadata.name }
    priorityClasses.append(priorityClass)
  }

  /// Completes an object; returns why it is refused.
  func admit(_ object: inout any APIObject) -> Refusal? {
    guard var stored = object as? any StoredObject else { return nil }
    if stored.kind.isNamespaced, stored.metadata.namespace.isEmpty {
      stored.metadata.namespace = "default"
    }
    object = stored
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

  /// Completes a template as every pod that is stamped from it would be.
  private func admit(template workload: inout some WorkloadObject) -> Refusal? {
    let template = workload.podTemplate
    var pod = Pod(metadata: template.metadata, spec: template.spec)
    pod.applyDefaults()
    let refusal = admit(&pod, at: type(of: workload).podSpecPath)
    workload.podTemplate.spec = pod.spec
    return refusal
  }

  /// The plugin Priority, which came with 1.11.
  private func admit(_ pod: inout Pod, at path: String) -> Refusal? {
    guard profile == .modern else { return nil }
    if pod.resolvePriority(from: priorityClasses) { return nil }
    let name = pod.spec.priorityClassName
    let known = (priorityClasses + PriorityClass.builtIn).map(\.metadata.name)
    let hint =
      Spelling.nearest(to: name, among: known).map { "did you mean \($0)?" }
      ?? "there is \(known.prefix(8).joined(separator: ", "))"
    return Refusal(
      path: path + ".priorityClassName",
      message: "no PriorityClass with name \(name.prefix(63)) was found; \(hint)")
  }
}
