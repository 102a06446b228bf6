import ClusterState
import KubernetesObjects
import SimulationEngine
import Testing

@testable import NodeAgents

@Suite("Nodes that die, come back and are cut off")
struct NodeFailureTests {
  @Test("a machine that comes back starts its pods anew and counts their restarts")
  func restartAfterBoot() throws {
    var timeline = KubeletTimeline()
    let node = try timeline.node("n")
    let pod = try timeline.pod("a", .of(initImages: ["cached"]), on: node)
    timeline.run(to: .seconds(10))
    timeline.fail(node)
    #expect(!timeline.kubelets.isRunning(pod, timeline.cluster))
    timeline.run(to: .seconds(20))
    #expect(timeline.statuses(of: pod).last == "1.660 Running ready 0", "nobody tells")
    timeline.recover(node)
    timeline.run(to: .seconds(60))
    // The init container runs again: 20.5 to 21.5.
    #expect(timeline.times(of: .started, pod).suffix(2) == ["20.500", "21.650"])
    #expect(timeline.statuses(of: pod).last == "21.660 Running ready 1")
  }

  @Test(
    "with Never a pod ends with its machine; with OnFailure what has succeeded is not repeated",
    arguments: [
      (RestartPolicy.never, "20.010 Failed 0", 2), (.onFailure, "20.510 Running ready 1", 3),
    ])
  func restartPolicies(policy: RestartPolicy, status: String, starts: Int) throws {
    var timeline = KubeletTimeline()
    let node = try timeline.node("n")
    let pod = try timeline.pod("a", .of("cached", "cached", restart: policy), on: node)
    timeline.run(to: .seconds(5))
    timeline.crash(pod, container: 0, exitCode: 0)
    timeline.run(to: .seconds(10))
    timeline.fail(node)
    timeline.run(to: .seconds(20))
    timeline.recover(node)
    timeline.run(to: .seconds(60))
    #expect(timeline.times(of: .started, pod).count == starts)
    let last = try #require(timeline.statuses(of: pod).last)
    #expect(last == status || policy == .onFailure && last == "20.510 Running 1")
  }

  @Test("a pod that was deleted while its machine was down has ended with it, and goes")
  func endedWithMachine() throws {
    var timeline = KubeletTimeline()
    let node = try timeline.node("n")
    let pod = try timeline.pod("a", .of(), on: node)
    timeline.run(to: .seconds(5))
    timeline.fail(node)
    timeline.run(to: .seconds(10))
    timeline.delete(pod)
    timeline.recover(node)
    timeline.run(to: .seconds(20))
    #expect(timeline.cluster.pods[pod].isRemoved)
    let ended = try #require(timeline.kubelets.containers.first)
    #expect(ended.state == .exited(code: ExitCode.killed) && ended.restarts == 0)
  }

  @Test("a pod that ended before its machine died is reported when the machine is back")
  func lateReport() throws {
    var settings = KubeletTimeline.settings
    settings.relistPeriod = .seconds(10)
    var timeline = KubeletTimeline(settings)
    let node = try timeline.node("n")
    let pod = try timeline.pod(
      "a", .of(restart: .never), on: node, behavior: .seconds(runtime: 5))
    timeline.run(to: .seconds(7))
    timeline.fail(node)
    timeline.run(to: .seconds(31))
    #expect(timeline.statuses(of: pod).isEmpty)
    timeline.recover(node)
    timeline.run(to: .seconds(60))
    #expect(timeline.statuses(of: pod) == ["31.010 Succeeded 0"])
  }

  @Test("a pod that was deleted while its machine was down is cleared away when it is back")
  func deletedMeanwhile() throws {
    var timeline = KubeletTimeline()
    let node = try timeline.node("n")
    let pod = try timeline.pod("a", .of(), on: node)
    timeline.run(to: .seconds(10))
    timeline.fail(node)
    timeline.delete(pod)
    timeline.run(to: .seconds(100))
    #expect(!timeline.cluster.pods[pod].isRemoved)
    timeline.recover(node)
    timeline.run(to: .seconds(101))
    #expect(timeline.cluster.pods[pod].removed == .milliseconds(100_010))
  }

  @Test("a pull that a machine's death cut off begins anew, and its old end means nothing")
  func pullAcrossBoot() throws {
    var timeline = KubeletTimeline()
    let node = try timeline.node("n")
    let pod = try timeline.pod("a", .of("web"), on: node)
    timeline.run(to: .seconds(2))
    timeline.fail(node)
    timeline.recover(node)
    timeline.run(to: .seconds(60))
    #expect(timeline.times(of: .pulled, pod) == ["5.350"])
  }

  @Test("a cut-off node runs its pods unseen, and kills what was taken away when it is back")
  func doubleRunning() throws {
    var timeline = KubeletTimeline()
    let node = try timeline.node("n")
    let kept = try timeline.pod("a", .of(), on: node)
    let taken = try timeline.pod("b", .of(), on: node)
    let deleted = try timeline.pod("c", .of(), on: node)
    timeline.run(to: .seconds(10))
    timeline.kubelets.partition(node)
    timeline.delete(taken, grace: .zero)
    timeline.delete(deleted)
    timeline.crash(kept)
    timeline.run(to: .seconds(100))
    let running = [kept, taken, deleted].map {
      timeline.kubelets.isRunning($0, timeline.cluster)
    }
    #expect(running == [true, true, true])
    #expect(timeline.statuses(of: kept).last == "0.510 Running ready 0")
    timeline.heal(node)
    #expect(!timeline.kubelets.isRunning(taken, timeline.cluster))
    timeline.run(to: .seconds(200))
    #expect(timeline.statuses(of: kept).last == "100.010 Running ready 1")
    #expect(timeline.cluster.pods[deleted].removed == .milliseconds(100_010))
  }

  @Test("a pod that is bound during a partition starts when it ends")
  func boundDuringPartition() throws {
    var timeline = KubeletTimeline()
    let node = try timeline.node("n")
    timeline.kubelets.partition(node)
    let pod = try timeline.pod("a", .of(), on: node)
    timeline.run(to: .seconds(30))
    timeline.heal(node)
    timeline.run(to: .seconds(60))
    #expect(timeline.statuses(of: pod) == ["30.510 Running ready 0"])
  }

  @Test("a deadline goes on counting while the machine is down")
  func deadlineAcrossBoot() throws {
    var timeline = KubeletTimeline()
    let node = try timeline.node("n")
    var spec = PodSpec.of()
    spec.activeDeadlineSeconds = 30
    let pod = try timeline.pod("a", spec, on: node)
    timeline.run(to: .seconds(10))
    timeline.fail(node)
    timeline.run(to: .seconds(20))
    timeline.recover(node)
    timeline.run(to: .seconds(60))
    #expect(timeline.statuses(of: pod).last == "30.060 Failed 1 DeadlineExceeded")
  }
}
