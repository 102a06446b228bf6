/// A stretch of the way from an incident to recovery. One that goes on at the end of the run counts
/// with the time that it has lasted so far.
enum FailurePhase: String, CaseIterable {
  /// From the incident to the condition `Ready` being other than `True`.
  case detect
  /// From the detection to the taint `NoExecute`.
  case taint
  /// From the taint, or the detection where there are no taints, to the pod's deletion.
  case tolerate
  /// From the deletion to the removal of the pod's object.
  case terminate
  /// From the deletion to the creation of the pod that takes its place.
  case requeue
  /// From the creation of that pod to its binding.
  case bind
  /// From its binding to phase `Running`.
  case run
  /// From `Running` to its first readiness.
  case ready
  /// From the incident to that readiness: the sum of all phases but `terminate`, which goes on
  /// beside the others.
  case recover

  /// What the reference says of it.
  var meaning: String {
    switch self {
    case .detect: "From the incident to the condition Ready being other than True."
    case .taint: "From the detection to the taint NoExecute."
    case .tolerate:
      "From the taint, or the detection where there are no taints, to the pod's "
        + "deletion."
    case .terminate: "From the deletion to the removal of the pod's object."
    case .requeue: "From the deletion to the creation of the pod that takes its place."
    case .bind: "From the creation of that pod to its binding."
    case .run: "From its binding to phase Running."
    case .ready: "From Running to its first readiness."
    case .recover:
      "From the incident to that readiness: the sum of all phases but terminate, which "
        + "goes on beside the others."
    }
  }
}
