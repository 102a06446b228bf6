import ClusterSimulation
import ClusterState
import SimulationEngine

/// What a person should know of a run whatever else is asked for.
extension RunReport {
  /// A line for each way in which requests were refused, with the first of them, and for figures
  /// that are not given although someone may look for them.
  package var warnings: [String] {
    struct Group: Hashable {
      let verb: RefusedRequest.Verb
      let kind: String
      let reason: APIStatus.Reason
    }
    var groups: [Group] = []
    var members: [Group: [RefusedRequest]] = [:]
    for refusal in run.source.recording.refusals {
      let group = Group(
        verb: refusal.verb, kind: refusal.object.kind, reason: refusal.status.reason)
      if members[group] == nil { groups.append(group) }
      members[group, default: []].append(refusal)
    }
    let refused = groups.map { Self.warning(of: members[$0] ?? []) }
    return refused + summary.warnings + flatteredJobs + [policy?.warning].compactMap { $0 }
  }

  /// That pods of jobs were told to stop and ended well, which flatters the jobs.
  private var flatteredJobs: [String] {
    let cluster = run.source.cluster
    let count = (0..<cluster.pods.count).count { row in
      let pod = cluster.pods[PodID(row)]
      return pod.phase == .succeeded && pod.isCutShort && pod.owner.isPresent
        && cluster.workloads[pod.owner.row].kind == .job
    }
    guard count > 0 else { return [] }
    let subject = count == 1 ? "1 pod of a job was" : "\(count) pods of jobs were"
    return [
      "\(subject) told to stop and ended with exit code 0, which counts as success; "
        + "say stopExitCode in behaviors"
    ]
  }

  private static func warning(of refusals: [RefusedRequest]) -> String {
    let first = refusals[0]
    let others = refusals.count - 1
    let more = others == 0 ? "" : "; so \(others == 1 ? "was" : "were") \(others) more"
    let seconds = ShortTime.text(first.time.microseconds)
    return "refused at \(seconds): \(first.verb.rawValue) \(first.object.kind) "
      + "\(first.object.path): \(first.status.message)\(more), see \(RefusalsTable.fileName)"
  }
}

extension RefusedRequest.ObjectName {
  /// `namespace/name`, or the name alone.
  fileprivate var path: String { namespace.isEmpty ? name : namespace + "/" + name }
}
