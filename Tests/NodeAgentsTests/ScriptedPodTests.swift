import ClusterState
import KubernetesObjects
import SimulationEngine
import Testing

@testable import NodeAgents

@Suite("Pods whose start, end and readiness the scenario says")
struct ScriptedPodTests {
  private static func after(_ seconds: Double) throws -> Distribution {
    .constant(try ConstantDistribution(seconds))
  }

  /// Kubelets that ask the runtime once a second.
  private static var run: KubeletTimeline {
    var settings = KubeletTimeline.settings
    settings.relistPeriod = .seconds(1)
    return KubeletTimeline(settings)
  }

  @Test("start replaces pull, sandbox and start, and readiness follows it")
  func start() throws {
    var run = Self.run
    let node = try run.node("left-0")
    var behavior = try PodBehavior.seconds(startup: 3)
    behavior.start = try Self.after(2.3)
    let pod = try run.pod("web", .of("big", "bigger"), on: node, behavior: behavior)
    run.run(to: .seconds(60))
    #expect(run.statuses(of: pod) == ["2.310 Running 0", "5.310 Running ready 0"])
    #expect(run.times(of: .pulling, pod).isEmpty)
  }

  @Test("without startup the pod is ready in the same status")
  func readyAtOnce() throws {
    var run = Self.run
    let node = try run.node("left-0")
    var behavior = PodBehavior()
    behavior.start = try Self.after(0.01)
    let pod = try run.pod("web", .of(), on: node, behavior: behavior)
    run.run(to: .seconds(60))
    #expect(run.statuses(of: pod) == ["0.020 Running ready 0"])
  }

