import ClusterState
import SimulationEngine
import Testing

@testable import Scheduling

/// The kept volumes of nodes against those that are counted anew.
@Suite("AttachedVolumes")
struct AttachedVolumesTests {
  private static let claimCount = 6

  private static func builder() throws -> SchedulingBuilder {
    var lines = """
      Node a
      Node b
      Node c
      StorageClass quick provisioner: fast
      StorageClass slow provisioner: other
      """
    for number in 0..<claimCount {
      // Two volumes share a handle, as claims on one disk do.
      let (driver, handle) = (number < 4 ? "fast" : "other", "h\(number / 2)")
      lines +=
        "\nPersistentVolume v\(number) spec: "
        + "{csi: {driver: \(driver), volumeHandle: \(handle)}, claimRef: {name: c\(number)}}"
      lines += "\n" + claim(number, isBound: false)
      let volumes =
        "{name: x, persistentVolumeClaim: {claimName: c\(number)}}, "
        + "{name: y, persistentVolumeClaim: {claimName: c\((number + 1) % claimCount)}}"
      lines += "\nPod p\(number)@a spec: {volumes: [\(volumes)]}"
    }
    return try SchedulingBuilder(lines)
  }

  private static func claim(_ number: Int, isBound: Bool) -> String {
    let name = number < 4 ? "quick" : "slow"
    let volume = isBound ? ", volumeName: v\(number)" : ""
    return "PersistentVolumeClaim c\(number) spec: {storageClassName: \(name)\(volume)}"
  }

  private static func text(_ volumes: AttachedVolumes.OnNode) -> String {
    volumes.counts.map { "\($0.driver) \($0.count)" }.joined(separator: ", ")
  }

  @Test("what is kept is what would be counted anew, whatever happens to pods, claims and volumes")
  func law() throws {
    var stream = RandomStream(seed: 7, name: "volumes")
    for _ in 0..<20 {
      var builder = try Self.builder()
      var kept = AttachedVolumes()
      let placed = builder.scheduler.cache.pods[0]
      var places = placed.map { ($0, NodeID(0)) }
      #expect(places.count == Self.claimCount)
      var seen: Set<String> = []
      for _ in 0..<60 {
        let number = Int(stream.bounded(UInt64(Self.claimCount)))
        switch stream.bounded(5) {
        case 0: try builder.add(Self.claim(number, isBound: true))
        case 1: builder.state.storage.removeVolume("v\(number)")
        case 2: kept.update(builder.state, builder.scheduler.cache)
        default:
          let node = NodeID(Int(stream.bounded(3)))
          builder.scheduler.cache.removePod(places[number].0.pod, from: places[number].1)
          builder.scheduler.cache.addPod(places[number].0, on: node)
          places[number].1 = node
        }
        let cache = builder.scheduler.cache
        // A pass begins with an update; pods may be taken off and put back on trial within it.
        kept.update(builder.state, cache)
        for row in 0..<3 {
          let anew = AttachedVolumes.OnNode(of: cache.pods[row], builder.state, cache)
          let known = kept.volumes(on: NodeID(row), builder.state, cache)
          #expect(Self.text(known) == Self.text(anew))
          seen.insert(Self.text(anew))
        }
      }
      #expect(seen.count > 5, "the steps have become too tame")
    }
  }

  @Test("a node whose pods are changed on trial is counted anew")
  func trial() throws {
    var builder = try Self.builder()
    var kept = AttachedVolumes()
    kept.update(builder.state, builder.scheduler.cache)
    #expect(Self.text(kept.volumes(on: NodeID(0), builder.state, builder.scheduler.cache)) != "")
    for placed in builder.scheduler.cache.pods[0] {
      builder.scheduler.cache.removePod(placed.pod, from: NodeID(0))
    }
    let cache = builder.scheduler.cache
    #expect(Self.text(kept.volumes(on: NodeID(0), builder.state, cache)) == "")
    #expect(Self.text(kept.volumes(on: NodeID(1), builder.state, cache)) == "")
  }

  @Test("a volume that is there is found among the others, and no other is")
  func search() throws {
    var builder = try Self.builder()
    for number in 0..<Self.claimCount { try builder.add(Self.claim(number, isBound: true)) }
    let cache = builder.scheduler.cache
    let all = AttachedVolumes.OnNode(of: cache.pods[0], builder.state, cache)
    #expect(Self.text(all) == "fast 2, other 1")
    for (driver, handle, isThere) in [
      ("fast", "h0", true), ("fast", "h1", true), ("other", "h2", true), ("fast", "h2", false),
      ("a", "h0", false), ("z", "h9", false),
    ] {
      #expect(all.contains(DriverVolume(driver: driver, handle: handle)) == isThere)
    }
  }
}
