import ClusterState
import KubernetesObjects
import SimulationEngine
import Testing

@testable import NodeAgents

/// Instants are sums of the latencies of `KubeletTimeline.settings`.
@Suite("From the binding to running containers")
struct PodStartTests {
  @Test("sync, sandbox and start follow each other when the image is there")
  func cachedImage() throws {
    var timeline = KubeletTimeline()
    let node = try timeline.node("n")
    timeline.run(to: .seconds(1))
    let pod = try timeline.pod("a", .of(), on: node)
    timeline.run(to: .seconds(60))
    #expect(timeline.times(of: .started, pod) == ["1.500"])
    #expect(timeline.statuses(of: pod) == ["1.510 Running ready 0"])
    #expect(!timeline.cluster.pods[pod].imagePulled.isSet)
  }

  @Test("the runtime is asked in its rhythm, so the status waits for the next relist")
  func relist() throws {
    var settings = KubeletTimeline.settings
    settings.relistPeriod = .seconds(1)
    var timeline = KubeletTimeline(settings)
    let node = try timeline.node("n")
    let pod = try timeline.pod("a", .of(initImages: ["cached"]), on: node)
    timeline.run(to: .seconds(60))
    // The init container runs from 0.5 to 1.5; its end is noticed at 2.
    #expect(timeline.times(of: .started, pod) == ["0.500", "2.150"])
    #expect(timeline.statuses(of: pod) == ["1.010 Pending 0", "3.010 Running ready 0"])
  }

  @Test("a kubelet that asks on demand knows of its own deeds at once, not of the ends of programs")
  func relistOnDemand() throws {
    var settings = KubeletTimeline.settings
    settings.relistPeriod = .seconds(1)
    settings.relistsOnDemand = true
    var timeline = KubeletTimeline(settings)
    let node = try timeline.node("n")
    let pod = try timeline.pod("a", .of(initImages: ["cached"]), on: node)
    timeline.run(to: .seconds(60))
    // The end of the init container, at 1.5, is noticed at 2 all the same.
    #expect(timeline.times(of: .started, pod) == ["0.500", "2.150"])
    #expect(timeline.statuses(of: pod) == ["0.510 Pending 0", "2.160 Running ready 0"])
  }

  @Test("two pods with one image wait for one pull")
  func sharedPull() throws {
    var timeline = KubeletTimeline()
    let node = try timeline.node("n")
    let first = try timeline.pod("a", .of("web"), on: node)
    timeline.run(to: .seconds(2))
    let second = try timeline.pod("b", .of("web"), on: node)
    timeline.run(to: .seconds(60))
    #expect(timeline.times(of: .pulled, first) == ["3.350"])
    #expect(timeline.times(of: .pulled, second) == ["3.350"])
    #expect(timeline.times(of: .started, second) == ["3.500"])
    #expect(timeline.cluster.pods[second].imagePulled == .milliseconds(3350))
  }

  @Test("images are pulled one at a time, or all at once where the setting says so")
  func serialPulls() throws {
    // In parallel they share the line: 4 s for both, after a second for the registry.
    for (isSerial, first, second) in [(true, "3.350", "6.350"), (false, "5.350", "5.350")] {
      var settings = KubeletTimeline.settings
      settings.images.serializeImagePulls = isSerial
      var timeline = KubeletTimeline(settings)
      let node = try timeline.node("n")
      let a = try timeline.pod("a", .of("web"), on: node)
      let b = try timeline.pod("b", .of("db"), on: node)
      timeline.run(to: .seconds(60))
      #expect(timeline.times(of: .pulled, a) == [first])
      #expect(timeline.times(of: .pulled, b) == [second])
    }
  }

  @Test("the size of an image and the bandwidth make the time of its pull")
  func pullTime() throws {
    let kubelets = KubeletTimeline().kubelets
    for (bytes, expected) in [(0, 1_000_000), (1, 1_000_000), (25_000_000, 1_500_000)] {
      #expect(kubelets.pullTime(ofBytes: Int64(bytes)) == .microseconds(Int64(expected)))
    }
    #expect(kubelets.pullTime(ofBytes: .max) < .longest)
  }

