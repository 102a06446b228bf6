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
    /// Whether the phase comes even where something was refused before.
    var comesAnyway = false

    /// Chains of which `batch` begin at once, then twice as many, and so on.
    init(_ chains: [[ClusterWrite]], batch: Int = 1, comesAnyway: Bool = false) {
      self.chains = chains
      self.batch = batch
      self.comesAnyway = comesAnyway
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
    /// How many chains the sync has not begun because of that.
    let skipped: Int
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
    var skipped = 0
  }

  private struct Question: Sendable {
    let write: ClusterWrite
    let workload: WorkloadID
    let chain: Int
  }

  private var syncs: [WorkloadID: Sync] = [:]
  /// What was asked for, in the order of asking; the answers mostly come in that order.
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

  /// Takes the answer to a write; nil if no sync has asked for it.
  mutating func answer(
    _ outcome: WriteOutcome, to write: ClusterWrite, _ actions: inout ControllerActions
  ) -> Answer? {
    guard let question = takeQuestion(write) else { return nil }
    // Taken out, so that it changes in place.
    guard var sync = syncs.removeValue(forKey: question.workload) else { return nil }
    sync.inFlight -= 1
    if case .refused = outcome {
      sync.hasFailed = true
      sync.chains[question.chain] = []
    }
    if !sync.chains[question.chain].isEmpty {
      ask(&sync, question.chain, of: question.workload, &actions)
    }
    let goesOn = advance(&sync, of: question.workload, &actions)
    let answer = Answer(
      workload: question.workload, hasEnded: !goesOn, hasFailed: sync.hasFailed,
      skipped: sync.skipped)
    if goesOn { syncs[question.workload] = sync }
    return answer
  }

  private mutating func takeQuestion(_ write: ClusterWrite) -> Question? {
    guard let row = asked[answered...].firstIndex(where: { $0.write == write }) else { return nil }
    let question = asked[row]
    if row == answered { answered += 1 } else { asked.remove(at: row) }
    if answered == asked.count {
      asked.removeAll(keepingCapacity: true)
      answered = 0
    }
    return question
  }

  /// Begins what is due once nothing is in flight; false if the sync has come to its end.
  private mutating func advance(
    _ sync: inout Sync, of workload: WorkloadID, _ actions: inout ControllerActions
  ) -> Bool {
    while sync.inFlight == 0 {
      if sync.hasFailed { giveUp(&sync) }
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

  /// Leaves out what does not come after a refusal.
  private func giveUp(_ sync: inout Sync) {
    while let phase = sync.phases.first, !phase.comesAnyway {
      sync.skipped += phase.chains.count - sync.begun
      sync.begun = 0
      sync.phases.removeFirst()
    }
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
    asked.append(Question(write: write, workload: workload, chain: chain))
    actions.append(.write(write))
  }
}