  @Test("the kubelet learns of an exit at once, and starts again after a relist, then backs off")
  func restarts() throws {
    var run = Self.run
    let node = try run.node("left-0")
    var behavior = try PodBehavior.seconds(runtime: 4.5, fails: true)
    behavior.start = try Self.after(1)
    let pod = try run.pod("web", .of(), on: node, behavior: behavior)
    run.run(to: .seconds(30))
    #expect(
      run.statuses(of: pod) == [
        "1.010 Running ready 0", "5.510 Running 0", "6.510 Running ready 1", "11.010 Running 1",
        "21.010 Running ready 2", "25.510 Running 2",
      ])
  }

  @Test("restart says when the next run begins where no back-off is due")
  func restart() throws {
    var run = Self.run
    let node = try run.node("left-0")
    var behavior = try PodBehavior.seconds(runtime: 4, fails: true)
    behavior.start = try Self.after(1)
    behavior.restart = try Self.after(3)
    let pod = try run.pod("web", .of(), on: node, behavior: behavior)
    run.run(to: .seconds(9))
    #expect(
      run.statuses(of: pod) == [
        "1.010 Running ready 0", "5.010 Running 0", "8.010 Running ready 1",
      ])
  }

  @Test("a pod that never gets ready runs, unless a probe ends it")
  func neverReady() throws {
    var run = Self.run
    let node = try run.node("left-0")
    var behavior = PodBehavior()
    behavior.start = try Self.after(1)
    behavior.startup = .never
    let pod = try run.pod("web", .of(), on: node, behavior: behavior)
    let watched = try run.pod(
      "watched", PodSpec.of().first { $0.livenessProbe = .every(2) }, on: node,
      behavior: behavior)
    run.run(to: .zero + .milliseconds(6500))
    #expect(run.statuses(of: pod) == ["1.010 Running 0"])
    // Failures at 1, 3 and 5 s end the run; it stops at once.
    #expect(run.statuses(of: watched) == ["1.010 Running 0", "6.010 Running 1"])
  }

  @Test(
    "a pull that fails is tried after 10, 20, 40 … s, and the pod stays Pending",
    arguments: [(12.0, "ErrImagePull"), (22, "ImagePullBackOff"), (42, "ImagePullBackOff")])
  func failingPull(until: Double, reason: String) throws {
    var run = Self.run
    let node = try run.node("left-0")
    var behavior = PodBehavior()
    behavior.start = try Self.after(2)
    behavior.pull = .fails
    let pod = try run.pod("web", .of(), on: node, behavior: behavior)
    // A script tells of the first failure in the status, and of the others in events.
    run.run(to: SimulationTime(microseconds: Int64(until * 1e6) - 1))
    let told = run.kubelets.containers(of: pod).first?.state
    #expect(told == WaitReason(rawValue: reason).map { .waiting($0) })
    run.run(to: .seconds(100))
    #expect(run.statuses(of: pod).allSatisfy { $0.hasSuffix("Pending 0") })
    #expect(run.times(of: .errImagePull, pod) == ["2.000", "12.000", "32.000", "72.000"])
    #expect(run.times(of: .imagePullBackOff, pod) == ["12.000", "22.000", "42.000", "82.000"])
  }

  @Test("a failing pull asks the registry first where no start is said, and ends with the pod")
  func failingPullUnscripted() throws {
    var run = Self.run
    let node = try run.node("left-0")
    var behavior = PodBehavior()
    behavior.pull = .fails
    let pod = try run.pod("web", .of(), on: node, behavior: behavior)
    run.run(to: .seconds(5))
    // 50 ms to take it up, 300 ms for the sandbox, 1 s for the registry.
    #expect(run.times(of: .errImagePull, pod) == ["1.350"])
    run.delete(pod)
    run.run(to: .seconds(40))
    #expect(run.times(of: .errImagePull, pod) == ["1.350"])
    #expect(run.cluster.pods[pod].isRemoved)
  }

  @Test(
    "a container that stops in time has its own exit code, one that is cut off has 137",
    arguments: [(3.0, Int32(42), Int32(42)), (60, 42, 137), (0, 0, 0)])
  func stopExitCode(shutdown: Double, code: Int32, expected: Int32) throws {
    var run = Self.run
    let node = try run.node("left-0")
    var behavior = try PodBehavior.seconds(shutdown: shutdown)
    behavior.start = try Self.after(1)
    behavior.stopExitCode = code
    let pod = try run.pod("web", .of(), on: node, behavior: behavior)
    run.run(to: .seconds(5))
    run.delete(pod, grace: .seconds(10))
    run.run(to: .seconds(20))
    let row = run.kubelets.workers[pod.row].row(0)
    #expect(run.kubelets.containers[row].state == .exited(code: expected))
  }

  @Test("a program that is told to stop does no more work, so its stop is what ends it")
  func stopBeforeEnd() throws {
    var run = Self.run
    let node = try run.node("left-0")
    // It would fail at 5 s, is told to stop at 4 s, and takes 3 s for that.
    var behavior = try PodBehavior.seconds(runtime: 4, shutdown: 3, fails: true)
    behavior.start = try Self.after(1)
    let pod = try run.pod("web", .of(), on: node, behavior: behavior)
    run.run(to: .seconds(4))
    run.delete(pod)
    run.run(to: .seconds(6))
    let row = run.kubelets.workers[pod.row].row(0)
    #expect(run.kubelets.containers[row].state == .running)
    run.run(to: .seconds(20))
    #expect(run.kubelets.containers[row].state == .exited(code: 0))
    #expect(run.kubelets.containers[row].finished == .seconds(7))
  }

  @Test("containers by name differ from the others, init containers too")
  func containers() throws {
    var run = Self.run
    let node = try run.node("left-0")
    var behavior = try PodBehavior.seconds(startup: 1)
    behavior.start = try Self.after(1)
    var first = ContainerBehavior()
    first.runtime = try Self.after(5)
    var second = ContainerBehavior()
    second.startup = .after(try Self.after(4))
    behavior.containers = [.init("i0", first), .init("c1", second)]
    let pod = try run.pod("web", .of("a", "b", initImages: ["p"]), on: node, behavior: behavior)
    run.run(to: .seconds(30))
    // The init container runs from 1 to 6 s, the slower of the two is ready 4 s later.
    #expect(
      run.statuses(of: pod) == [
        "1.010 Pending 0", "6.010 Running 0", "10.010 Running ready 0",
      ])
  }

  @Test("readiness is denied until it is granted, and then it is there at once")
  func forcedReadiness() throws {
    var run = Self.run
    let node = try run.node("left-0")
    var behavior = try PodBehavior.seconds(startup: 100)
    behavior.start = try Self.after(1)
    let pod = try run.pod("web", .of(), on: node, behavior: behavior)
    run.run(to: .seconds(5))
    run.act { $0.setReadiness(of: pod, true, at: $1, actions: &$3) }
    run.run(to: .seconds(10))
    run.act { $0.setReadiness(of: pod, false, at: $1, actions: &$3) }
    run.run(to: .seconds(12))
    // A new run does not change what is denied.
    run.crash(pod)
    run.run(to: .seconds(200))
    run.act { $0.setReadiness(of: pod, true, at: $1, actions: &$3) }
    run.run(to: .seconds(300))
    // Nor does it what is granted.
    run.crash(pod)
    run.run(to: .seconds(400))
    #expect(
      run.statuses(of: pod) == [
        "1.010 Running 0", "5.010 Running ready 0", "10.010 Running 0", "13.010 Running 1",
        "200.010 Running ready 1", "300.010 Running 1", "310.010 Running ready 2",
      ])
  }
}
