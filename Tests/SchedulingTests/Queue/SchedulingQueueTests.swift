import ClusterState
import Scheduling
import SimulationEngine
import Testing

@Suite struct SchedulingQueueTests {
  private static func second(_ value: Double) -> SimulationTime {
    SimulationTime(microseconds: Int64(value * 1_000_000))
  }

  /// A hint that every event helps.
  private static func always(
    _: ClusterEvent, _: QueuedPod.Kind, _: RejectingPlugins, _: PodID
  ) -> Bool { true }

  /// A hint that no event helps.
  private static func never(
    _: ClusterEvent, _: QueuedPod.Kind, _: RejectingPlugins, _: PodID
  ) -> Bool { false }

  /// The plugin that turns pods down.
  private static let plugin = RejectingPlugins(place: 5)

  /// The event that a pod which is in no queue went.
  private static let departure = ClusterEvent.assignedPodDeleted(
    PodFacts(PodID(1000), template: PodTemplateID(0), isAssigned: true))

  private func pop(_ queue: inout SchedulingQueue) throws -> PodID {
    let pod = queue.pop()
    return try #require(pod)
  }

  private static let kind = QueuedPod.Kind(PodTemplateID(0))

  private func queue(_ pods: [(id: Int, priority: Int32)]) -> SchedulingQueue {
    var queue = SchedulingQueue()
    for pod in pods {
      queue.add(
        PodID(pod.id), Self.kind, priority: pod.priority, isGated: false, at: .zero)
    }
    return queue
  }

