import ClusterState

/// The creations and deletions of one sync that are under way, object by object.
///
/// An object has one sync at a time, which ends with the last of its writes; what happens to the
/// object meanwhile waits for one later sync. Creations come in batches that double, so that an API
/// server that refuses them is asked few times. Source: `slowStartBatch` of
/// `pkg/controller/replicaset`, Kubernetes 1.9 to 1.36.
struct ReplicaWrites: Sendable {
  private struct Sync: Sendable {
    var inFlight: Int32 = 0
    var batch: Int32 = 0
    var remaining: Int32 = 0
    var hasFailed = false
    /// Whether the status is on its way, with which a sync ends.
    var isReporting = false
    /// Whether something happened that wants another sync.
    var isDirty = false
    var census = PodCensus()
  }

  /// What follows from the end of a write.
  enum Progress: Hashable {
    /// More of the sync is under way.
    case underWay
    /// The next batch of so many creations is due.
    case nextBatch(Int32)
    /// The sync has ended; so many creations were not asked for, because one was refused.
    case ended(skipped: Int32, hasFailed: Bool)
  }

  private var syncs: ContiguousArray<Sync> = []
  /// What deletions are under way, in the order of asking, which is mostly that of their arrival.
  /// Before owners counted, two objects could delete one pod.
  private var deleters: ContiguousArray<(pod: PodID, owner: WorkloadID)> = []
  /// How many of `deleters` have had their answer.
  private var answered = 0

  /// Whether a sync of `id` is under way.
  func areUnderWay(of id: WorkloadID) -> Bool {
    id.row < syncs.count && (syncs[id.row].inFlight > 0 || syncs[id.row].isReporting)
  }

  /// Notes that something happened to `id` while its sync is under way.
  mutating func setDirty(_ id: WorkloadID) { syncs[id.row].isDirty = true }

  /// Whether something happened to `id` while its sync was under way, which is then over.
  mutating func takeDirty(_ id: WorkloadID) -> Bool {
    guard id.row < syncs.count, syncs[id.row].isDirty else { return false }
    syncs[id.row].isDirty = false
    return true
  }

  /// Notes that the status of `id` is on its way, or that it has been answered.
  mutating func setReporting(_ isReporting: Bool, of id: WorkloadID) {
    grow(to: id)
    syncs[id.row].isReporting = isReporting
  }

  /// What the sync of `id` saw before it wrote anything: of this it reports in the end.
  func census(of id: WorkloadID) -> PodCensus { syncs[id.row].census }

  /// Begins to create `count` pods where there are those of `census`, if that is to be reported;
  /// returns how many to ask for at first.
  mutating func beginCreations(
    _ count: Int32, of id: WorkloadID, with census: PodCensus = PodCensus(), slowly: Bool
  ) -> Int32 {
    grow(to: id)
    let batch = slowly ? min(1, count) : count
    syncs[id.row] = Sync(
      inFlight: batch, batch: batch, remaining: count - batch, census: census)
    return batch
  }

  /// Begins to delete `pods`, some of those of `census`, all at once.
  mutating func beginDeletions(
    of pods: some Collection<PodID>, of id: WorkloadID, with census: PodCensus = PodCensus()
  ) {
    grow(to: id)
    syncs[id.row] = Sync(inFlight: Int32(pods.count), census: census)
    for pod in pods { deleters.append((pod, id)) }
  }

  /// The object to which the deletion of `pod` that arrives belongs; nil if none is under way.
  mutating func nextDeleter(of pod: PodID) -> WorkloadID? {
    guard let place = deleters[answered...].firstIndex(where: { $0.pod == pod }) else {
      return nil
    }
    let deleter = deleters[place].owner
    // One that was overtaken stays where it is found next.
    deleters.swapAt(place, answered)
    answered += 1
    if answered == deleters.count {
      deleters.removeAll(keepingCapacity: true)
      answered = 0
    }
    return deleter
  }

  /// Notes the end of a write of `id`.
  mutating func end(of id: WorkloadID, isRefused: Bool) -> Progress {
    guard id.row < syncs.count, syncs[id.row].inFlight > 0 else {
      return .ended(skipped: 0, hasFailed: false)
    }
    syncs[id.row].inFlight -= 1
    if isRefused { syncs[id.row].hasFailed = true }
    guard syncs[id.row].inFlight == 0 else { return .underWay }
    let remaining = syncs[id.row].remaining
    let hasFailed = syncs[id.row].hasFailed
    guard remaining > 0, !hasFailed else {
      return .ended(skipped: remaining, hasFailed: hasFailed)
    }
    let batch = min(syncs[id.row].batch.multipliedReportingOverflow(by: 2).partialValue, remaining)
    syncs[id.row].batch = batch
    syncs[id.row].remaining -= batch
    syncs[id.row].inFlight = batch
    return .nextBatch(batch)
  }

  private mutating func grow(to id: WorkloadID) {
    while syncs.count <= id.row { syncs.append(Sync()) }
  }
}
