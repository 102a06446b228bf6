import ClusterState
import KubernetesObjects
import SimulationEngine
import Testing

@testable import NodeAgents

@Suite("Garbage collection on a node")
struct GarbageCollectionTests {
  /// Dead containers as `pod:created`, in order of death.
  private static func dead(_ text: String) -> ContiguousArray<DeadContainer> {
    ContiguousArray(
      text.split(separator: " ").map { word in
        let parts = word.split(separator: ":").map { Int64($0) ?? 0 }
        return DeadContainer(
          pod: PodID(Int(parts[0])), container: 0, image: .empty, created: .seconds(parts[1]))
      })
  }

  @Test(
    "gone pods first, then the oldest of each container, then an equal share, then the oldest",
    arguments: [
      ("1:1 1:2 1:3 2:4", 1, -1, 100, "1:3 2:4"),
      ("1:1 1:2 1:3 2:4", 2, -1, 100, "1:2 1:3 2:4"),
      ("1:1 1:2 1:3 2:4", -1, -1, 100, "1:1 1:2 1:3 2:4"),
      ("1:1 9:2 9:3 2:4", 5, -1, 100, "1:1 2:4"),
      ("1:1 9:2 9:30 2:4", 5, -1, 10, "1:1 9:30 2:4"),
      // Four of one container and one of another: a share of two each.
      ("1:1 1:2 1:3 1:4 2:5", 5, 4, 100, "1:3 1:4 2:5"),
      // Three containers and room for two: one each, then the oldest goes.
      ("1:1 1:2 2:3 3:4", 5, 2, 100, "2:3 3:4"),
      ("1:1 2:1 3:1 4:9", 5, 2, 100, "3:1 4:9"),
      ("1:1 2:2", 5, 0, 100, ""),
      // What is too young is neither taken nor counted.
      ("1:1 1:2 1:30 1:40", 1, -1, 10, "1:2 1:30 1:40"),
      ("1:1 2:2 3:30 4:40", 5, 2, 10, "1:1 2:2 3:30 4:40"),
      ("1:1 2:2 3:30 4:40", 5, 1, 10, "2:2 3:30 4:40"),
    ])
  func rule(before: String, perContainer: Int, total: Int, horizon: Int64, after: String) {
    var containers = Self.dead(before)
    var newer: [Int64: Int] = [7: 7]
    containers.collectGarbage(
      maxPerPodContainer: perContainer, maxContainers: total, createdBefore: .seconds(horizon),
      newer: &newer, isPodGone: { $0.index == 9 })
    #expect(containers == Self.dead(after))
  }

  @Test("dead containers are collected every minute: five kept, two kept, one kept by era")
  func perEra() throws {
    for (kept, minimumAge, expected) in [(5, 60, 5), (2, 60, 3), (1, 0, 1)] as [(Int, Int64, Int)] {
      var settings = KubeletTimeline.settings
      settings.containerGarbageCollection.maxPerPodContainer = kept
      settings.containerGarbageCollection.minimumAge = .seconds(minimumAge)
      var timeline = KubeletTimeline(settings)
      let node = try timeline.node("n")
      // Runs begin at 0.5, 1.65, 12.8 and 33.95.
      _ = try timeline.pod("a", .of(), on: node, behavior: .seconds(runtime: 1))
      timeline.run(to: .seconds(59))
      #expect(timeline.kubelets.deadContainerCount(on: node) == 4)
      timeline.run(to: .seconds(60))
      #expect(timeline.kubelets.deadContainerCount(on: node) == (minimumAge > 0 ? 4 : 1))
      // The run that began at 75.1 is still too young to be counted where an age is asked for.
      timeline.run(to: .seconds(121))
      #expect(timeline.kubelets.deadContainerCount(on: node) == expected)
    }
  }

  @Test("dead containers of a pod that is gone go with the next collection")
  func gonePods() throws {
    var timeline = KubeletTimeline()
    let node = try timeline.node("n")
    let pod = try timeline.pod("a", .of(), on: node)
    timeline.run(to: .seconds(10))
    timeline.delete(pod)
    timeline.run(to: .seconds(59))
    #expect(timeline.kubelets.deadContainerCount(on: node) == 1)
    timeline.run(to: .seconds(60))
    #expect(timeline.kubelets.deadContainerCount(on: node) == 0)
  }

