import ClusterState

/// The writes of the syncs that are under way, workload by workload.
///
/// A workload has one sync at a time. Its writes come in phases; those of a phase are chains, in
/// each of which a write waits for the one before. A phase begins with a few chains and doubles
/// their number with each batch, so that an API server that refuses is asked few times. What is
/// refused ends its chain, and the phases after it do not come; the last writes of a sync do.
struct SyncWrites: Sendable {
  /// Chains of which none waits for another but by batches.
  struct Phase: Sendable {
    /// An empty chain takes a place in its batch.
    var chains: [[ClusterWrite]]
    /// How many chains begin at once.
    var batch: Int

    /// Chains of which `batch` begin at once, then twice as many, and so on.
    init(_ chains: [[ClusterWrite]], batch: Int = 1) {
      self.chains = chains
      self.batch = batch
    }
  }

  /// What an answer was to, and what follows.
  struct Answer {
    /// The workload whose sync asked for the write.
    let workload: WorkloadID
    /// Whether that was the last write of the sync.
    let hasEnded: Bool
    /// Whether any write of the sync was refused.
    let hasFailed: Bool
  }

  private struct Sync: Sendable {
    var phases: ArraySlice<Phase> = []
    var last: [ClusterWrite] = []
    /// How many chains of the first phase have begun.
    var begun = 0
    /// What is left of each chain that is under way.
    var chains: [ArraySlice<ClusterWrite>] = []
    var inFlight = 0
    var hasFailed = false
  }

  private struct Question: Sendable {
    let workload: WorkloadID
    let chain: Int
  }

  private var syncs: [WorkloadID: Sync] = [:]
  /// What was asked for, in the order of asking, which is that of the answers.
  private var asked: ContiguousArray<Question> = []
  private var answered = 0

  /// Whether a sync of `workload` is under way.
  func areUnderWay(of workload: WorkloadID) -> Bool { syncs[workload] != nil }

  /// Begins the writes of a sync; `last` follows whatever becomes of the phases. Returns false if
  /// there is nothing to write.
  mutating func begin(
    _ phases: [Phase], last: [ClusterWrite], of workload: WorkloadID,
    _ actions: inout ControllerActions
  ) -> Bool {
    var sync = Sync(phases: phases[...], last: last)
    let goesOn = advance(&sync, of: workload, &actions)
    if goesOn { syncs[workload] = sync }
    return goesOn
  }

  /// Takes the answer to the write that was asked for first; nil if none was.
  mutating func answer(
    _ outcome: WriteOutcome, _ actions: inout ControllerActions
  ) -> Answer? {
    guard answered < asked.count else { return nil }
    let question = asked[answered]
    answered += 1
    if answered == asked.count {
      asked.removeAll(keepingCapacity: true)
      answered = 0
    }
    guard var sync = syncs[question.workload] else { return nil }
    sync.inFlight -= 1
    if case .refused = outcome {
      sync.hasFailed = true
      sync.chains[question.chain] = []
    }
    if !sync.chains[question.chain].isEmpty {
      ask(&sync, question.chain, of: question.workload, &actions)
    }
    let goesOn = advance(&sync, of: question.workload, &actions)
    syncs[question.workload] = goesOn ? sync : nil
    return Answer(
      workload: question.workload, hasEnded: !goesOn, hasFailed: sync.hasFailed)
  }

  /// Begins what is due once nothing is in flight; false if the sync has come to its end.
  private mutating func advance(
    _ sync: inout Sync, of workload: WorkloadID, _ actions: inout ControllerActions
  ) -> Bool {
    while sync.inFlight == 0 {
      if sync.hasFailed { sync.phases = [] }
      if let phase = sync.phases.first {
        let batch = min(phase.batch, phase.chains.count - sync.begun)
        guard batch > 0 else {
          sync.phases.removeFirst()
          sync.begun = 0
          continue
        }
        let chains = phase.chains[sync.begun..<(sync.begun + batch)]
        sync.begun += batch
        sync.phases[sync.phases.startIndex].batch =
          batch.multipliedReportingOverflow(by: 2)
          .partialValue
        begin(chains.map { $0[...] }, &sync, of: workload, &actions)
      } else {
        guard !sync.last.isEmpty else { return false }
        let last = sync.last
        sync.last = []
        begin([last[...]], &sync, of: workload, &actions)
      }
    }
    return true
  }

  private mutating func begin(
    _ chains: [ArraySlice<ClusterWrite>], _ sync: inout Sync, of workload: WorkloadID,
    _ actions: inout ControllerActions
  ) {
    sync.chains = chains
    for index in chains.indices where !chains[index].isEmpty {
      ask(&sync, index, of: workload, &actions)
    }
  }

  private mutating func ask(
    _ sync: inout Sync, _ chain: Int, of workload: WorkloadID,
    _ actions: inout ControllerActions
  ) {
    guard let write = sync.chains[chain].popFirst() else { return }
    sync.inFlight += 1
    asked.append(Question(workload: workload, chain: chain))
    actions.append(.write(write))
  }
}
