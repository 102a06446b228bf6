import ClusterSimulation
import ClusterState
import KubernetesObjects
import NodeAgents
import SimulationEngine
import StructuredText
import TestSupport
import Testing

/// Preemption from the decision to the binding.
@Suite("Preemption in a run")
struct PreemptionRunTests {
  @Test("the victim goes with its grace, and the preemptor follows when it is gone")
  func victimsGrace() throws {
    var run = SchedulingRun(until: 120)
    run.create(SchedulingRun.pod("low", grace: 20))
    run.configuration.behaviors = [Self.slowShutdown]
    run.create(SchedulingRun.pod("high", priority: 10), at: 30)
    let outcome = run.outcome()
    #expect(outcome.evictions() == ["low: preemption"])
    let victim = try outcome.pod("low").record
    #expect(victim.isPreempted)
    let asked = try #require(SchedulingRun.Outcome.seconds(victim.deletionRequested))
    let gone = try #require(SchedulingRun.Outcome.seconds(victim.removed))
    #expect(asked > 30 && asked < 30.1 && gone >= asked + 20)
    // The room is there when the object is gone: the watch's delivery wakes the pod.
    let bound = try #require(try outcome.bound("high"))
    #expect(bound > gone && bound < gone + 0.1)
    #expect(try outcome.attempts("high").count == 2)
    let preemptor = try outcome.pod("high").id.row + 1
    #expect(
      outcome.events("Preempted") == ["Preempted by pod \(preemptor) on node worker-0"])
    #expect(
      outcome.events("FailedScheduling")
        == ["0/1 nodes are available: 1 Insufficient cpu."])
  }

  @Test("the nomination holds the room against a later pod of lower priority")
  func nominationHoldsRoom() throws {
    var run = SchedulingRun(until: 120)
    run.configuration.behaviors = [Self.slowShutdown]
    run.create(
      SchedulingRun.pod("low-1", milliCPU: 500, grace: 30),
      SchedulingRun.pod("low-2", milliCPU: 500, grace: 5))
    run.create(SchedulingRun.pod("high", priority: 10), at: 30)
    // At 40 s half of the node is free, but promised.
    run.create(SchedulingRun.pod("later", milliCPU: 500, priority: 5), at: 40)
    let outcome = run.outcome()
    #expect(try outcome.bound("high") != nil)
    #expect(try outcome.bound("later") == nil)
    #expect(outcome.order().last == "high")
    #expect(try outcome.pod("low-2").record.isCutShort)
  }

  @Test("a pod of a higher priority takes over the node, and the other loses its nomination")
  func renomination() throws {
    var run = SchedulingRun(nodes: 1, until: 200)
    run.configuration.behaviors = [Self.slowShutdown]
    run.create(SchedulingRun.pod("low", grace: 40))
    run.create(SchedulingRun.pod("middle", priority: 5), at: 30)
    run.create(SchedulingRun.pod("high", priority: 10), at: 40)
    var simulation = Simulation(run.configuration)
    simulation.run(until: .seconds(35))
    let outcome = run.outcome()
    let middle = try outcome.pod("middle").id
    #expect(simulation.state.cluster.pods[middle].nominatedNode == NodeID(0))
    simulation.run(until: .seconds(45))
    #expect(!simulation.state.cluster.pods[middle].nominatedNode.isPresent)
    #expect(outcome.order().last == "high")
    #expect(try outcome.bound("middle") == nil)
  }

  @Test("a budget is respected where there is another choice, and violated where there is none")
  func budgets() throws {
    var run = SchedulingRun(nodes: 2, until: 120)
    var budget = PodDisruptionBudget()
    budget.metadata = ObjectMeta(name: "guarded", namespace: "default")
    budget.spec.selector = LabelSelector(matching: ["app": "guarded"])
    budget.spec.minAvailable = 1
    run.configuration.initialObjects.append(budget)
    // The guarded pod is the cheaper victim by priority.
    run.create(
      SchedulingRun.pod("guarded", priority: 1, app: "guarded"),
      SchedulingRun.pod("open", priority: 2, app: "open"))
    run.create(SchedulingRun.pod("high", priority: 10), at: 30)
    #expect(run.outcome().evictions() == ["open: preemption"])
    run.create(SchedulingRun.pod("second", priority: 10), at: 100)
    #expect(run.outcome().evictions() == ["open: preemption", "guarded: preemption"])
  }

  @Test("a pod that never preempts waits for room in front of pods of lower priority")
  func neverPreempts() throws {
    var run = SchedulingRun(nodes: 1, until: 120)
    run.create(SchedulingRun.pod("low"))
    run.create(SchedulingRun.pod("lower"), at: 10)
    run.create(
      SchedulingRun.pod("polite", priority: 10) { $0.spec.preemptionPolicy = .never }, at: 20)
    let deletion = ObjectTarget.named(kind: "Pod", namespace: "default", name: "low")
    run.act(.delete(deletion, grace: .zero), at: 30)
    let outcome = run.outcome()
    #expect(outcome.order() == ["low", "polite"])
    #expect(outcome.evictions() == ["low: delete"])
  }

  @Test("the documentation's example of preemptionPolicy Never holds")
  func workedExample() throws {
    guard let bytes = try SharedFolder.bytes("cases/worked-examples.json") else { return }
    let cases = try #require(try JSONReader.read(bytes, file: "worked-examples.json")["cases"])
    let example = try #require(cases.elements.first { $0["id"]?.text == "preempt-never" })
    let (input, expected) = (example["input"]?["priorityclass"], example["expected"])
    let value = try #require(Int32(input?["value"]?.text ?? ""))
    let policy = try #require(PreemptionPolicy(rawValue: input?["preemptionPolicy"]?.text ?? ""))
    var run = SchedulingRun(nodes: 1, until: 120)
    run.create(SchedulingRun.pod("low", grace: 0))
    run.create(SchedulingRun.pod("lower"), at: 10)
    run.create(
      SchedulingRun.pod("polite", priority: value, grace: 0) { $0.spec.preemptionPolicy = policy },
      at: 20)
    let deletion = ObjectTarget.named(kind: "Pod", namespace: "default", name: "low")
    run.act(.delete(deletion, grace: nil), at: 30)
    run.create(SchedulingRun.pod("highest", priority: value + 1), at: 60)
    let outcome = run.outcome()
    let victims = outcome.evictions().filter { $0 == "low: preemption" }
    #expect(victims.count == Int(expected?["victims"]?.text ?? ""))
    #expect(expected?["queue_order"]?.text == "ahead of lower priority pods")
    #expect(Array(outcome.order().prefix(2)) == ["low", "polite"])
    #expect(expected?["can_itself_be_preempted"]?.text == "true")
    #expect(outcome.evictions().last == "polite: preemption")
  }

  @Test("a preemptor that is deleted withdraws its nomination, and who it kept out moves in")
  func deletedPreemptor() throws {
    var run = SchedulingRun(nodes: 1, until: 200)
    run.configuration.behaviors = [Self.slowShutdown]
    run.create(
      SchedulingRun.pod("low-1", milliCPU: 500, grace: 5),
      SchedulingRun.pod("low-2", milliCPU: 500, grace: 100))
    run.create(SchedulingRun.pod("high", priority: 10), at: 30)
    run.create(SchedulingRun.pod("later", milliCPU: 500, priority: 5), at: 60)
    let deletion = ObjectTarget.named(kind: "Pod", namespace: "default", name: "high")
    run.act(.delete(deletion, grace: nil), at: 80)
    let bound = try #require(try run.outcome().bound("later"))
    #expect(bound > 80 && bound < 80.1)
  }

  @Test("a preemptor that is deleted before its nomination is written leaves no promise behind")
  func deletedBeforeNomination() throws {
    var promises = 0
    for delay in stride(from: 0.005, to: 0.009, by: 0.0005) {
      var run = SchedulingRun(nodes: 1, until: 60)
      run.create(SchedulingRun.pod("low", grace: 1))
      run.create(SchedulingRun.pod("high", priority: 10), at: 30)
      let deletion = ObjectTarget.named(kind: "Pod", namespace: "default", name: "high")
      run.act(.delete(deletion, grace: .zero), at: 30 + delay)
      run.create(SchedulingRun.pod("later"), at: 40)
      var simulation = Simulation(run.configuration)
      simulation.run(until: .seconds(50))
      let violation = simulation.violation?.description
      #expect(violation == nil, "deleted after \(delay) s")
      #expect(simulation.state.schedulerNominations.entries.isEmpty, "deleted after \(delay) s")
      guard violation == nil else { continue }
      let outcome = run.outcome()
      let wasWritten = try outcome.pod("high").record.nominatedNode.isPresent
      guard !outcome.evictions().isEmpty, !wasWritten else { continue }
      promises += 1
      #expect(try outcome.bound("later") != nil, "deleted after \(delay) s")
    }
    #expect(promises > 0, "no deletion fell between the decision and its write")
  }

  @Test("of equal victims the one that started later goes, as pods of a dump say themselves")
  func startOfADump() throws {
    var run = SchedulingRun(nodes: 3, until: 60)
    for (row, day) in [5, 9, 7].enumerated() {
      run.create(
        SchedulingRun.pod("low-\(row)") { pod in
          pod.spec.nodeName = "worker-\(row)"
          pod.status.startTime = Timestamp(seconds: Int64(day) * 86_400)
        })
    }
    run.create(SchedulingRun.pod("high", priority: 10), at: 30)
    #expect(run.outcome().evictions() == ["low-1: preemption"])
  }

  @Test("a pod has started when its kubelet took it, before its image came")
  func startBeforeImage() throws {
    var run = SchedulingRun(nodes: 2, until: 200)
    // Pulled for more than ten seconds.
    run.configuration.imageSizes.append(
      ImageSize(name: "registry.example/large:1", bytes: 2_000_000_000))
    run.create(
      SchedulingRun.pod("slow") { $0.spec.containers[0].image = "registry.example/large:1" })
    run.create(SchedulingRun.pod("quick"), at: 10)
    run.create(SchedulingRun.pod("high", priority: 10), at: 120)
    let outcome = run.outcome()
    let (slow, quick) = (try outcome.pod("slow").record, try outcome.pod("quick").record)
    #expect(slow.startTime < quick.startTime)
    #expect(outcome.evictions() == ["quick: preemption"])
  }

  @Test("all victims go before the last: the last one's deletion comes after the others'")
  func lastVictim() throws {
    var run = SchedulingRun(nodes: 1, until: 60)
    for number in 0..<4 {
      run.create(SchedulingRun.pod("low-\(number)", milliCPU: 250, grace: 0))
    }
    run.create(SchedulingRun.pod("high", priority: 10), at: 30)
    let outcome = run.outcome()
    let times = outcome.recording.evictions.map(\.time)
    #expect(times.count == 4 && times[0] == times[2] && times[3] > times[2])
    // Until the last deletion is asked for, at the instant of the others, nothing wakes the pod.
    let retry = try #require(try outcome.attempts("high").dropFirst().first)
    #expect(retry >= (SchedulingRun.Outcome.seconds(times[2]) ?? 0))
    #expect(try outcome.bound("high") != nil)
  }

  /// Containers that take as long to stop as they may.
  static var slowShutdown: BehaviorRule {
    var behavior = PodBehavior()
    do {
      behavior.shutdown = .constant(try ConstantDistribution(1000))
    } catch {
      preconditionFailure("\(error)")
    }
    return BehaviorRule(namespace: nil, labels: [:], kind: nil, behavior: behavior)
  }
}