  @Test(
    "an image for which there is no room fails when the disk is full, and comes once there is some",
    arguments: [true, false])
  func noRoom(isSerial: Bool) throws {
    var settings = KubeletTimeline.settings
    settings.images.serializeImagePulls = isSerial
    settings.images.imageFilesystemBytes = 300_000_000
    var timeline = KubeletTimeline(settings)
    let node = try timeline.node("n", images: ["used", "old"])
    let big = timeline.cluster.symbols.intern("big")
    timeline.kubelets.setSize(of: big, bytes: 150_000_000)
    _ = try timeline.pod("a", .of("used"), on: node)
    let pod = try timeline.pod("b", .of("big"), on: node)
    timeline.run(to: .seconds(299))
    // 350 ms, 1 s for the registry and 2 s for the 100 MB that fit; then 10, 20, 40 … s and 3 s.
    let failures = timeline.times(of: .noSpaceForImage, pod)
    #expect(failures.prefix(3) == ["3.350", "16.350", "39.350"])
    #expect(timeline.times(of: .pulled, pod).isEmpty)
    #expect(timeline.kubelets.images(of: node).count == 2)
    // Above 85 percent nothing was in use but `used`: the collection makes room for the next try.
    timeline.kubelets.setSize(of: big, bytes: 90_000_000)
    timeline.run(to: .seconds(1000))
    #expect(timeline.times(of: .pulled, pod).count == 1)
    #expect(timeline.statuses(of: pod).last?.hasSuffix("Running ready 0") == true)
  }

  @Test("a round that cannot free what it is to warns, and a second one says that it fails")
  func failedCollection() throws {
    var settings = KubeletTimeline.settings
    settings.images.imageFilesystemBytes = 220_000_000
    var timeline = KubeletTimeline(settings)
    let node = try timeline.node("n", images: ["used", "other"])
    _ = try timeline.pod("a", .of("used", "other"), on: node)
    timeline.run(to: .seconds(310))
    let text =
      "Insufficient free disk space on the node's image filesystem (91% of 209.8 MiB used). Failed "
      + "to free sufficient space by deleting unused images (freed 0 bytes). Investigate disk "
      + "usage, as it could be used by active images, logs, volumes, or other data."
    #expect(timeline.warnings == ["FreeDiskSpaceFailed: \(text)"])
    timeline.run(to: .seconds(610))
    #expect(timeline.warnings.dropFirst(2) == ["ImageGCFailed: \(text)"])
  }

  @Test("images go when the disk is full, the least recently used first, until enough is free")
  func imageCollection() throws {
    var settings = KubeletTimeline.settings
    settings.images.imageFilesystemBytes = 500_000_000
    var timeline = KubeletTimeline(settings)
    let node = try timeline.node("n", images: ["used", "old", "older", "late"])
    let names = { (timeline: KubeletTimeline) in
      timeline.kubelets.images(of: node).map { timeline.cluster.symbols[$0.name] }
    }
    let user = try timeline.pod("a", .of("used"), on: node)
    let late = try timeline.pod("b", .of("late"), on: node)
    timeline.run(to: .seconds(310))
    #expect(names(timeline).count == 4, "80 percent is less than 85")
    timeline.delete(late)
    _ = try timeline.pod("c", .of("new"), on: node)
    timeline.run(to: .seconds(599))
    #expect(names(timeline).count == 5)
    timeline.run(to: .seconds(600))
    // 100 percent: 100 MB must go to reach 80 percent; of the unused, `old` came first.
    #expect(names(timeline) == ["used", "older", "late", "new"])
    #expect(timeline.kubelets.isRunning(user, timeline.cluster))
  }

  @Test("an image is spared for two minutes after the kubelet came upon it")
  func minimumAge() {
    var store = ImageStore()
    let names = (1...3).map { Symbol($0) }
    for name in names { store.add(name, bytes: 10, detected: .unset) }
    store.detect(at: .seconds(100), isInUse: { $0 == names[0] })
    let early = store.free(30, detectedBefore: .seconds(99), isInUse: { _ in false })
    #expect(early == 0)
    store.add(Symbol(4), bytes: 10, detected: .unset)
    store.detect(at: .seconds(400), isInUse: { _ in false })
    let freed = store.free(25, detectedBefore: .seconds(280), isInUse: { $0 == names[2] })
    #expect(freed == 20)
    #expect(store.images.map(\.name) == [names[2], Symbol(4)])
  }

  @Test(
    "percentages are whole: the older eras truncate what is used, the newer what is available",
    arguments: [
      // Used, capacity, high, low, what goes in the older eras and in the newer.
      (8410, 10_000, 85, 80, 0, 410), (8400, 10_000, 85, 80, 0, 0), (8401, 10_000, 85, 80, 0, 401),
      (8500, 10_000, 85, 80, 500, 500), (9000, 10_000, 90, 80, 1000, 1000),
      (15_000, 10_000, 85, 80, 7000, 7000), (859, 1000, 86, 80, 0, 59), (1, 1000, 0, 0, 1, 1),
      (.max, 1, 85, 80, .max, .max - 1), (.max, .max, 100, 0, .max, .max),
    ] as [(Int64, Int64, Int64, Int64, Int64, Int64)])
  func surplus(
    used: Int64, capacity: Int64, high: Int64, low: Int64, older: Int64, newer: Int64
  ) {
    var settings = ImageSettings()
    settings.imageFilesystemBytes = capacity
    settings.imageGCHighThresholdPercent = high
    settings.imageGCLowThresholdPercent = low
    settings.countsPartsOfPercent = false
    #expect(settings.surplus(of: used) == older)
    settings.countsPartsOfPercent = true
    #expect(settings.surplus(of: used) == newer)
  }
}