  @Test("Always asks the registry for an image that is there; Never waits for one that is not")
  func pullPolicies() throws {
    var timeline = KubeletTimeline()
    let node = try timeline.node("n")
    let always = try timeline.pod(
      "a", PodSpec.of().first { $0.imagePullPolicy = .always }, on: node)
    let never = try timeline.pod(
      "b", PodSpec.of("web").first { $0.imagePullPolicy = .never }, on: node)
    timeline.run(to: .seconds(60))
    #expect(timeline.times(of: .started, always) == ["1.500"])
    #expect(timeline.times(of: .errImageNeverPull, never).first == "0.350")
    #expect(timeline.times(of: .errImageNeverPull, never).count == 5, "each sync tries again")
    #expect(timeline.times(of: .started, never).isEmpty, "it waits")
    _ = try timeline.pod("c", .of("web"), on: node)
    timeline.run(to: .seconds(120))
    #expect(
      timeline.times(of: .present, never) == ["72.976"],
      "another pod brought the image at 63.5, which the next sync finds")
  }

  @Test("an image that nothing can be called holds up its container, and none that follows")
  func invalidImageName() throws {
    var timeline = KubeletTimeline()
    let node = try timeline.node("n")
    let pod = try timeline.pod("a", .of("Web:1", "cached"), on: node)
    let held = try timeline.pod("b", .of(initImages: ["Web:1"]), on: node)
    timeline.run(to: .seconds(60))
    let attempts = timeline.times(of: .invalidImageName, pod)
    #expect(attempts.first == "0.350")
    #expect(attempts.count == 5, "each sync tries again")
    #expect(timeline.times(of: .failedByInvalidImageName, pod) == attempts)
    #expect(timeline.times(of: .started, pod) == ["0.500"])
    #expect(timeline.times(of: .started, held).isEmpty)
  }

  @Test("a pull that fails holds up its container, and none that follows")
  func failingPull() throws {
    var timeline = KubeletTimeline()
    let node = try timeline.node("n")
    var failing = ContainerBehavior()
    failing.pull = .fails
    var behavior = PodBehavior()
    behavior.containers = [PodBehavior.Named("c0", failing)]
    let pod = try timeline.pod("a", .of("web", "cached"), on: node, behavior: behavior)
    timeline.run(to: .seconds(60))
    #expect(!timeline.times(of: .errImagePull, pod).isEmpty)
    #expect(timeline.times(of: .started, pod).count == 1)
  }

  @Test("containers start in order, and the pod is pending until the last has started")
  func containersInOrder() throws {
    var timeline = KubeletTimeline()
    let node = try timeline.node("n", images: ["one", "two"])
    let pod = try timeline.pod("a", .of("one", "two"), on: node)
    timeline.run(to: .seconds(60))
    #expect(timeline.times(of: .started, pod) == ["0.500", "0.650"])
    #expect(timeline.statuses(of: pod) == ["0.510 Pending 0", "0.660 Running ready 0"])
  }

  @Test("init containers run to their end one after the other, before the rest")
  func initContainers() throws {
    var timeline = KubeletTimeline()
    let node = try timeline.node("n")
    let pod = try timeline.pod("a", .of(initImages: ["cached", "cached"]), on: node)
    timeline.run(to: .seconds(60))
    #expect(timeline.times(of: .started, pod) == ["0.500", "1.650", "2.800"])
    #expect(timeline.statuses(of: pod) == ["0.510 Pending 0", "2.810 Running ready 0"])
  }

  @Test("a sidecar must have passed its startup probe before the next container, and runs on")
  func sidecar() throws {
    var timeline = KubeletTimeline()
    let node = try timeline.node("n")
    var spec = PodSpec.of(restart: .never, initImages: ["cached"])
    spec.initContainers[0].restartPolicy = .always
    spec.initContainers[0].startupProbe = .every(1, delay: 4)
    let pod = try timeline.pod("a", spec, on: node, behavior: .seconds(runtime: 10))
    timeline.run(to: .seconds(60))
    #expect(timeline.times(of: .started, pod) == ["0.500", "4.650"])
    #expect(
      timeline.statuses(of: pod)
        == ["0.510 Pending 0", "4.660 Running ready 0", "14.660 Succeeded 0"])
    #expect(!timeline.kubelets.isRunning(pod, timeline.cluster), "the sidecar stops with the rest")
  }

  @Test("readiness comes with the behavior, or with the probe that finds it")
  func readiness() throws {
    let probe = Probe.every(10, delay: 5, successes: 2)
    // The container starts at 0.5; probes run at 5.5, 15.5, 25.5, …
    for (startup, probe, ready) in [
      (nil, nil, "0.510"), (7, nil, "7.510"), (nil, probe, "15.510"), (7, probe, "25.510"),
    ] as [(Double?, Probe?, String)] {
      var timeline = KubeletTimeline()
      let node = try timeline.node("n")
      let spec = PodSpec.of().first { $0.readinessProbe = probe }
      let pod = try timeline.pod("a", spec, on: node, behavior: .seconds(startup: startup))
      timeline.run(to: .seconds(60))
      #expect(timeline.statuses(of: pod).last == "\(ready) Running ready 0")
    }
  }

  @Test("a pod that is bound to a node that is down starts when the node comes back")
  func boundToDeadNode() throws {
    var timeline = KubeletTimeline()
    let node = try timeline.node("n")
    timeline.fail(node)
    let pod = try timeline.pod("a", .of(), on: node)
    timeline.run(to: .seconds(60))
    #expect(timeline.statuses(of: pod).isEmpty)
    timeline.recover(node)
    timeline.run(to: .seconds(120))
    #expect(timeline.statuses(of: pod) == ["60.510 Running ready 0"])
  }
}
