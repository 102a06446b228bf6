import ClusterState
import Controllers
import NodeAgents
import SimulationEngine

/// Follows the log of writes and tells of every object what has changed since it last told of it.
///
/// Lines wait here until they are taken, so a reader that takes them as the run goes holds few of
/// them, whatever the length of the run.
struct ChangeRecorder: Sendable {
  /// The lines since they were last taken.
  var lines: [ChangeLine] = []
  /// What was last told of each object that is there, by row; one table a describer.
  private var told: ContiguousArray<ContiguousArray<[ObjectField]?>>
  private var notes = PodNotes()
  private var version = 0
  /// How many rows of the recording have been followed.
  private var attempts = 0
  private var deletions = 0
  private var events = 0
  /// Pods whose status says something new that the log of writes does not tell of, and since when.
  private var marked: [(PodID, SimulationTime)] = []

  /// A recorder that has told of nothing.
  init() { told = ContiguousArray(repeating: [], count: changeDescribers.count) }

  /// Tells of every object that is there, or takes note of it, where its kind is not listed.
  mutating func begin(_ cluster: ClusterState, _ kubelets: Kubelets, at now: SimulationTime) {
    let view = ChangeView(cluster: cluster, kubelets: kubelets, notes: notes)
    for index in changeDescribers.indices {
      let describer = changeDescribers[index]
      for row in 0..<describer.rowCount(in: view) {
        if describer.isListedAtStart {
          tell(of: row, by: index, in: view, at: now)
        } else {
          let description = describer.description(of: row, in: view)
          if description.isPresent { note(description, of: row, by: index) }
        }
      }
    }
  }

  /// Tells of the writes from `position` on, and of what else was recorded in the meantime.
  mutating func follow(
    from position: Int, _ cluster: ClusterState, _ kubelets: Kubelets, _ recording: Recording
  ) {
    let attempted = followAttempts(recording) + marked
    marked.removeAll(keepingCapacity: true)
    followDeletions(recording, cluster)
    let view = ChangeView(cluster: cluster, kubelets: kubelets, notes: notes)
    for position in position..<cluster.changes.end {
      let change = cluster.changes[position]
      for index in changeDescribers.indices
      where changeDescribers[index].subjects.contains(change.subject) {
        if change.verb == .removed {
          remove(Int(change.index), by: index, in: view, at: change.time)
        } else {
          tell(of: Int(change.index), by: index, in: view, at: change.time)
        }
      }
    }
    if let index = changeDescribers.firstIndex(where: { $0 == PodDescriber.self }) {
      for (pod, time) in attempted where !cluster.pods[pod].isRemoved {
        tell(of: pod.row, by: index, in: view, at: time)
      }
    }
    followEvents(recording, view)
  }

  /// Notes that somebody marks a pod as one that goes for no fault of its own.
  mutating func mark(_ pod: PodID, _ cause: DeletionCause, at time: SimulationTime) {
    guard let reason = cause.disruptionReason else { return }
    notes.note(pod, disruption: reason)
    marked.append((pod, time))
  }

  /// Notes that a kubelet has written the status of `pod`.
  mutating func noteStatus(of pod: PodID, at time: SimulationTime) { marked.append((pod, time)) }

  /// Tells of an object if any field has another value than when it was last told of.
  private mutating func tell(
    of row: Int, by index: Int, in view: ChangeView, at time: SimulationTime
  ) {
    let description = changeDescribers[index].description(of: row, in: view)
    if row < told[index].count, let known = told[index][row] {
      let fields = changes(from: known, to: description.fields)
      if !fields.isEmpty { append(.modified, description, fields, at: time) }
    } else if description.isPresent {
      append(.added, description, description.fields, at: time)
    } else {
      return
    }
    note(description, of: row, by: index)
  }

  /// Remembers what is known of an object from now on.
  private mutating func note(_ description: ObjectDescription, of row: Int, by index: Int) {
    while told[index].count <= row { told[index].append(nil) }
    told[index][row] = description.fields
  }

