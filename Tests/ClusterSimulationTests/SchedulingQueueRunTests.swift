import ClusterSimulation
import ClusterState
import KubernetesObjects
import SimulationEngine
import Testing

/// The modern scheduling queue in a run: when pods that wait are tried again.
@Suite("Scheduling queue in a run")
struct SchedulingQueueRunTests {
  @Test("without nodes a pod is tried again after 1, 2, 4, 8, 10 and 10 s, on the next second")
  func backOff() throws {
    var run = SchedulingRun(nodes: 0, until: 50)
    run.create(SchedulingRun.pod("lone"))
    let attempts = try run.outcome().attempts("lone")
    // The first is at 5 ms, and each ends a millisecond later; the fractions are dropped, and the
    // second that is left still belongs to the wait.
    #expect(attempts == [0.005, 2, 5, 10, 19, 30, 41])
  }

  @Test("the settings of the pauses are heeded")
  func settings() throws {
    var run = SchedulingRun(nodes: 0, until: 20)
    run.configuration.controlPlane.scheduler.initialBackoff = .seconds(3)
    run.configuration.controlPlane.scheduler.maximumBackoff = .seconds(4)
    run.create(SchedulingRun.pod("lone"))
    #expect(try run.outcome().attempts("lone") == [0.005, 4, 9, 14, 19])
  }

  @Test(
    "labels that change while a pod is being bound, unseen by the watch, do no harm",
    arguments: [false, true])
  func labelsChangeDuringBinding(bindsWithinCycle: Bool) throws {
    var run = SchedulingRun(until: 30)
    run.configuration.controlPlane.watchLatency = .seconds(6)
    run.configuration.controlPlane.scheduler.bindLatency = .seconds(5)
    run.configuration.controlPlane.scheduler.bindsWithinCycle = bindsWithinCycle
    run.create(SchedulingRun.pod("lone"))
    run.act(.labelPods(Self.pod("lone"), [("app", "other")]), at: 7)
    #expect(try run.outcome().bound("lone") == 11.001)
  }

  @Test("a pod that fits nowhere sleeps through what cannot help, and wakes on what can")
  func wakesOnHelpOnly() throws {
    var run = SchedulingRun(until: 100)
    run.create(SchedulingRun.pod("big", milliCPU: 2000))
    run.create(SchedulingRun.pod("small", milliCPU: 100), at: 10)
    run.act(.labelNodes(.node("worker-0"), [("disk", "ssd")]), at: 20)
    run.act(.cordon(.node("worker-0")), at: 30)
    run.act(.uncordon(.node("worker-0")), at: 35)
    run.act(.join(pool: "worker", count: 1), at: 40)
    run.act(.delete(Self.pod("small"), grace: .zero), at: 50)
    run.act(.join(pool: "large", count: 1), at: 60)
    let outcome = run.outcome()
    let attempts = try outcome.attempts("big")
    // The taint of a cordon may have hidden a node from it: both its ends wake the pod.
    #expect(attempts.filter { $0 < 30 || $0 > 36 } == [0.005, 50.005, 60.005])
    #expect(attempts.contains(35.005))
    #expect(try outcome.bound("big") != nil)
  }

  @Test("a pod without its label wakes when a node gets it")
  func wakesOnLabel() throws {
    var run = SchedulingRun(nodes: 2, until: 60)
    run.create(
      SchedulingRun.pod("picky", milliCPU: 100) { $0.spec.nodeSelector = ["disk": "ssd"] })
    run.create(SchedulingRun.pod("other", milliCPU: 100), at: 10)
    run.act(.delete(Self.pod("other"), grace: .zero), at: 20)
    run.act(.labelNodes(.node("worker-0"), [("disk", "hdd")]), at: 30)
    run.act(.labelNodes(.node("worker-1"), [("disk", "ssd")]), at: 40)
    #expect(try run.outcome().attempts("picky") == [0.005, 40.005])
  }

  @Test("a pod that nothing helps is tried again after five minutes, at the half minute")
  func fiveMinutes() throws {
    var run = SchedulingRun(until: 700)
    run.create(SchedulingRun.pod("big", milliCPU: 2000), at: 10)
    #expect(try run.outcome().attempts("big") == [10.005, 330, 660])
    run.configuration.controlPlane.scheduler.unschedulableTimeout = .seconds(60)
    #expect(try run.outcome().attempts("big").prefix(3) == [10.005, 90, 180])
  }

  @Test("among pods that wait, the higher priority goes first, then who came first")
  func priorityOrder() throws {
    var run = SchedulingRun(nodes: 1)
    run.create(SchedulingRun.pod("holder", priority: 100))
    for (name, priority) in [("a", 0), ("b", 5), ("c", 0), ("d", 5)] {
      run.create(
        SchedulingRun.pod(name, milliCPU: 300, priority: Int32(priority)) {
          $0.spec.preemptionPolicy = .never
        }, at: 5)
    }
    run.act(.delete(Self.pod("holder"), grace: .zero), at: 20)
    #expect(run.outcome().order() == ["holder", "b", "d", "a"])
  }

