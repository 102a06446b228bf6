import ClusterState
import Scheduling
import SimulationEngine
import Testing

@Suite("The scheduling queue against a plain list")
struct SchedulingQueueModelTests {
  @Test("any sequence of operations leaves every pod in the same place and takes the same pods")
  func equalsPlainList() {
    for seed in UInt64(1)...40 {
      var run = Run(seed: seed)
      for step in 0..<600 {
        if let problem = run.step() {
          Issue.record("seed \(seed), step \(step): \(problem)")
          break
        }
      }
      #expect(run.wakeUps > 15, "seed \(seed) wakes few pods")
    }
  }

  /// Both queues under the same random operations.
  private struct Run {
    private var random: RandomStream
    private var queue = SchedulingQueue()
    private var plain = PlainQueue()
    private var now = SimulationTime.zero
    private var podCount = 0
    private var flushed: Int64 = 0
    private(set) var wakeUps = 0

    init(seed: UInt64) { random = RandomStream(seed: seed, name: "queue") }

    /// Does something to both; returns where they part.
    mutating func step() -> String? {
      advance()
      let before = queue.counts.unschedulable
      switch random.index(below: 12) {
      case 0, 1, 2: add()
      case 3, 4, 5, 6: if let problem = take() { return problem }
      case 7: remove()
      case 8: ungate()
      case 9: gatePreemptor()
      default:
        let event = event()
        queue.handle(event, at: now, hint: Self.helps)
        plain.handle(event, at: now, Self.helps)
        wakeUps += before - queue.counts.unschedulable
      }
      return difference()
    }

    private mutating func advance() {
      now += .milliseconds(Int64(random.index(below: random.index(below: 40) == 0 ? 90_000 : 700)))
      for second in (flushed + 1)...max(flushed + 1, now.microseconds / 1_000_000)
      where second * 1_000_000 <= now.microseconds {
        flushed = second
        queue.flushBackoff(at: .seconds(second))
        plain.flush(at: .seconds(second))
        guard second % 30 == 0 else { continue }
        queue.flushUnschedulable(at: .seconds(second))
        plain.flushUnschedulable(at: .seconds(second))
      }
    }

    private mutating func add() {
      let pod = PodID(podCount)
      podCount += 1
      let template = PodTemplateID(random.index(below: 4))
      let priority = Int32(template.row / 2)
      let isGated = random.index(below: 6) == 0
      queue.add(pod, template: template, priority: priority, isGated: isGated, at: now)
      plain.add(pod, template, priority: priority, isGated: isGated, at: now)
    }

    /// Takes a pod, lets something happen, and lets it fail or leave.
    private mutating func take() -> String? {
      let pod = queue.pop()
      let expected = plain.pop()
      guard pod == expected else { return "took \(pod?.row ?? -1), not \(expected?.row ?? -1)" }
      guard let pod else { return nil }
      for _ in 0..<random.index(below: 3) {
        let event = event()
        queue.handle(event, at: now, hint: Self.helps)
        plain.handle(event, at: now, Self.helps)
      }
      switch random.index(below: 8) {
      case 0:
        queue.remove(pod)
        plain.remove(pod)
      case 1:
        queue.fail(pod, at: now)
        plain.fail(pod, at: now)
      default:
        let sets: [RejectingPlugins] = [
          .nodeResourcesFit, .nodeAffinity, [.nodeResourcesFit, .taintToleration], .other,
        ]
        let plugins = sets[random.index(below: sets.count)]
        queue.reject(pod, by: plugins, at: now, hint: Self.helps)
        plain.reject(pod, by: plugins, at: now, Self.helps)
      }
      return nil
    }

    private mutating func anyPod() -> PodID? {
      plain.pods.isEmpty ? nil : plain.pods[random.index(below: plain.pods.count)].id
    }

    private mutating func remove() {
      guard let pod = anyPod() else { return }
      queue.remove(pod)
      plain.remove(pod)
    }

    private mutating func ungate() {
      guard let pod = plain.pods.first(where: { $0.place == .gated }) else { return }
      queue.update(
        pod.id, template: pod.template, isGated: false, changes: [], at: now, hint: Self.helps)
      plain.ungate(pod.id)
    }

    private mutating func gatePreemptor() {
      guard let pod = anyPod() else { return }
      let isPreempting = random.index(below: 3) == 0
      queue.setPreempting(pod, isPreempting)
      plain.setPreempting(pod, isPreempting)
    }

    private mutating func event() -> ClusterEvent {
      let template = PodTemplateID(random.index(below: 4))
      switch random.index(below: 8) {
      case 0: return .wildcard
      case 1: return .nodeAdded(Self.node)
      case 2: return .nodeTaintsChanged(from: Self.node, to: Self.node)
      case 3: return .storageChanged
      default: return .podGone(template)
      }
    }

    private static let node = NodeFacts(
      NodeRecord(
        name: .empty, pool: .empty, labels: .empty, capacity: .zero, allocatable: .zero,
        allocatablePods: 1, created: .zero))

    /// A pod that goes helps those of the next template.
    private static func helps(
      _ event: ClusterEvent, _ template: PodTemplateID, _ plugins: RejectingPlugins
    ) -> Bool {
      guard case .podGone(let other) = event else { return plugins != .nodeAffinity }
      return other.row == (template.row + 1) % 4
    }

    private func difference() -> String? {
      guard queue.count == plain.pods.count else {
        return "\(queue.count) pods, not \(plain.pods.count)"
      }
      for pod in plain.pods where queue[pod.id]?.place != pod.place {
        let place = queue[pod.id].map { "\($0.place)" } ?? "nowhere"
        return "pod \(pod.id.row) is \(place), not \(pod.place)"
      }
      return nil
    }
  }
}
