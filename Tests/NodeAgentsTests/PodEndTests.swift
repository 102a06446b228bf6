import ClusterState
import KubernetesObjects
import SimulationEngine
import Testing

@testable import NodeAgents

@Suite("Exits, restarts and deletion")
struct PodEndTests {
  @Test("a container that fails again and again is started after 0, 10, 20, 40 s")
  func crashLoop() throws {
    var timeline = KubeletTimeline()
    let node = try timeline.node("n")
    let pod = try timeline.pod("a", .of(), on: node, behavior: .seconds(runtime: 1, fails: true))
    timeline.run(to: .seconds(80))
    // Each run lasts 1 s, each start 0.15 s.
    #expect(timeline.times(of: .started, pod) == ["0.500", "1.650", "12.800", "33.950", "75.100"])
    #expect(timeline.times(of: .backOff, pod) == ["2.650", "13.800", "34.950", "76.100"])
    #expect(
      timeline.statuses(of: pod).prefix(5) == [
        "0.510 Running ready 0", "1.510 Running 0", "1.660 Running ready 1", "2.660 Running 1",
        "12.810 Running ready 2",
      ])
  }

  @Test("restarts wait for the relist that notices the exit")
  func restartAfterRelist() throws {
    var settings = KubeletTimeline.settings
    settings.relistPeriod = .seconds(2)
    var timeline = KubeletTimeline(settings)
    let node = try timeline.node("n")
    let pod = try timeline.pod("a", .of(), on: node, behavior: .seconds(runtime: 0.5))
    timeline.run(to: .seconds(13))
    #expect(timeline.times(of: .started, pod) == ["0.500", "2.150", "12.800"], "2.65 + 10")
  }

  @Test(
    "a container's own policy and rules come before those of its pod",
    arguments: [
      (RestartPolicy.never, RestartPolicy.never, [1], "Running"),
      (.never, .never, [2], "Failed"), (.never, .onFailure, [], "Running"),
      (.always, .never, [], "Failed"), (.always, .onFailure, [2], "Running"),
      (.onFailure, .always, [], "Running"),
    ] as [(RestartPolicy, RestartPolicy, [Int32], String)])
  func ownRestarts(
    ofPod policy: RestartPolicy, own: RestartPolicy, codes: [Int32], phase: String
  ) throws {
    var timeline = KubeletTimeline()
    let node = try timeline.node("n")
    let spec = PodSpec.of(restart: policy).first { container in
      container.restartPolicy = own
      guard !codes.isEmpty else { return }
      var rule = ContainerRestartRule()
      (rule.action, rule.operation, rule.exitCodes) = (ContainerRestartRule.restarts, .isIn, codes)
      container.restartPolicyRules = [rule]
    }
    let pod = try timeline.pod("a", spec, on: node, behavior: .seconds(runtime: 5, fails: true))
    timeline.run(to: .milliseconds(5520))
    #expect(timeline.statuses(of: pod).last == "5.510 \(phase) 0")
  }

  @Test(
    "the restart policy and the exit code decide the end",
    arguments: [
      (RestartPolicy.always, false, "Running"), (.onFailure, false, "Succeeded"),
      (.never, false, "Succeeded"), (.always, true, "Running"), (.onFailure, true, "Running"),
      (.never, true, "Failed"),
    ])
  func restartPolicies(policy: RestartPolicy, fails: Bool, phase: String) throws {
    var timeline = KubeletTimeline()
    let node = try timeline.node("n")
    let pod = try timeline.pod(
      "a", .of(restart: policy), on: node, behavior: .seconds(runtime: 5, fails: fails))
    timeline.run(to: .milliseconds(5520))
    #expect(timeline.statuses(of: pod).last == "5.510 \(phase) 0")
    timeline.run(to: .seconds(6))
    #expect(timeline.times(of: .started, pod).count == (phase == "Running" ? 2 : 1))
  }

  @Test("a recorded life overrides the behavior")
  func fixedRun() throws {
    var timeline = KubeletTimeline()
    let node = try timeline.node("n")
    let pod = try timeline.pod(
      "a", .of(restart: .never), on: node, behavior: .seconds(runtime: 5))
    timeline.kubelets.setRun(of: pod, .seconds(7), exitCode: 3)
    timeline.run(to: .seconds(60))
    #expect(timeline.statuses(of: pod).last == "7.510 Failed 0")
  }

  @Test("the first failing init container fails a pod that is never restarted")
  func failedInit() throws {
    var timeline = KubeletTimeline()
    let node = try timeline.node("n")
    let pod = try timeline.pod("a", .of(restart: .never, initImages: ["cached"]), on: node)
    timeline.run(to: .seconds(1))
    timeline.crash(pod)
    timeline.run(to: .seconds(60))
    #expect(timeline.statuses(of: pod).last == "1.010 Failed 0")
    #expect(timeline.times(of: .started, pod) == ["0.500"])
  }

  @Test("a probe that gives up kills the container, which is then restarted")
  func livenessKill() throws {
    for isStartup in [false, true] {
      var timeline = KubeletTimeline()
      let node = try timeline.node("n")
      let spec = PodSpec.of(restart: .onFailure).first {
        let probe = Probe.every(10, delay: 5, failures: 3)
        if isStartup { $0.startupProbe = probe } else { $0.livenessProbe = probe }
      }
      let pod = try timeline.pod(
        "a", spec, on: node, behavior: .seconds(startup: 1000, shutdown: 4))
      timeline.run(to: .seconds(31))
      // Started at 0.5, probed at 5.5, 15.5 and 25.5, stopped after 4 s more.
      #expect(timeline.times(of: .started, pod) == ["0.500", "29.650"])
    }
  }

  @Test("a restarted container whose image has been collected waits for a new pull")
  func restartPullsAgain() throws {
    var timeline = KubeletTimeline()
    let node = try timeline.node("n")
    let pod = try timeline.pod("a", .of(), on: node)
    timeline.run(to: .seconds(10))
    _ = timeline.kubelets.nodes[node.row].images.free(
      .max, detectedBefore: .seconds(10), isInUse: { _ in false })
    timeline.crash(pod)
    timeline.run(to: .seconds(60))
    #expect(timeline.times(of: .started, pod) == ["0.500", "13.150"])
  }

  @Test("a deleted pod stops within its grace, and not before its program has stopped")
  func gracefulDeletion() throws {
    for (shutdown, grace, gone) in [
      (0, 30, 10_010), (5, 30, 15_010), (50, 30, 40_010), (50, 1, 12_010),
    ] as [(Double, Int64, Int64)] {
      var timeline = KubeletTimeline()
      let node = try timeline.node("n")
      let pod = try timeline.pod("a", .of(), on: node, behavior: .seconds(shutdown: shutdown))
      timeline.run(to: .seconds(10))
      timeline.delete(pod, grace: .seconds(grace))
      timeline.run(to: .seconds(100))
      #expect(timeline.cluster.pods[pod].removed == .milliseconds(gone), "\(shutdown) \(grace)")
      #expect(timeline.times(of: .killing, pod) == ["10.000"])
    }
  }

  @Test("a second deletion shortens the grace, to two seconds at least")
  func secondDeletion() throws {
    var timeline = KubeletTimeline()
    let node = try timeline.node("n")
    let pod = try timeline.pod("a", .of(), on: node, behavior: .seconds(shutdown: 100))
    timeline.run(to: .seconds(10))
    timeline.delete(pod)
    timeline.run(to: .seconds(15))
    timeline.delete(pod, grace: .seconds(1))
    timeline.run(to: .seconds(100))
    #expect(timeline.cluster.pods[pod].removed == .milliseconds(17_010))
  }

  @Test(
    "a preStop hook comes out of the grace, and two seconds are left for the program",
    arguments: [
      // Seconds of hook, program and grace, from deletion to the end, and whether it was killed.
      (6, 3, 30, 9, 0), (5, 100, 30, 30, 137), (60, 100, 30, 32, 137), (60, 1, 30, 31, 0),
      (9, 100, 10, 11, 137), (9, 1.5, 10, 10.5, 0), (0, 100, 1, 2, 137),
    ] as [(Int64, Double, Int64, Double, Int32)])
  func preStop(
    hook: Int64, shutdown: Double, grace: Int64, duration: Double, code: Int32
  ) throws {
    var timeline = KubeletTimeline()
    let node = try timeline.node("n")
    let pod = try timeline.pod(
      "a", PodSpec.of().hooked(.sleep(seconds: hook)), on: node,
      behavior: .seconds(shutdown: shutdown))
    timeline.run(to: .seconds(10))
    timeline.delete(pod, grace: .seconds(grace))
    timeline.run(to: .seconds(100))
    let gone = SimulationTime.seconds(10) + SimulationDuration(nearestToSeconds: duration + 0.01)
    #expect(timeline.cluster.pods[pod].removed == gone)
    #expect(timeline.kubelets.containers[0].state == .exited(code: code))
  }

  @Test("a hook that runs sleep takes that long")
  func preStopCommand() throws {
    var timeline = KubeletTimeline()
    let node = try timeline.node("n")
    let hook = ProbeHandler.exec(command: ["sh", "-c", "sleep 7.5 && nginx -s quit"])
    let pod = try timeline.pod("a", PodSpec.of().hooked(hook), on: node)
    timeline.run(to: .seconds(10))
    timeline.delete(pod)
    timeline.run(to: .seconds(100))
    #expect(timeline.cluster.pods[pod].removed == .milliseconds(17_510))
  }

  @Test("the whole grace counts from when the kubelet hears of the deletion")
  func graceAfterPartition() throws {
    for (shutdown, gone) in [(20, 70_010), (100, 80_010)] as [(Double, Int64)] {
      var timeline = KubeletTimeline()
      let node = try timeline.node("n")
      let pod = try timeline.pod("a", .of(), on: node, behavior: .seconds(shutdown: shutdown))
      timeline.run(to: .seconds(10))
      timeline.kubelets.partition(node)
      timeline.delete(pod)
      timeline.run(to: .seconds(50))
      timeline.heal(node)
      timeline.run(to: .seconds(200))
      #expect(timeline.cluster.pods[pod].removed == .milliseconds(gone))
    }
  }

  @Test("sidecars are told to stop when the other containers have, the last one first")
  func sidecarsStopLast() throws {
    var timeline = KubeletTimeline()
    let node = try timeline.node("n")
    var spec = PodSpec.of(initImages: ["cached", "cached"])
    for row in 0..<2 { spec.initContainers[row].restartPolicy = .always }
    var behavior = try PodBehavior.seconds(shutdown: 4)
    for (name, seconds) in [("i0", 3.0), ("i1", 2.0)] {
      var sidecar = ContainerBehavior()
      sidecar.shutdown = .constant(try ConstantDistribution(seconds))
      behavior.containers.append(PodBehavior.Named(name, sidecar))
    }
    let pod = try timeline.pod("a", spec, on: node, behavior: behavior)
    timeline.run(to: .seconds(10))
    timeline.delete(pod)
    timeline.run(to: .seconds(100))
    #expect(timeline.cluster.pods[pod].removed == .milliseconds(19_010))
  }

  @Test("what does not run yet is gone at once")
  func deletionBeforeStart() throws {
    for time in [10, 100, 400] as [Int64] {
      var timeline = KubeletTimeline()
      let node = try timeline.node("n")
      let pod = try timeline.pod("a", .of("web"), on: node, behavior: .seconds(shutdown: 20))
      timeline.run(to: .milliseconds(time))
      timeline.delete(pod)
      timeline.run(to: .seconds(100))
      #expect(timeline.cluster.pods[pod].removed == .milliseconds(time + 10))
      #expect(timeline.times(of: .started, pod).isEmpty)
    }
  }

  @Test("a pod that is taken away by force is killed when its kubelet notices")
  func forcedRemoval() throws {
    var timeline = KubeletTimeline()
    let node = try timeline.node("n")
    let pod = try timeline.pod("a", .of(), on: node, behavior: .seconds(shutdown: 20))
    timeline.run(to: .seconds(10))
    #expect(timeline.kubelets.isRunning(pod, timeline.cluster))
    timeline.delete(pod, grace: .zero)
    #expect(!timeline.kubelets.isRunning(pod, timeline.cluster))
  }

  @Test("activeDeadlineSeconds counts from when the kubelet took the pod up")
  func deadline() throws {
    var timeline = KubeletTimeline()
    let node = try timeline.node("n")
    var spec = PodSpec.of()
    spec.activeDeadlineSeconds = 20
    let pod = try timeline.pod("a", spec, on: node)
    timeline.run(to: .seconds(60))
    #expect(timeline.statuses(of: pod).last == "20.060 Failed 0 DeadlineExceeded")
    #expect(!timeline.kubelets.isRunning(pod, timeline.cluster))
  }
}