  @Test("a pod behind a gate is not tried until the gate is gone, and keeps its place")
  func gates() throws {
    var run = SchedulingRun()
    var gate = PodSchedulingGate()
    gate.name = "example.org/quota"
    let gated = SchedulingRun.pod("gated", milliCPU: 100) { $0.spec.schedulingGates = [gate] }
    run.create(gated)
    var open = gated
    open.spec.schedulingGates = []
    run.create(open, at: 30)
    let outcome = run.outcome()
    #expect(try outcome.attempts("gated") == [30.005])
    #expect(try outcome.bound("gated") != nil)
    #expect(outcome.recording.queueSamples.allSatisfy { $0.active == 0 && $0.unschedulable == 0 })
  }

  @Test("a profile without the plugin SchedulingGates heeds no gates")
  func disabledGates() throws {
    var run = SchedulingRun(until: 30)
    var profile = KubeSchedulerProfile()
    var plugin = Plugin()
    plugin.name = "SchedulingGates"
    profile.plugins[.preEnqueue].disabled = [plugin]
    var rules = KubeSchedulerConfiguration()
    rules.profiles = [profile]
    run.configuration.scheduling.rules = .configuration(rules)
    var gate = PodSchedulingGate()
    gate.name = "example.org/quota"
    run.create(SchedulingRun.pod("gated", milliCPU: 100) { $0.spec.schedulingGates = [gate] })
    #expect(try run.outcome().attempts("gated") == [0.005])
  }

  @Test("with nothing else to do a pod is tried before its pause is over, unless that is off")
  func earlyPop() throws {
    var run = SchedulingRun(nodes: 1, until: 60)
    run.create(SchedulingRun.pod("holder", milliCPU: 800, priority: 100))
    run.create(SchedulingRun.pod("small", milliCPU: 100, priority: 100))
    run.create(SchedulingRun.pod("big"), at: 10.2)
    run.act(.delete(Self.pod("small"), grace: .zero), at: 10.4)
    #expect(try run.outcome().attempts("big") == [10.205, 10.405])
    run.configuration.controlPlane.scheduler.popsFromBackoff = false
    #expect(try run.outcome().attempts("big") == [10.205, 12])
  }

  @Test("what happens while a pod is being tried counts when it fails")
  func missedEvents() throws {
    var run = SchedulingRun(nodes: 1, until: 60)
    run.configuration.controlPlane.scheduler.cycleLatency = .seconds(2)
    run.create(SchedulingRun.pod("holder", priority: 100))
    run.create(SchedulingRun.pod("next"), at: 10)
    run.act(.delete(Self.pod("holder"), grace: .zero), at: 11)
    let outcome = run.outcome()
    #expect(try outcome.attempts("next").count == 2)
    #expect(try outcome.attempts("next")[1] < 13)
  }

  @Test("a refused binding is an error: the pod pauses, and others get the room at once")
  func refusedBinding() throws {
    var run = SchedulingRun(nodes: 1, until: 60)
    run.configuration.controlPlane.scheduler.bindLatency = .seconds(1)
    run.create(SchedulingRun.pod("first"), at: 10)
    run.create(SchedulingRun.pod("second"), at: 10.1)
    run.act(.leave(.node("worker-0")), at: 10.5)
    run.act(.join(pool: "worker", count: 1), at: 20)
    let outcome = run.outcome()
    #expect(outcome.events("FailedScheduling").contains("Binding rejected"))
    #expect(try outcome.attempts("first").count > 1)
    #expect(outcome.order().first != nil)
  }

  @Test("a pod that is deleted while it waits is never tried again")
  func deletedPods() throws {
    var run = SchedulingRun(nodes: 1, until: 60)
    run.create(SchedulingRun.pod("big", milliCPU: 2000))
    run.act(.delete(Self.pod("big"), grace: nil), at: 10)
    run.act(.join(pool: "large", count: 1), at: 20)
    #expect(try run.outcome().attempts("big") == [0.005])
  }

  @Test("the samples tell the places of the queue")
  func samples() throws {
    var run = SchedulingRun(nodes: 1, until: 10)
    run.configuration.samplePeriod = .seconds(5)
    for number in 0..<3 { run.create(SchedulingRun.pod("big-\(number)", milliCPU: 2000)) }
    let sample = try #require(run.outcome().recording.queueSamples.last)
    #expect(sample.unschedulable == 3 && sample.active == 0 && sample.backOff == 0)
  }

  private static func pod(_ name: String) -> ObjectTarget {
    .named(kind: "Pod", namespace: "default", name: name)
  }
}
