import KubernetesObjects
import StructuredText

extension Admission {
  /// The plugin Priority, new in 1.11: the class decides, and a pod must not say otherwise.
  ///
  /// A pod of a trace keeps the number that was recorded, whose class may not have been.
  /// Source: `plugin/pkg/admission/priority`, `admitPod`, Kubernetes 1.34.
  func admitPriority(_ pod: inout Pod, at path: String) -> Refusal? {
    let (priority, policy) = (pod.spec.priority, pod.spec.preemptionPolicy)
    if !isRecorded { pod.spec.priority = nil }
    let classes = priorityClasses.classes(for: pod.spec.priorityClassName)
    guard pod.resolvePriority(from: classes) else {
      return Refusal(
        path: path + ".priorityClassName", message: unknownClass(pod.spec.priorityClassName))
    }
    if isRecorded { return nil }
    let computed = pod.spec.priority ?? 0
    let name = pod.spec.priorityClassName
    let reason =
      name.isEmpty ? "the priority without a class" : "the priority of the class \(name.prefix(63))"
    if let priority, priority != computed {
      return Refusal(
        path: path + ".priority",
        message: "expected \(computed), \(reason), found \(priority)")
    }
    let known = classPolicy(of: pod)
    if let policy, policy != known {
      return Refusal(
        path: path + ".preemptionPolicy",
        message: "expected the policy of its class, \(known.rawValue), found \(policy.rawValue)")
    }
    return nil
  }

  private func classPolicy(of pod: Pod) -> PreemptionPolicy {
    priorityClasses[pod.spec.priorityClassName]?.preemptionPolicy ?? .preemptLowerPriority
  }

  private func unknownClass(_ name: String) -> String {
    let known = priorityClasses.someNames
    let hint =
      Spelling.nearest(to: name, among: known).map { "did you mean \($0)?" }
      ?? "there is \(known.prefix(8).joined(separator: ", "))"
    return "no PriorityClass with name \(name.prefix(63)) was found; \(hint)"
  }
}
