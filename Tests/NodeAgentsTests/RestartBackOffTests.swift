import NodeAgents
import SimulationEngine
import StructuredText
import TestSupport
import Testing

@Suite("RestartBackOff")
struct RestartBackOffTests {
  @Test("a container that dies at once waits 0, 10, 20, 40, 80, 160, 300, 300 s")
  func growingPause() {
    #expect(Self.waits(run: 0, count: 8) == [0, 10, 20, 40, 80, 160, 300, 300])
  }

  @Test("a container that ran for more than twice the longest pause begins anew")
  func longRunsBeginAnew() {
    #expect(Self.waits(run: 601, count: 4) == [0, 0, 0, 0])
    #expect(Self.waits(run: 600, count: 4) == [0, 10, 20, 40])
  }

  @Test("the table of crashloop_backoff.json holds")
  func table() throws {
    guard let bytes = try SharedFolder.bytes("tables/crashloop_backoff.json") else { return }
    let rows = try #require(try JSONReader.read(bytes, file: "crashloop_backoff.json")["rows"])
    for row in rows.elements {
      let run = try #require(Int64(row["runSeconds"]?.text ?? ""))
      let expected = try #require(row["waitBeforeRestart"]).elements.compactMap { Int64($0.text) }
      #expect(Self.waits(run: run, count: expected.count) == expected, "\(row.location)")
    }
  }

  /// The pauses before the restarts of a container that always runs for `run` seconds.
  private static func waits(run: Int64, count: Int) -> [Int64] {
    var backOff = RestartBackOff()
    var start = SimulationTime.zero
    return (0..<count).map { _ in
      let finished = start + .seconds(run)
      start = backOff.restartTime(finished: finished, initial: .seconds(10), cap: .seconds(300))
      return (start - finished) / .seconds(1)
    }
  }
}
