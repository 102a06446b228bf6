import ClusterState
import SimulationEngine

/// The pods of a stateful set by ordinal, and their numbers, kept from sync to sync.
///
/// A sync brings up to date what has changed since the last one and no more: a set of thousands
/// of pods is synced several times for each of them.
struct StatefulSetPods: Sendable {
  /// The place of one ordinal, with what a sync asks of the pod there.
  struct Place: Sendable {
    /// The pod; `absent` where there is none.
    fileprivate(set) var pod: PodID = .absent
    fileprivate(set) var ordinal: Int32
    /// The label by which the pod tells its revision; empty without one.
    fileprivate(set) var label: Symbol = .empty
    fileprivate(set) var isDeleting = false
    fileprivate(set) var isRunningAndReady = false
    /// Whether the pod has all that the set has to see to, and nothing has changed since.
    fileprivate(set) var isTended = false

    fileprivate init(_ ordinal: Int32) { self.ordinal = ordinal }
  }

  /// The numbers of the pods of one revision.
  private struct Share: Sendable {
    let label: Symbol
    var all: Int32 = 0
    /// Those that nobody has asked to go.
    var staying: Int32 = 0
  }

  /// The wanted ordinals, lowest first.
  private(set) var replicas: ContiguousArray<Place> = []
  /// The pods beyond the wanted ordinals, highest ordinal first.
  private(set) var condemned: ContiguousArray<Place> = []
  /// A place below which every wanted pod is tended.
  private(set) var firstUntended = 0
  /// When the next ready pod will have been ready for long enough.
  private(set) var nextAvailable: SimulationTime?

  private var members: ContiguousArray<Member> = []
  private var changed: ContiguousArray<PodID> = []
  private var revisions: ContiguousArray<Share> = []
  private var ready: Int32 = 0
  /// Whether two pods have one ordinal, as `db-1` and `db-01`.
  private var hasTwins = false
  private var basis: Basis?
  private let clock: WallClock
  private var now = SimulationTime.zero

  /// A pod of the set and its ordinal, which is negative where it is not called as one.
  private struct Member: Sendable {
    let pod: PodID
    let ordinal: Int32
  }

  /// What the places were laid out for.
  private struct Basis: Equatable, Sendable {
    let generation: Int64
    let replicas: Int32
    let minReady: SimulationDuration
  }

  /// No pods.
  init(clock: WallClock) { self.clock = clock }

  private var minReady: SimulationDuration { basis?.minReady ?? .zero }
}

/// What comes, goes and changes.
extension StatefulSetPods {
  /// Takes in `pod`, of which `ordinal` is negative if it is not called as one of the set.
  mutating func add(_ pod: PodID, ordinal: Int32) {
    let place = memberIndex(of: pod)
    guard place == members.count || members[place].pod != pod else { return }
    members.insert(Member(pod: pod, ordinal: ordinal), at: place)
    changed.append(pod)
  }

  /// Leaves out `pod`, which is another's now.
  mutating func drop(_ pod: PodID) {
    let index = memberIndex(of: pod)
    guard index < members.count, members[index].pod == pod else { return }
    let ordinal = members.remove(at: index).ordinal
    if hasTwins { basis = nil }
    guard basis != nil, ordinal >= 0 else { return }
    if let place = wantedPlace(ordinal) {
      guard replicas[place].pod == pod else { return }
      count(replicas[place], -1)
      replicas[place] = Place(ordinal)
      firstUntended = min(firstUntended, place)
    } else if let place = condemnedPlace(pod, ordinal) {
      count(condemned.remove(at: place), -1)
    }
  }

  /// Notes that `pod` is to be looked at again.
  mutating func note(_ pod: PodID) {
    if changed.last != pod { changed.append(pod) }
  }

  /// Notes that a claim of the pod of `ordinal` has changed.
  mutating func noteClaim(_ ordinal: Int32) {
    guard basis != nil else { return }
    if let place = wantedPlace(ordinal) {
      replicas[place].isTended = false
      firstUntended = min(firstUntended, place)
    }
    for place in condemned.indices where condemned[place].ordinal == ordinal {
      condemned[place].isTended = false
    }
  }

