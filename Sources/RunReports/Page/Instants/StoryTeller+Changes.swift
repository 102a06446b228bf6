import ClusterSimulation
import ClusterState
import ReportPages
import SimulationEngine

/// What the scenario did, and how far workloads came.
extension StoryTeller {
  mutating func tellCommands() {
    var refused: [SimulationTime: [RefusedRequest]] = [:]
    for refusal in source.recording.refusals { refused[refusal.time, default: []].append(refusal) }
    var told: [SimulationTime: Set<ActionWords>] = [:]
    for command in source.recording.commands.prefix(Self.limitOfKind) {
      let action = source.configuration.timeline[Int(command.entry)].action
      switch action {
      case .fail, .recover, .partition, .heal: continue
      default: break
      }
      let words = action.words
      guard told[command.time, default: []].insert(words).inserted else { continue }
      let answers = refused[command.time] ?? []
      tell(
        command.time, .middle,
        (["The scenario:", words.verb, words.target, words.detail].filter { !$0.isEmpty })
          .joined(separator: " "),
        because: answers.first.map { "Refused: \($0.status.message)" } ?? "",
        in: answers.isEmpty ? "timeline.csv" : "timeline.csv, refusals.csv")
    }
  }

  /// Tells when each workload first had all its pods ready, and when each later revision had
  /// replaced them all.
  mutating func tellWorkloads() {
    let workloads = source.cluster.workloads
    var complete = ContiguousArray<SimulationTime>(repeating: .unset, count: workloads.count)
    var revisions = ContiguousArray(repeating: Int64(0), count: workloads.count)
    var firsts: [WorkloadChange] = []
    for change in source.recording.workloads {
      let row = change.workload.row
      guard !workloads[row].owner.isPresent, change.desired > 0 else { continue }
      if !complete[row].isSet, change.ready >= change.desired {
        complete[row] = change.time
        revisions[row] = change.revision
        if firsts.count < Self.limitOfKind { firsts.append(change) }
      } else if complete[row].isSet, change.revision > revisions[row],
        let updated = change.updated, updated >= change.desired,
        change.current == change.desired, change.available >= change.desired
      {
        revisions[row] = change.revision
        tellRevision(change)
      }
    }
    let lasts = lastReady(by: complete)
    for change in firsts { tellFirst(change, lasts[change.workload.row]) }
  }

  private func name(of id: WorkloadID) -> String {
    source.text(source.cluster.workloads[id.row].name)
  }

  private mutating func tellRevision(_ change: WorkloadChange) {
    guard instants.count < Self.limitOfKind * 4 else { return }
    tell(
      change.time, .high,
      "\(name(of: change.workload)): revision \(change.revision) is complete",
      because: "All \(change.desired) pods are of the new template and available.",
      in: "workloads.csv")
  }

  private mutating func tellFirst(_ change: WorkloadChange, _ last: PodID?) {
    let count = PageText.count(Int128(change.desired))
    var why = ""
    if let last {
      let pod = source.cluster.pods[last]
      why =
        "The last of them was bound \(span(pod.created, pod.scheduled)) after its creation, "
        + "ran \(span(pod.scheduled, pod.started)) later and was ready after another "
        + "\(span(pod.started, pod.firstReady))."
    }
    tell(
      change.time, .low,
      "\(name(of: change.workload)): "
        + (change.desired == 1 ? "the one replica is ready" : "all \(count) replicas are ready"),
      because: why, in: "workloads.csv, pods.csv")
  }

  /// For each workload, the pod that was ready last of those that were by an instant. O(pods).
  private func lastReady(by times: ContiguousArray<SimulationTime>) -> ContiguousArray<PodID?> {
    let pods = source.cluster.pods
    var lasts = ContiguousArray<PodID?>(repeating: nil, count: times.count)
    guard times.contains(where: \.isSet) else { return lasts }
    for row in 0..<pods.count {
      let pod = pods[PodID(row)]
      guard pod.owner.isPresent, pod.firstReady.isSet, pod.scheduled.isSet, pod.started.isSet else {
        continue
      }
      let root = source.cluster.root(of: pod.owner).row
      guard times[root].isSet, pod.firstReady <= times[root] else { continue }
      if let best = lasts[root], pods[best].firstReady >= pod.firstReady { continue }
      lasts[root] = PodID(row)
    }
    return lasts
  }
}
