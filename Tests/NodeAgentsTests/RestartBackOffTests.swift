import KubernetesObjects
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

  @Test(.enabled(if: SharedFolder.has("cases/worked-examples.json")))
  func `the page's pauses, their cap and their reset hold`() throws {
    let file = "worked-examples.json"
    let bytes = try #require(try SharedFolder.bytes("cases/" + file))
    let cases = try #require(try JSONReader.read(bytes, file: file)["cases"]).elements
    let example = try #require(cases.first { $0["id"]?.text == "crashloop-backoff" })
    let expected = try #require(example["expected"])
    let delays = try #require(expected["delays_s"]).elements.compactMap { Int64($0.text) }
    func number(_ key: String) throws -> Int64 { try #require(Int64(expected[key]?.text ?? "")) }
    // The first restart comes at once; the page counts from the second one on.
    #expect(Self.waits(run: 0, count: delays.count + 1) == [0] + delays)
    #expect(delays.max() == (try number("cap_s")))
    let settings = KubeletSettings()
    #expect(settings.crashLoopBackOffMaximum == .seconds(try number("cap_s")))
    #expect(settings.crashLoopBackOffInitial == .seconds(delays[0]))
    let reset = try number("reset_after_ok_s")
    #expect(Self.waits(run: reset + 1, count: 3) == [0, 0, 0])
    #expect(Self.waits(run: reset - 1, count: 3) == [0, 10, 20])
    #expect(PodSpec().terminationGracePeriodSeconds == (try number("default_grace_s")))
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
