import ClusterState
import Controllers
import SimulationEngine
import StructuredText
import TestSupport
import Testing

@Suite("DeletionRanking")
struct DeletionRankingTests {
  @Test("the table of pod_deletion_ranking.json holds, in both eras")
  func table() throws {
    guard let bytes = try SharedFolder.bytes("tables/pod_deletion_ranking.json") else { return }
    let table = try JSONReader.read(bytes, file: "pod_deletion_ranking.json")
    let rows = try #require(table["rows"])
    #expect(rows.count > 0)
    for row in rows.elements {
      let pods = try #require(row["pods"]).elements.map(Self.pod)
      for (field, era) in [("deleteOrderPlain", Era.classic), ("deleteOrderReplicaSet", .crowding)]
      {
        let expected = try #require(row[field]).elements.map(\.text)
        let order = pods.sorted { $0.precedes($1, era: era, now: .seconds(1000)) }
        #expect(order.map(\.tieBreaker) == expected, "\(row.location) \(field)")
      }
    }
  }

  @Test("from 1.22 on, pods of nearly one age tie, and the name decides")
  func logarithmicAges() {
    func pod(_ name: String, ready: Int64) -> DeletionRanking {
      DeletionRanking(
        isAssigned: true, phase: .running, isReady: true, readySince: .seconds(ready),
        restarts: 0, created: .zero, tieBreaker: name)
    }
    let (older, younger) = (pod("a", ready: 10), pod("b", ready: 20))
    #expect(younger.precedes(older, era: .crowding, now: .seconds(1000)))
    #expect(older.precedes(younger, era: .modern, now: .seconds(1000)))
    #expect(younger.precedes(older, era: .modern, now: .seconds(21)))
  }

  private typealias Era = DeletionRanking.Era

  private static func pod(_ node: SyntaxNode) -> DeletionRanking {
    func seconds(_ field: String) -> SimulationTime? {
      let value = Int64(node[field]?.text ?? "") ?? -1
      return value < 0 ? nil : .seconds(value)
    }
    let phase: PodPhase = node["phase"]?.text == "Running" ? .running : .pending
    var rank = DeletionRanking(
      isAssigned: node["node"]?.text != "", phase: phase, isReady: node["ready"]?.text == "true",
      readySince: seconds("readyAt"), restarts: Int32(node["restarts"]?.text ?? "") ?? 0,
      created: seconds("createdAt"), tieBreaker: node["name"]?.text ?? "")
    rank.neighbors = Int32(node["coLocated"]?.text ?? "") ?? 0
    return rank
  }
}
