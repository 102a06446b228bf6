import ClusterState
import KubernetesObjects
import SimulationEngine
import Testing

@testable import NodeAgents

/// Pods that hold more on the disk of their node than they may.
@Suite struct LocalStorageTests {
  /// A pod of two containers with limits of 100 and 200 MiB and a volume `v`.
  private static func spec(
    volumeLimit: String? = nil, medium: String = "", limits: [String?] = ["100Mi", "200Mi"]
  ) throws -> PodSpec {
    var spec = PodSpec.of("cached", "cached")
    for (row, limit) in limits.enumerated() {
      guard let limit else { continue }
      spec.containers[row].resources.limits[.ephemeralStorage] = try Quantity(parsing: limit)
    }
    var source = EmptyDirVolumeSource()
    source.medium = medium
    source.sizeLimit = try volumeLimit.map { try Quantity(parsing: $0) }
    spec.volumes = [Volume(name: "v", source: .emptyDir(source))]
    return spec
  }

  private static func mebibytes(_ count: Int64) -> Int64 { count << 20 }

  private static func timeline(
    _ spec: PodSpec, _ behavior: PodBehavior, watches: Bool = true
  ) throws -> (KubeletTimeline, PodID) {
    var timeline = KubeletTimeline(
      storageEviction: watches ? StorageEviction(startOfRun: .zero) : nil)
    let node = try timeline.node("n")
    let pod = try timeline.pod("a", spec, on: node, behavior: behavior)
    timeline.run(to: .seconds(100))
    return (timeline, pod)
  }

  /// The use of the pod beside its volumes, of its first container alone, and of its volume.
  private struct Use: Sendable {
    var whole: Int64 = 0
    var first: Int64?
    var volume: Int64 = 0

    var behavior: PodBehavior {
      var behavior = PodBehavior()
      behavior.ephemeralStorageUsage = .constant(mebibytes(whole))
      if let first {
        var named = PodBehavior.Named("c0")
        named.ephemeralStorageUsage = .constant(mebibytes(first))
        behavior.containers = [named]
      }
      behavior.volumeUsage = [PodBehavior.VolumeUse("v", .constant(mebibytes(volume)))]
      return behavior
    }
  }

  private static let podText =
    "Pod ephemeral local storage usage exceeds the total limit of containers 300Mi. "

  @Test(
    arguments: [
      (Use(whole: 200, volume: 100), nil, "", ""),
      (Use(whole: 200, volume: 101), nil, "", podText),
      // What lies in main memory is not on the disk.
      (Use(whole: 200, volume: 101), nil, "Memory", ""),
      (Use(volume: 50), "50Mi", "", ""),
      (
        Use(volume: 51), "50Mi", "",
        "Usage of EmptyDir volume \"v\" exceeds the limit \"50Mi\". "
      ),
      (
        Use(volume: 51), "50Mi", "Memory",
        "Usage of EmptyDir volume \"v\" exceeds the limit \"50Mi\". "
      ),
      // A volume comes before the pod, the pod before its containers.
      (
        Use(whole: 900, volume: 51), "50Mi", "",
        "Usage of EmptyDir volume \"v\" exceeds the limit \"50Mi\". "
      ),
      (Use(whole: 900, first: 800), nil, "", podText),
      (
        Use(first: 101), nil, "",
        "Container c0 exceeded its local ephemeral storage limit \"100Mi\". "
      ),
      // Nobody said anything of how large the volume may be.
      (Use(volume: 299), "0", "", ""),
    ] as [(Use, String?, String, String)])
  private func limits(use: Use, volumeLimit: String?, medium: String, text: String) throws {
    let spec = try Self.spec(volumeLimit: volumeLimit, medium: medium)
    let (timeline, pod) = try Self.timeline(spec, use.behavior)
    #expect(timeline.rejections == (text.isEmpty ? [] : [text]))
    #expect(timeline.kubelets.evictionText(of: pod) == (text.isEmpty ? nil : text))
    let last = timeline.statuses(of: pod).last
    #expect(last == (text.isEmpty ? "0.660 Running ready 0" : "10.010 Failed 0 Evicted"))
    #expect(timeline.times(of: .killing, pod).count == (text.isEmpty ? 0 : 2))
  }

  @Test func `without limits nothing is too much`() throws {
    let spec = try Self.spec(limits: [nil, nil])
    let (timeline, _) = try Self.timeline(spec, Use(whole: 900, volume: 900).behavior)
    #expect(timeline.rejections.isEmpty)
  }

  @Test func `one limit of two holds for the whole pod`() throws {
    let spec = try Self.spec(limits: ["100Mi", nil])
    let (timeline, _) = try Self.timeline(spec, Use(whole: 110).behavior)
    #expect(timeline.rejections.map { $0.contains("containers 100Mi") } == [true])
  }

  @Test func `kubelets of the first eras do not look`() throws {
    let (timeline, _) = try Self.timeline(
      try Self.spec(), Use(whole: 900).behavior, watches: false)
    #expect(timeline.rejections.isEmpty)
  }

  @Test func `a critical pod may hold what it likes`() throws {
    var spec = try Self.spec()
    spec.priority = PriorityClass.systemClusterCritical
    let (timeline, _) = try Self.timeline(spec, Use(whole: 900).behavior)
    #expect(timeline.rejections.isEmpty)
  }

  @Test(arguments: [(29_999_999, "30.010"), (30_000_000, "30.010"), (30_000_001, "40.010")])
  func `use that grows is seen in the next round`(since: Int64, evicted: String) throws {
    var behavior = PodBehavior()
    let points = UsageCurve.Points(
      [
        UsageCurve.Points.Point(.zero, 0),
        UsageCurve.Points.Point(.microseconds(since), Self.mebibytes(301)),
      ], clock: .run)
    behavior.ephemeralStorageUsage = .overTime(.points(points))
    let (timeline, pod) = try Self.timeline(try Self.spec(), behavior)
    #expect(timeline.statuses(of: pod).last == "\(evicted) Failed 0 Evicted")
  }
}
