import ClusterState
import Controllers
import SimulationEngine

/// What a run leaves behind: rows in order of time, by kind, from which every report is made.
///
/// The life of each pod is not repeated here: the pod table keeps it.
package struct Recording: Equatable, Sendable {
  /// Changes of the condition `Ready` of nodes.
  package internal(set) var nodeConditions: ContiguousArray<NodeConditionChange> = []
  /// The verbs of the timeline that were carried out.
  package internal(set) var commands: ContiguousArray<TimelineCommand> = []
  /// Changes of the condition `Ready` that waited for a client's rate limit, in order of time.
  package internal(set) var delayedConditions: ContiguousArray<DelayedCondition> = []
  /// Changes of the status of workloads.
  package internal(set) var workloads: ContiguousArray<WorkloadChange> = []
  /// Changes of the endpoints of services.
  package internal(set) var services: ContiguousArray<ServiceChange> = []
  /// Scheduling attempts.
  package internal(set) var attempts: ContiguousArray<SchedulingAttempt> = []
  /// Pods whose deletion was asked for, evicted ones among them.
  package internal(set) var deletions: ContiguousArray<PodDeletion> = []
  /// What struck nodes, and what brought them back.
  package internal(set) var incidents: ContiguousArray<Incident> = []
  /// Changes of machines.
  package internal(set) var machines: ContiguousArray<MachineChange> = []
  /// Changes of what the API server says of pods.
  package internal(set) var podStates: ContiguousArray<PodStateChange> = []
  /// Changes of the status of disruption budgets.
  package internal(set) var budgets: ContiguousArray<BudgetChange> = []
  /// What autoscalers tell, a row a change.
  package internal(set) var autoscalers: ContiguousArray<AutoscalerChange> = []
  /// Changes of resource quotas.
  package internal(set) var quotas: ContiguousArray<QuotaChange> = []
  /// Whether the last text stands in an event that is combined from several.
  var namesCombinedEvents = true
  /// Whether the texts of kubelets name the container; else only the event's object does.
  var namesContainersInEvents = true
  /// Kubernetes events.
  package internal(set) var events: ContiguousArray<EventObject> = []
  /// Samples of the scheduling queue.
  package internal(set) var queueSamples: ContiguousArray<QueueSample> = []
  /// Samples of the use of resources.
  package internal(set) var utilization: ContiguousArray<UtilizationSample> = []
  /// The period of the samples that are kept: the configuration's, or one that follows from the
  /// size of the run.
  package internal(set) var samplePeriod = SimulationDuration.seconds(10)
  /// How much was asked for and used, over time.
  package internal(set) var resources = ResourceLevels()
  /// The scheduling queue over time.
  package internal(set) var queue = QueueLevels()
  /// Both within further windows, as far as these go on.
  var furtherLevels: ContiguousArray<WindowLevels?> = []
  /// What a run that was to go on until it settles still had to do at its limit; nil else.
  package internal(set) var whatIsLeft: String?
  /// The devices of the cluster after each pod was first tried, if that is asked for.
  package internal(set) var fragmentation: ContiguousArray<FragmentationRow> = []
  /// Samples of the nodes.
  package internal(set) var nodeSamples: ContiguousArray<NodeSample> = []
  /// How often each pod was tried, by row of the pod table.
  package internal(set) var attemptCounts: ContiguousArray<Int32> = []
  /// When each pod was first tried, by row of the pod table.
  package internal(set) var firstAttempts: ContiguousArray<SimulationTime> = []
  /// When each pod first reached the scheduling queue, by row of the pod table.
  package internal(set) var firstQueued: ContiguousArray<SimulationTime> = []
  /// When the first image pull of each pod began, by row of the pod table; unset for none.
  package internal(set) var pullStarts: ContiguousArray<SimulationTime> = []
  /// When each pod of a trace was bound in the cluster that was recorded, by row of the pod table;
  /// unset for none.
  package internal(set) var recordedBindings: ContiguousArray<SimulationTime> = []
  /// The generator that made each pod, as its row of the configuration, by row of the pod table;
  /// negative, or beyond the end, for none.
  package internal(set) var generators: ContiguousArray<Int32> = []
  /// Taints that were put on nodes and taken off.
  package internal(set) var taints: ContiguousArray<TaintChange> = []
  /// Requests that the API server refused, in the order in which they were first made.
  package internal(set) var refusals: ContiguousArray<RefusedRequest> = []
  /// How often a request was refused, each repetition counted.
  var refusalCount = 0
  /// Texts of messages that many rows share.
  package internal(set) var messages: ContiguousArray<String> = []
  /// One more draw from every stream of the run, folded together: equal runs end equal.
  package internal(set) var unseed: UInt64 = 0
  /// The instant at which the run ended.
  package internal(set) var end: SimulationTime = .zero
  /// How many events were applied.
  package internal(set) var eventCount = 0
  /// Whether the run was stopped before its end.
  package var isIncomplete = false

  var messageRows: [String: Int32] = [:]
  var refusalRows: [RefusalKey: Int] = [:]

  /// The deletions that are evictions. O(deletions).
  package var evictions: ContiguousArray<PodDeletion> { deletions.filter(\.isEviction) }

  /// A recording of nothing.
  package init() {}

  /// The row of `message`, stored once.
  mutating func row(of message: String) -> Int32 {
    if let row = messageRows[message] { return row }
    let row = Int32(messages.count)
    messages.append(message)
    messageRows[message] = row
    return row
  }

  mutating func noteQueued(_ pod: PodID, at now: SimulationTime) {
    let isFirst = pod.row >= firstQueued.count || !firstQueued[pod.row].isSet
    if isFirst { noteArrival(of: pod) }
    Self.noteFirst(pod, at: now, in: &firstQueued)
  }

  mutating func notePull(for pod: PodID, at now: SimulationTime) {
    Self.noteFirst(pod, at: now, in: &pullStarts)
  }

  mutating func noteRecordedBinding(of pod: PodID, at time: SimulationTime) {
    Self.noteFirst(pod, at: time, in: &recordedBindings)
  }

  mutating func noteGenerator(of pod: PodID, _ row: Int) {
    while generators.count <= pod.row { generators.append(-1) }
    generators[pod.row] = Int32(row)
  }

  private static func noteFirst(
    _ pod: PodID, at now: SimulationTime, in column: inout ContiguousArray<SimulationTime>
  ) {
    while column.count <= pod.row { column.append(.unset) }
    if !column[pod.row].isSet { column[pod.row] = now }
  }

  mutating func noteAttempt(of pod: PodID, at now: SimulationTime) -> Int32 {
    while attemptCounts.count <= pod.row {
      attemptCounts.append(0)
      firstAttempts.append(.unset)
    }
    if !firstAttempts[pod.row].isSet { firstAttempts[pod.row] = now }
    attemptCounts[pod.row] += 1
    return attemptCounts[pod.row]
  }
}