  private mutating func remove(
    _ row: Int, by index: Int, in view: ChangeView, at time: SimulationTime
  ) {
    guard row < told[index].count, let known = told[index][row] else { return }
    let description = changeDescribers[index].description(of: row, in: view)
    // An object that goes with a grace has none left when it goes, and a pod that is evicted is
    // marked before: those are writes of their own.
    let last = changes(from: known, to: description.fields).filter {
      $0.name == "deleting" || $0.name == "cond.DisruptionTarget"
    }
    if !last.isEmpty { append(.modified, description, last, at: time) }
    append(.deleted, description, [], at: time)
    told[index][row] = nil
  }

  /// The fields of `new` that `old` has otherwise or not at all, and those that are gone.
  private func changes(from old: [ObjectField], to new: [ObjectField]) -> [ObjectField] {
    if old == new { return [] }
    var before: [String: ObjectField.Value] = [:]
    for field in old { before[field.name] = field.value }
    var changed: [ObjectField] = []
    for field in new where before.removeValue(forKey: field.name) != field.value {
      changed.append(field)
    }
    for field in old where before[field.name] != nil {
      changed.append(ObjectField(field.name, .gone))
    }
    return changed
  }

  private mutating func append(
    _ event: ObjectChange.Event, _ description: ObjectDescription, _ fields: [ObjectField],
    at time: SimulationTime
  ) {
    version += 1
    lines.append(
      .object(
        ObjectChange(
          time: time, kind: description.kind, namespace: description.namespace,
          name: description.name, version: version, event: event, fields: fields)))
  }

  /// Notes which pods found no node; returns those of whom that was not known.
  private mutating func followAttempts(_ recording: Recording) -> [(PodID, SimulationTime)] {
    var changed: [(PodID, SimulationTime)] = []
    while attempts < recording.attempts.count {
      let attempt = recording.attempts[attempts]
      attempts += 1
      let failed = attempt.result == .unschedulable
      guard notes.isUnschedulable(attempt.pod) != failed else { continue }
      notes.note(attempt.pod, isUnschedulable: failed)
      if failed { changed.append((attempt.pod, attempt.time)) }
    }
    return changed
  }

  /// Notes who asked for pods to go, and tells of calls of the eviction API.
  private mutating func followDeletions(_ recording: Recording, _ cluster: ClusterState) {
    while deletions < recording.deletions.count {
      let deletion = recording.deletions[deletions]
      deletions += 1
      if deletion.cause == .evictionAPI {
        let name = cluster.pods[deletion.pod].name.text(cluster.symbols)
        lines.append(
          .command(
            CommandRecord(
              time: deletion.time, name: "evict \(name)", targets: [], result: "evicted")))
      }
      if let reason = deletion.cause.disruptionReason {
        notes.note(deletion.pod, disruption: reason)
      }
    }
  }

  /// Tells of events.
  private mutating func followEvents(_ recording: Recording, _ view: ChangeView) {
    while events < recording.events.count {
      let event = recording.events[events]
      events += 1
      // An answer to a client is no object, and the commands tell of those that matter.
      guard event.subject != .refusal else { continue }
      let description = EventDescription.description(
        of: event, recording, view.cluster)
      append(
        event.count == 1 ? .added : .modified, description, description.fields, at: event.time)
    }
  }
}

extension DeletionCause {
  /// The reason of the condition `DisruptionTarget` that a pod gets before it is deleted; nil where
  /// it gets none.
  ///
  /// Source: `core/v1`, `PodReason…`, Kubernetes 1.26 to 1.36; preemption is known of the pod.
  package var disruptionReason: String? {
    switch self {
    case .taint: "DeletionByTaintManager"
    case .nodeGone, .outOfService: "DeletionByPodGC"
    case .evictionAPI: "EvictionByEvictionAPI"
    case .surplus, .nodeTimeout, .terminatedPodLimit, .unscheduledTermination, .preemption,
      .request:
      nil
    }
  }
}
