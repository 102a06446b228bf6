import KubernetesObjects

extension PodAdmission {
  /// The plugin Priority, new in 1.11: the class decides, and a pod must not say otherwise.
  ///
  /// A pod of a trace keeps the number that was recorded, whose class may not have been.
  /// Source: `plugin/pkg/admission/priority`, `admitPod`, Kubernetes 1.34.
  func admitPriority(_ pod: inout Pod, from source: Source) throws(Refusal) {
    let (priority, policy) = (pod.spec.priority, pod.spec.preemptionPolicy)
    if source == .program, priority != nil, pod.spec.priorityClassName.isEmpty { return }
    if source != .recording { pod.spec.priority = nil }
    let name = pod.spec.priorityClassName
    guard pod.resolvePriority(from: priorityClasses.classes(for: name)) else {
      throw Refusal(
        path: "spec.priorityClassName",
        message: "no PriorityClass with name \(name.prefix(63)) was found")
    }
    if source == .recording { return }
    let computed = pod.spec.priority ?? 0
    if let priority, priority != computed {
      throw Refusal(
        path: "spec.priority",
        message: "the integer value of priority (\(priority)) must not be provided in pod spec; "
          + "priority admission controller computed \(computed) from the given PriorityClass name")
    }
    let known = priorityClasses[name]?.preemptionPolicy ?? .preemptLowerPriority
    if let policy, policy != known {
      throw Refusal(
        path: "spec.preemptionPolicy",
        message: "the string value of PreemptionPolicy (\(policy.rawValue)) must not be provided "
          + "in pod spec; priority admission controller computed \(known.rawValue) from the given "
          + "PriorityClass name")
    }
  }
}
