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
      switch random.index(below: 13) {
      case 0, 1, 2: add()
      case 3, 4, 5, 6: if let problem = take() { return problem }
      case 7: remove()
      case 8: ungate()
      case 9: gatePreemptor()
      case 10: forceActivation()
      default:
        let event = event()
        let priority = Int32(random.index(below: 3) == 0 ? 0 : 9)
        queue.handle(event, atMost: priority, at: now, hint: Self.helps)
        plain.handle(event, atMost: priority, at: now, Self.helps)
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
      let kind = QueuedPod.Kind(template, individual: random.index(below: 9) == 0 ? pod : .absent)
      let priority = Int32(template.row / 2)
      let isGated = random.index(below: 6) == 0
      queue.add(pod, kind, priority: priority, isGated: isGated, at: now)
      plain.add(pod, kind, priority: priority, isGated: isGated, at: now)
    }

    /// Takes a pod, lets something happen, and lets it fail or leave.
    private mutating func take() -> String? {
      let pod = queue.pop()
      let expected = plain.pop()
      guard pod == expected else { return "took \(pod?.row ?? -1), not \(expected?.row ?? -1)" }
      guard let pod else { return nil }
      for _ in 0..<random.index(below: 3) {
        let event = event()
        queue.handle(event, atMost: 0, at: now, hint: Self.helps)
        plain.handle(event, atMost: 0, at: now, Self.helps)
      }
      switch random.index(below: 8) {
      case 0:
        queue.remove(pod)
        plain.remove(pod)
      case 1:
        queue.fail(pod, at: now)
        plain.fail(pod, at: now)
      default:
        let plugins = RejectingPlugins(rawValue: UInt64(1 + random.index(below: 3)))
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
      queue.update(pod.id, pod.kind, isGated: false, changes: [], at: now, hint: Self.helps)
      plain.ungate(pod.id)
    }

    private mutating func gatePreemptor() {
      guard let pod = anyPod() else { return }
      let isPreempting = random.index(below: 3) == 0
      queue.setPreempting(pod, isPreempting)
      plain.setPreempting(pod, isPreempting)
    }

    private mutating func forceActivation() {
      guard let pod = anyPod() else { return }
      queue.forceActivation(of: pod)
      plain.forceActivation(pod)
    }

    /// An event of a node, of a pod that is in no queue, or of one that waits.
    private mutating func event() -> ClusterEvent {
      let template = PodTemplateID(random.index(below: 4))
      switch random.index(below: 8) {
      case 0, 1: return .nodeAdded(Self.node)
      case 2: return .node(.updateNodeTaint, from: Self.node, to: Self.node)
      case 3:
        let pod = anyPod() ?? PodID(900_000)
        return .assignedPodDeleted(PodFacts(pod, template: template, isAssigned: false))
      default:
        return .assignedPodDeleted(PodFacts(PodID(900_000), template: template, isAssigned: true))
      }
    }

    private static let node = NodeFacts(
      NodeRecord(
        name: .empty, pool: .empty, labels: .empty, capacity: .zero, allocatable: .zero,
        allocatablePods: 1, created: .zero))

    /// A pod that goes helps those of the next template, and itself; a node those that the first
    /// plugin turned down.
    private static func helps(
      _ event: ClusterEvent, _ kind: QueuedPod.Kind, _ plugins: RejectingPlugins, _ pod: PodID
    ) -> Bool {
      guard case .pod(let change) = event.subject, let other = change.old else {
        return plugins.contains(RejectingPlugins(place: 0))
      }
      return other.pod == pod || other.template.row == (kind.template.row + 1) % 4
    }

    private func difference() -> String? {
      guard queue.count == plain.pods.count else {
        return "\(queue.count) pods, not \(plain.pods.count)"
      }
      for pod in plain.pods {
        let known = queue[pod.id]
        guard known?.place == pod.place else {
          let place = known.map { "\($0.place)" } ?? "nowhere"
          return "pod \(pod.id.row) is \(place), not \(pod.place)"
        }
        guard known?.cause == pod.cause else {
          return "pod \(pod.id.row) was woken by \(known?.cause.name ?? ""), not \(pod.cause.name)"
        }
      }
      return nil
    }
  }
}
