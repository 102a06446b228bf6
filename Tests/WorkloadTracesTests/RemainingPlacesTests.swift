import SimulationEngine
import Testing

@testable import WorkloadTraces

/// Places that are taken away, beside a list from which elements are removed.
@Suite struct RemainingPlacesTests {
  @Test(arguments: [1, 2, 7, 64, 100])
  func `the place in a position is the one that a plain list has there`(count: Int) {
    var stream = RandomStream(seed: UInt64(count), name: "places")
    var places = RemainingPlaces(count: count)
    var list = Array(0..<count)
    while !list.isEmpty {
      let position = stream.index(below: list.count)
      #expect(places.remove(position) == list.remove(at: position))
      #expect(places.count == list.count)
      #expect((0..<count).filter { places.contains($0) } == list)
    }
  }
}