  @Test("Waits after failures are 1, 2, 4, 8, 10 and 10 seconds")
  func waits() {
    let settings = QueueSettings()
    #expect(
      (1...6).map { settings.backoff(after: $0).microseconds / 1_000_000 } == [1, 2, 4, 8, 10, 10])
    #expect(settings.backoff(after: 1000).microseconds == 10_000_000)
  }

  @Test("The higher priority goes first, then who came first")
  func order() {
    var queue = queue([(0, 0), (1, 10), (2, 0), (3, 10)])
    #expect((0..<5).map { _ in queue.pop()?.row ?? -1 } == [1, 3, 0, 2, -1])
  }

  @Test("A parked pod wakes only on an event that the hint says helps")
  func events() throws {
    var queue = queue([(0, 0)])
    let pod = try pop(&queue)
    queue.reject(pod, by: Self.plugin, at: Self.second(0.5), hint: Self.always)
    #expect(queue[pod]?.place == .unschedulable)
    queue.handle(Self.departure, at: Self.second(1), hint: Self.never)
    #expect(queue[pod]?.place == .unschedulable)
    queue.handle(Self.departure, at: Self.second(0.9), hint: Self.always)
    #expect(queue[pod]?.place == .backoff(isError: false))
    queue.flushBackoff(at: Self.second(1))
    #expect(queue[pod]?.place == .backoff(isError: false), "the second of its end belongs to it")
    queue.flushBackoff(at: Self.second(2))
    #expect(queue[pod]?.place == .active)
    #expect(queue[pod]?.cause.name == "AssignedPodDelete")
  }

  @Test("A pod whose wait has passed goes straight to the active queue")
  func passedWait() throws {
    var queue = queue([(0, 0)])
    let pod = try pop(&queue)
    queue.reject(pod, by: Self.plugin, at: .zero, hint: Self.always)
    queue.handle(.nodeAdded(Self.node), at: Self.second(2), hint: Self.always)
    #expect(queue[pod]?.place == .active)
  }

  @Test("Events that came while a pod was scheduled count when it fails")
  func missedEvents() throws {
    var queue = queue([(0, 0), (1, 0)])
    queue.handle(Self.departure, at: .zero, hint: Self.always)
    let first = try pop(&queue)
    queue.reject(first, by: Self.plugin, at: .zero, hint: Self.always)
    #expect(queue[first]?.place == .unschedulable)
    let second = try pop(&queue)
    queue.handle(Self.departure, at: .zero, hint: Self.always)
    queue.reject(second, by: Self.plugin, at: .zero, hint: Self.always)
    #expect(queue[second]?.place == .backoff(isError: false))
  }

  @Test("Waiting pods are taken early when nothing else is to do, but not after errors")
  func earlyPop() throws {
    var queue = queue([(0, 0), (1, 5)])
    let failed = try pop(&queue)
    queue.fail(failed, at: .zero)
    let rejected = try pop(&queue)
    queue.handle(Self.departure, at: .zero, hint: Self.always)
    queue.reject(rejected, by: Self.plugin, at: .zero, hint: Self.always)
    #expect(queue[rejected]?.place == .backoff(isError: false))
    #expect(queue.pop() == rejected)
    #expect(queue.pop() == nil)
    let flush = queue.nextBackoffFlush()
    #expect(flush == Self.second(2))
    queue.flushBackoff(at: Self.second(2))
    #expect(queue.pop() == failed)
  }

  @Test("A pod that was rejected comes behind its peers")
  func behindPeers() throws {
    var queue = queue([(0, 0), (1, 0)])
    let first = try pop(&queue)
    queue.reject(first, by: Self.plugin, at: Self.second(3), hint: Self.always)
    queue.add(PodID(2), Self.kind, priority: 0, isGated: false, at: Self.second(4))
    queue.handle(Self.departure, at: Self.second(9), hint: Self.always)
    #expect((0..<3).map { _ in queue.pop()?.row ?? -1 } == [1, 0, 2])
  }

  @Test("Pods parked for more than five minutes are moved")
  func timeout() throws {
    var queue = queue([(0, 0)])
    let pod = try pop(&queue)
    queue.reject(pod, by: Self.plugin, at: .zero, hint: Self.always)
    queue.flushUnschedulable(at: Self.second(300))
    #expect(queue[pod]?.place == .unschedulable)
    queue.flushUnschedulable(at: Self.second(330))
    #expect(queue[pod]?.place == .active)
  }

  @Test("Gated pods stay outside until their gates are gone; removed pods are never taken")
  func gates() {
    var queue = SchedulingQueue()
    queue.add(PodID(0), Self.kind, priority: 0, isGated: true, at: .zero)
    queue.add(PodID(1), Self.kind, priority: 0, isGated: false, at: Self.second(1))
    queue.add(PodID(2), Self.kind, priority: 5, isGated: false, at: Self.second(1))
    queue.remove(PodID(2))
    #expect(queue.counts.gated == 1 && queue.counts.active == 1)
    queue.handle(Self.departure, at: Self.second(2), hint: Self.always)
    #expect(queue[PodID(0)]?.place == .gated)
    queue.update(
      PodID(0), QueuedPod.Kind(PodTemplateID(1)), isGated: false, changes: [], at: Self.second(2),
      hint: Self.always)
    // It came first, and keeps its place.
    #expect((0..<3).map { _ in queue.pop()?.row ?? -1 } == [0, 1, -1])
  }

  @Test("Without early popping a wait ends on the second after it has passed")
  func unalignedWaits() throws {
    var settings = QueueSettings()
    settings.popsFromBackoff = false
    var queue = SchedulingQueue(settings)
    queue.add(PodID(0), Self.kind, priority: 0, isGated: false, at: .zero)
    let pod = try pop(&queue)
    queue.reject(pod, by: Self.plugin, at: Self.second(0.5), hint: Self.always)
    queue.handle(Self.departure, at: Self.second(0.6), hint: Self.always)
    #expect(queue.pop() == nil)
    let flush = queue.nextBackoffFlush()
    #expect(flush == Self.second(2))
    queue.flushBackoff(at: Self.second(1))
    #expect(queue[pod]?.place == .backoff(isError: false))
    queue.flushBackoff(at: Self.second(2))
    #expect(queue.pop() == pod)
  }

  @Test("While the deletions that make room for a pod are asked for, nothing wakes it")
  func preemptionGate() throws {
    var queue = queue([(0, 0)])
    let pod = try pop(&queue)
    queue.setPreempting(pod, true)
    queue.handle(Self.departure, at: .zero, hint: Self.always)
    queue.reject(pod, by: Self.plugin, at: .zero, hint: Self.always)
    queue.handle(Self.departure, at: Self.second(2), hint: Self.always)
    #expect(queue[pod]?.place == .unschedulable)
    queue.setPreempting(pod, false)
    queue.handle(Self.departure, at: Self.second(3), hint: Self.always)
    #expect(queue.pop() == pod)
  }

  @Test("A pod that was held back hears of nothing but pods that go, and has no time limit")
  func heldBack() throws {
    var queue = queue([(0, 0)])
    let pod = try pop(&queue)
    queue.setPreempting(pod, true)
    queue.reject(pod, by: Self.plugin, at: .zero, hint: Self.always)
    queue.setPreempting(pod, false)
    queue.handle(.nodeAdded(Self.node), at: Self.second(2), hint: Self.always)
    #expect(queue.pop() == pod, "nothing had tried to wake it while it was gated")
    queue.setPreempting(pod, true)
    queue.handle(.nodeAdded(Self.node), at: Self.second(2), hint: Self.always)
    queue.reject(pod, by: Self.plugin, at: Self.second(2), hint: Self.always)
    queue.setPreempting(pod, false)
    queue.handle(.nodeAdded(Self.node), at: Self.second(3), hint: Self.always)
    queue.flushUnschedulable(at: Self.second(990))
    #expect(queue[pod]?.place == .unschedulable)
    queue.handle(Self.departure, at: Self.second(991), hint: Self.always)
    #expect(queue.pop() == pod)
  }

  @Test("A pod whose victims are gone already is made active, at once or when it has failed")
  func forcedActivation() throws {
    var queue = queue([(0, 0)])
    let pod = try pop(&queue)
    queue.forceActivation(of: pod)
    queue.reject(pod, by: Self.plugin, at: .zero, hint: Self.never)
    #expect(queue[pod]?.place == .backoff(isError: false))
    queue.forceActivation(of: pod)
    #expect(queue[pod]?.place == .active && queue[pod]?.cause == .forcedActivation)
  }

  @Test("An event for lower priorities passes the higher ones by, but is kept for pods in flight")
  func priorityLimit() throws {
    var queue = queue([(0, 0), (1, 5)])
    let (high, low) = (try pop(&queue), try pop(&queue))
    queue.reject(high, by: Self.plugin, at: .zero, hint: Self.never)
    queue.handle(Self.departure, atMost: 0, at: Self.second(5), hint: Self.always)
    #expect(queue[high]?.place == .unschedulable)
    queue.reject(low, by: Self.plugin, at: Self.second(5), hint: Self.always)
    #expect(queue[low]?.place == .backoff(isError: false))
    let next = try pop(&queue)
    #expect(next == low)
    queue.handle(Self.departure, atMost: -1, at: Self.second(6), hint: Self.always)
    queue.reject(low, by: Self.plugin, at: Self.second(6), hint: Self.always)
    #expect(queue[low]?.place == .backoff(isError: false))
  }

  @Test("An event about a pod that waits is judged for it apart from those alike")
  func ownEvent() throws {
    var queue = queue([(0, 0), (1, 0), (2, 0)])
    for _ in 0..<3 {
      queue.reject(try pop(&queue), by: Self.plugin, at: .zero, hint: Self.never)
    }
    let own = ClusterEvent.assignedPodDeleted(
      PodFacts(PodID(1), template: PodTemplateID(0), isAssigned: false, isNominated: true))
    queue.handle(own, at: Self.second(5)) { $3 == PodID(1) && $2 == Self.plugin && $0.pod == $3 }
    #expect((0..<3).map { queue[PodID($0)]?.place == .active } == [false, true, false])
  }

  @Test("A parked pod that changes is judged as what it is now")
  func changedKind() throws {
    var queue = queue([(0, 0), (1, 0)])
    for _ in 0..<2 {
      queue.reject(try pop(&queue), by: Self.plugin, at: .zero, hint: Self.never)
    }
    let other = QueuedPod.Kind(PodTemplateID(1))
    queue.update(
      PodID(0), other, isGated: false, changes: [], at: Self.second(1), hint: Self.never)
    queue.handle(Self.departure, at: Self.second(5)) { _, kind, _, _ in kind == Self.kind }
    #expect(queue[PodID(0)]?.place == .unschedulable && queue[PodID(1)]?.place == .active)
    queue.handle(Self.departure, at: Self.second(5)) { _, kind, _, _ in kind == other }
    #expect(queue[PodID(0)]?.place == .active)
  }

  @Test("Errors back off on their own count, which a rejection resets")
  func errorCount() throws {
    var queue = queue([(0, 0)])
    for (failure, wait) in [(1, 2.0), (2, 3.0), (3, 5.0)] {
      let pod = try pop(&queue)
      queue.fail(pod, at: .zero)
      #expect(queue[pod]?.errors == Int32(failure))
      let flush = queue.nextBackoffFlush()
      #expect(flush == Self.second(wait))
      queue.flushBackoff(at: Self.second(wait))
    }
    let pod = try pop(&queue)
    queue.reject(pod, by: Self.plugin, at: .zero, hint: Self.always)
    #expect(queue[pod]?.errors == 0 && queue[pod]?.rejections == 1)
  }

  private static let node = NodeFacts(
    NodeRecord(
      name: .empty, pool: .empty, labels: .empty, capacity: .zero, allocatable: .zero,
      allocatablePods: 1, created: .zero))

  @Test("Without retries a pod that was turned down stays parked, whatever happens")
  func noRetries() throws {
    var settings = QueueSettings()
    settings.retriesRejected = false
    var queue = SchedulingQueue(settings)
    for id in 0..<2 {
      queue.add(PodID(id), Self.kind, priority: 0, isGated: false, at: .zero)
    }
    let first = try pop(&queue)
    queue.handle(Self.departure, at: .zero, hint: Self.always)
    queue.reject(first, by: Self.plugin, at: .zero, hint: Self.always)
    #expect(queue.counts.unschedulable == 1)
    #expect(!queue.heedsEvents)
    #expect(queue.nextUnschedulableFlush(after: .zero) == nil)
    // What went wrong in another way is tried again.
    let second = try pop(&queue)
    queue.fail(second, at: .zero)
    queue.flushBackoff(at: Self.second(60))
    #expect(try pop(&queue) == second)
  }
}
