import ClusterState
import KubernetesObjects
import SimulationEngine
import Testing

@testable import NodeAgents

/// What the API server knows of containers: what their kubelet last wrote.
@Suite struct ReportedContainerTests {
  /// The first container of `pod`, as in `terminated 1, 0 restarts`; what its last run ended with
  /// follows where there was one.
  private static func told(_ pod: PodID, _ timeline: KubeletTimeline, _ index: Int = 0) -> String? {
    let containers = Array(timeline.kubelets.containers(of: pod))
    guard index < containers.count else { return nil }
    let container = containers[index]
    let state =
      switch container.state {
      case .waiting(let reason): reason.rawValue
      case .running: container.isReady ? "running ready" : "running"
      case .terminated(let run): "terminated \(run.exitCode)"
      }
    let last = container.last.map { " after \($0.exitCode)" } ?? ""
    return "\(state), \(container.restarts) restarts\(last)"
  }

  private static func timeline(
    relist: SimulationDuration = .zero
  ) throws -> (KubeletTimeline, NodeID) {
    var settings = KubeletTimeline.settings
    settings.relistPeriod = relist
    var timeline = KubeletTimeline(settings)
    let node = try timeline.node("n")
    return (timeline, node)
  }

  @Test("the first end is told as it is and followed by a run; later ones wait in back-off")
  func firstCrash() throws {
    var (timeline, node) = try Self.timeline()
    let pod = try timeline.pod("a", .of(), on: node, behavior: .seconds(runtime: 1, fails: true))
    var seen: [String] = []
    for step in 1...1300 {
      timeline.run(to: .milliseconds(Int64(step) * 10))
      if let told = Self.told(pod, timeline), told != seen.last { seen.append(told) }
    }
    #expect(
      seen == [
        "ContainerCreating, 0 restarts", "running ready, 0 restarts", "terminated 1, 0 restarts",
        "running ready, 1 restarts after 1", "CrashLoopBackOff, 1 restarts after 1",
        "running ready, 2 restarts after 1",
      ])
  }

  @Test("a container that ran for long is not in back-off when it ends")
  func longRun() throws {
    var (timeline, node) = try Self.timeline()
    let pod = try timeline.pod("a", .of(), on: node, behavior: .seconds(runtime: 700, fails: true))
    timeline.run(to: .milliseconds(1_400_670))
    #expect(Self.told(pod, timeline) == "terminated 1, 1 restarts after 1")
    #expect(timeline.times(of: .backOff, pod).isEmpty)
  }

  @Test("what happens on a node that is cut off is told when it is back")
  func partition() throws {
    var (timeline, node) = try Self.timeline()
    let pod = try timeline.pod("a", .of(), on: node)
    timeline.run(to: .seconds(5))
    timeline.kubelets.partition(node)
    timeline.crash(pod)
    timeline.run(to: .seconds(10))
    timeline.crash(pod, exitCode: 3)
    timeline.run(to: .seconds(15))
    #expect(Self.told(pod, timeline) == "running ready, 0 restarts")
    #expect(timeline.cluster.pods[pod].restarts == 0)
    timeline.heal(node)
    timeline.run(to: .milliseconds(15_010))
    #expect(Self.told(pod, timeline) == "CrashLoopBackOff, 1 restarts after 3")
    #expect(timeline.cluster.pods[pod].restarts == 1)
  }

  @Test("a kubelet that takes a pod while it is cut off tells so, and since when, afterwards")
  func takenUnseen() throws {
    var timeline = KubeletTimeline(sandboxReport: .atOnce)
    let node = try timeline.node("n")
    let pod = try timeline.pod("a", .of(), on: node)
    timeline.kubelets.partition(node)
    timeline.run(to: .seconds(10))
    #expect(Self.told(pod, timeline) == nil)
    #expect(timeline.kubelets.network(of: pod) == nil)
    #expect(!timeline.cluster.pods[pod].startTime.isSet)
    timeline.heal(node)
    timeline.run(to: .seconds(11))
    #expect(Self.told(pod, timeline) == "running ready, 0 restarts")
    #expect(timeline.kubelets.network(of: pod)?.isUp == true)
    #expect(timeline.cluster.pods[pod].startTime == .milliseconds(50))
  }

  @Test("an end is not told before the relist that finds it, whatever else is told meanwhile")
  func beforeTheRelist() throws {
    var (timeline, node) = try Self.timeline(relist: .seconds(1))
    let pod = try timeline.pod("a", .of("cached", "cached", restart: .never), on: node)
    timeline.run(to: .milliseconds(10_100))
    timeline.crash(pod)
    timeline.run(to: .milliseconds(10_200))
    timeline.act { kubelets, now, _, actions in
      kubelets.setReadiness(of: pod, false, at: now, actions: &actions)
    }
    timeline.run(to: .milliseconds(10_900))
    #expect(!timeline.cluster.pods[pod].isReady, "the status was written")
    #expect(Self.told(pod, timeline) == "running ready, 0 restarts")
    timeline.run(to: .milliseconds(11_010))
    #expect(Self.told(pod, timeline) == "terminated 1, 0 restarts")
    #expect(Self.told(pod, timeline, 1) == "running ready, 0 restarts")
  }

  @Test("a container that is replaced counts as running until the next one runs")
  func replaced() throws {
    var (timeline, node) = try Self.timeline()
    let spec = PodSpec.of(restart: .never)
    let pod = try timeline.pod("a", spec, on: node)
    timeline.run(to: .seconds(5))
    timeline.setImage(of: pod, spec, to: "other")
    timeline.run(to: .seconds(6))
    #expect(Self.told(pod, timeline) == "running ready, 0 restarts")
    timeline.run(to: .seconds(20))
    #expect(Self.told(pod, timeline) == "running ready, 1 restarts after 0")
    #expect(timeline.cluster.pods[pod].phase == .running)
  }

  @Test("in a pod with init containers nothing is created until they have ended")
  func initializing() throws {
    var (timeline, node) = try Self.timeline()
    let pod = try timeline.pod("a", .of("cached", initImages: ["cached"]), on: node)
    timeline.run(to: .milliseconds(800))
    #expect(Self.told(pod, timeline) == "running, 0 restarts")
    #expect(Self.told(pod, timeline, 1) == "PodInitializing, 0 restarts")
    #expect(!timeline.kubelets.isInitialized(pod, timeline.cluster))
    timeline.run(to: .seconds(5))
    #expect(Self.told(pod, timeline) == "terminated 0, 0 restarts")
    #expect(timeline.kubelets.isInitialized(pod, timeline.cluster))
  }

  @Test("a pod that is gone has told its end, and one whose machine is dead what it told before")
  func ends() throws {
    var settings = KubeletTimeline.settings
    settings.reportsEndOfDeletedPods = true
    var timeline = KubeletTimeline(settings)
    let node = try timeline.node("n")
    let lost = try timeline.pod("lost", .of(), on: node)
    let deleted = try timeline.pod("gone", .of(), on: node)
    timeline.run(to: .seconds(5))
    timeline.delete(deleted)
    timeline.run(to: .seconds(40))
    #expect(Self.told(deleted, timeline) == "terminated 0, 0 restarts")
    timeline.fail(node)
    timeline.run(to: .seconds(60))
    #expect(Self.told(lost, timeline) == "running ready, 0 restarts")
    timeline.recover(node)
    timeline.run(to: .seconds(70))
    #expect(Self.told(lost, timeline) == "running ready, 1 restarts after 137")
  }
}