  /// Notes that the pod of the wanted place `index` has all that it needs.
  mutating func markTended(_ index: Int) {
    replicas[index].isTended = true
    while firstUntended < replicas.count, replicas[firstUntended].isTended { firstUntended += 1 }
  }

  /// Notes that the pod of the place `index` of the condemned has all that it needs.
  mutating func markCondemnedTended(_ index: Int) { condemned[index].isTended = true }

  /// Brings the places up to date for the set `record`.
  mutating func refresh(
    for record: WorkloadRecord, firstOrdinal: Int32, in cluster: borrowing ClusterState,
    at now: SimulationTime
  ) {
    self.now = now
    let wanted = Basis(
      generation: record.generation, replicas: record.replicas, minReady: record.minReady)
    if wanted == basis {
      for pod in changed { look(at: pod, cluster) }
    }
    if wanted != basis {
      basis = wanted
      layOut(from: firstOrdinal, cluster)
    }
    changed.removeAll(keepingCapacity: true)
    noteAvailability(in: cluster)
  }

  /// Puts every pod into its place anew.
  private mutating func layOut(from firstOrdinal: Int32, _ cluster: borrowing ClusterState) {
    members.removeAll { cluster.pods[$0.pod].isRemoved }
    let count = max(0, basis?.replicas ?? 0)
    replicas.removeAll(keepingCapacity: true)
    replicas.reserveCapacity(Int(count))
    for place in 0..<count { replicas.append(Place(firstOrdinal + place)) }
    condemned.removeAll(keepingCapacity: true)
    revisions.removeAll(keepingCapacity: true)
    ready = 0
    firstUntended = 0
    hasTwins = false
    for member in members where member.ordinal >= 0 { put(member, cluster) }
    condemned.sort { ($0.ordinal, $0.pod) > ($1.ordinal, $1.pod) }
  }

  /// Looks at a pod that has changed.
  private mutating func look(at pod: PodID, _ cluster: borrowing ClusterState) {
    let index = memberIndex(of: pod)
    guard basis != nil, index < members.count, members[index].pod == pod else { return }
    if cluster.pods[pod].isRemoved { return drop(pod) }
    let member = members[index]
    guard member.ordinal >= 0 else { return }
    if wantedPlace(member.ordinal) == nil {
      if let place = condemnedPlace(pod, member.ordinal) {
        count(condemned.remove(at: place), -1)
      }
      let place = described(member, cluster)
      count(place, 1)
      condemned.insert(place, at: condemnedIndex(pod, member.ordinal))
    } else {
      put(member, cluster)
    }
  }

  private mutating func put(_ member: Member, _ cluster: borrowing ClusterState) {
    let new = described(member, cluster)
    guard let place = wantedPlace(member.ordinal) else {
      count(new, 1)
      condemned.append(new)
      return
    }
    let old = replicas[place]
    if old.pod.isPresent, old.pod != member.pod {
      hasTwins = true
      guard old.pod < member.pod else { return }
    }
    count(old, -1)
    count(new, 1)
    replicas[place] = new
    firstUntended = min(firstUntended, place)
  }

  private func described(_ member: Member, _ cluster: borrowing ClusterState) -> Place {
    let record = cluster.pods[member.pod]
    var place = Place(member.ordinal)
    place.pod = member.pod
    place.label = cluster.revisionLabel(of: member.pod) ?? .empty
    place.isDeleting = record.isDeleting
    place.isRunningAndReady = record.isRunningAndReady
    return place
  }

  private mutating func count(_ place: Place, _ sign: Int32) {
    guard place.pod.isPresent else { return }
    if place.isRunningAndReady { ready += sign }
    let row: Int
    if let known = revisions.firstIndex(where: { $0.label == place.label }) {
      row = known
    } else {
      row = revisions.count
      revisions.append(Share(label: place.label))
    }
    revisions[row].all += sign
    if !place.isDeleting { revisions[row].staying += sign }
    if revisions[row].all == 0 { revisions.remove(at: row) }
  }

