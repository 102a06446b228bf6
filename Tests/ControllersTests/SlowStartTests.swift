import ClusterState
import SimulationEngine
import StructuredText
import TestSupport
import Testing

@testable import Controllers

/// Creations come in batches that double.
@Suite struct SlowStartTests {
  private static func batches(creating count: Int32) -> [Int32] {
    var writes = ReplicaWrites()
    let workload = WorkloadID(0)
    var batches = [writes.beginCreations(count, of: workload, slowly: true)]
    var left = batches[0]
    while left > 0 {
      switch writes.end(of: workload, isRefused: false) {
      case .underWay: left -= 1
      case .nextBatch(let size):
        batches.append(size)
        left = size
      case .ended: left = 0
      }
    }
    return batches.filter { $0 > 0 }
  }

  @Test func `the batches are those of the table`() throws {
    guard let bytes = try SharedFolder.bytes("tables/slow_start_batches.json") else { return }
    let rows = try #require(try JSONReader.read(bytes, file: "slow_start_batches.json")["rows"])
    #expect(rows.count > 10)
    for row in rows.elements {
      let missing = try #require(Int32(row["missing"]?.text ?? ""))
      let created = try #require(Int32(row["createdThisSync"]?.text ?? ""))
      // The bound of one sync, `BurstReplicas`.
      #expect(min(missing, 500) == created, "\(row.location)")
      let expected = try #require(row["batches"]).elements.compactMap { Int32($0.text) }
      #expect(Self.batches(creating: created) == expected, "\(row.location)")
    }
  }

  @Test func `a refusal ends the sync with its batch`() {
    var writes = ReplicaWrites()
    let workload = WorkloadID(0)
    #expect(writes.beginCreations(10, of: workload, slowly: true) == 1)
    #expect(writes.end(of: workload, isRefused: false) == .nextBatch(2))
    #expect(writes.end(of: workload, isRefused: true) == .underWay)
    #expect(writes.end(of: workload, isRefused: false) == .ended(skipped: 7, hasFailed: true))
  }
}
