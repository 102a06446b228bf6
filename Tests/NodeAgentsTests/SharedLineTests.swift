import ClusterState
import KubernetesObjects
import SimulationEngine
import Testing

@testable import NodeAgents

@Suite("Pulls that share a line")
struct SharedLineTests {
  @Test(
    "each pull gets an equal part of the bandwidth while others go on",
    arguments: [
      // When each begins and its bytes, at 10 bytes a second; when each is there.
      ([(0, 100)], [10]),
      ([(0, 100), (0, 100)], [20, 20]),
      ([(0, 100), (5, 50)], [15, 15]),
      ([(0, 100), (0, 50), (0, 25)], [17.5, 12.5, 7.5]),
      ([(0, 30), (10, 30)], [3, 13]),
      ([(0, 0), (1, 10)], [0, 2]),
      // Thirds of a microsecond are rounded up.
      ([(0, 1), (0, 1), (0, 2)], [0.3, 0.3, 0.4]),
    ] as [([(Int64, Int64)], [Double])])
  func shares(pulls: [(begin: Int64, bytes: Int64)], ends: [Double]) {
    var line = SharedLine()
    var found = Array(repeating: -1.0, count: pulls.count)
    var begun = 0
    while begun < pulls.count || line.due.isSet {
      let next = begun < pulls.count ? SimulationTime.seconds(pulls[begun].begin) : .latest
      if line.due.isSet && line.due <= next {
        let now = line.due
        while let image = line.takeFinished(at: now, rate: 10) {
          found[Int(image.index)] = now.seconds
        }
      } else {
        line.begin(Symbol(begun), bytes: pulls[begun].bytes, at: next, rate: 10)
        begun += 1
      }
    }
    #expect(found == ends)
  }

  @Test("pulls in parallel take together what they take one after another")
  func parallelPulls() throws {
    for isSerial in [false, true] {
      var settings = KubeletTimeline.settings
      settings.images.serializeImagePulls = isSerial
      var timeline = KubeletTimeline(settings)
      let node = try timeline.node("n")
      let pods = try (0..<4).map { try timeline.pod("p\($0)", .of("image\($0)"), on: node) }
      timeline.run(to: .seconds(60))
      // 2 s of transfer each, from 1.35 on where the registry is asked at once by all.
      #expect(
        pods.map { timeline.times(of: .pulled, $0) }
          == (isSerial
            ? [["3.350"], ["6.350"], ["9.350"], ["12.350"]]
            : Array(repeating: ["9.350"], count: 4)))
    }
  }

  @Test("a pull that begins while another goes on slows it down, and a reboot ends both")
  func lateComers() throws {
    var settings = KubeletTimeline.settings
    settings.images.serializeImagePulls = false
    var timeline = KubeletTimeline(settings)
    let node = try timeline.node("n")
    let first = try timeline.pod("a", .of("image-a"), on: node)
    timeline.run(to: .seconds(1))
    let second = try timeline.pod("b", .of("image-b"), on: node)
    timeline.run(to: .seconds(30))
    // From 1.35 alone, from 2.35 to 4.35 by two, then alone again.
    #expect(timeline.times(of: .pulled, first) == ["4.350"])
    #expect(timeline.times(of: .pulled, second) == ["5.350"])
    _ = try timeline.pod("c", .of("image-c"), on: node)
    timeline.run(to: .seconds(32))
    timeline.fail(node)
    timeline.recover(node)
    timeline.run(to: .seconds(60))
    #expect(timeline.kubelets.images(of: node).count == 4)
  }
}