  private func memberIndex(of pod: PodID) -> Int {
    guard let last = members.last, last.pod >= pod else { return members.count }
    return members.partitioningIndex { $0.pod >= pod }
  }

  private func wantedPlace(_ ordinal: Int32) -> Int? {
    guard let first = replicas.first?.ordinal else { return nil }
    let place = Int(ordinal) - Int(first)
    return replicas.indices.contains(place) ? place : nil
  }

  private func condemnedIndex(_ pod: PodID, _ ordinal: Int32) -> Int {
    condemned.partitioningIndex { ($0.ordinal, $0.pod) <= (ordinal, pod) }
  }

  private func condemnedPlace(_ pod: PodID, _ ordinal: Int32) -> Int? {
    let place = condemnedIndex(pod, ordinal)
    return place < condemned.count && condemned[place].pod == pod ? place : nil
  }
}

/// What a sync asks.
extension StatefulSetPods {
  /// The first pod that is not available: a wanted one, else the lowest of the condemned. Nil if
  /// all are, `absent` for one that is not there.
  func firstUnavailable(in cluster: borrowing ClusterState) -> PodID? {
    for place in replicas where isUnavailable(place, cluster) { return place.pod }
    for place in condemned.reversed() where isUnavailable(place, cluster) { return place.pod }
    return nil
  }

  /// Whether the pod in `place` is not there, is going, or is not available.
  func isUnavailable(_ place: Place, _ cluster: borrowing ClusterState) -> Bool {
    place.isDeleting || !isAvailable(place, cluster)
  }

  /// Whether the pod in `place` runs, is ready, and has been so for long enough.
  func isAvailable(_ place: Place, _ cluster: borrowing ClusterState) -> Bool {
    guard place.isRunningAndReady else { return false }
    return minReady <= .zero || availability(of: cluster.pods[place.pod]) <= now
  }

  private func availability(of record: PodRecord) -> SimulationTime {
    clock.availability(ofPodReadySince: record.readyTransition, minReady: minReady)
  }

  private mutating func noteAvailability(in cluster: borrowing ClusterState) {
    nextAvailable = nil
    guard minReady > .zero else { return }
    for place in replicas { noteAvailability(of: place, cluster) }
    for place in condemned { noteAvailability(of: place, cluster) }
  }

  private mutating func noteAvailability(of place: Place, _ cluster: borrowing ClusterState) {
    guard place.isRunningAndReady else { return }
    let due = availability(of: cluster.pods[place.pod])
    if due > now { nextAvailable = min(nextAvailable ?? due, due) }
  }

  /// Whether some pod has the revision labelled `label`.
  func have(_ label: Symbol) -> Bool { revisions.contains { $0.label == label } }

  /// Whether every pod that nobody has asked to go has the revision labelled `label`.
  func haveOnly(_ label: Symbol) -> Bool {
    revisions.allSatisfy { $0.label == label || $0.staying == 0 }
  }

  /// The numbers of the status, with the pods of the revisions labelled `current` and `update`.
  func counts(
    current: Symbol, update: Symbol, in cluster: borrowing ClusterState
  ) -> (status: WorkloadStatus, current: Int32) {
    var status = WorkloadStatus()
    status.replicas = revisions.reduce(0) { $0 + $1.all }
    status.readyReplicas = ready
    status.availableReplicas = minReady > .zero ? availableCount(in: cluster) : ready
    func staying(_ label: Symbol) -> Int32 {
      revisions.first { $0.label == label }?.staying ?? 0
    }
    status.updatedReplicas = staying(update)
    return (status, staying(current))
  }

  private func availableCount(in cluster: borrowing ClusterState) -> Int32 {
    Int32(replicas.count { isAvailable($0, cluster) })
      + Int32(condemned.count { isAvailable($0, cluster) })
  }
}

extension PodRecord {
  /// Source: `isRunningAndReady` of `pkg/controller/statefulset`, Kubernetes 1.20 to 1.36.
  var isRunningAndReady: Bool { phase == .running && isReady }
}

extension ContiguousArray {
  /// The first index at which `condition` holds, which holds at every later one too; the count
  /// where it never does.
  fileprivate func partitioningIndex(where condition: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if condition(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
