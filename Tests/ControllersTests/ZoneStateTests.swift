import Controllers
import StructuredText
import TestSupport
import Testing

@Suite("ZoneState")
struct ZoneStateTests {
  private let zones = NodeLifecycleSettings.Zones()
  private let settings = NodeLifecycleSettings(eviction: .taints(NodeLifecycleSettings.Zones()))

  @Test(
    "one or two failures never make a disruption, unless no node is left",
    arguments: [
      (1, 1, ZoneState.normal), (0, 1, .fullDisruption), (2, 2, .normal), (0, 2, .fullDisruption),
    ])
  func fewFailures(ready: Int, notReady: Int, expected: ZoneState) {
    #expect(ZoneState(ready: ready, notReady: notReady, zones: zones) == expected)
  }

  @Test("the table of zone_state.json holds")
  func table() throws {
    guard let bytes = try SharedFolder.bytes("tables/zone_state.json") else { return }
    let rows = try #require(try JSONReader.read(bytes, file: "zone_state.json")["rows"])
    for row in rows.elements {
      let ready = try #require(Int(row["ready"]?.text ?? ""))
      let notReady = try #require(Int(row["notReady"]?.text ?? ""))
      let state = ZoneState(ready: ready, notReady: notReady, zones: zones)
      #expect(Self.name(state) == row["state"]?.text, "\(row.location)")
      let rate = state.evictionRateThousandths(
        nodeCount: ready + notReady, settings: settings, zones: zones)
      let expected = try #require(Double(row["evictionQPS"]?.text ?? ""))
      #expect(rate == Int64((expected * 1000).rounded()), "\(row.location)")
    }
  }

  @Test(.enabled(if: SharedFolder.has("cases/worked-examples.json")))
  func `a disrupted zone of many nodes is evicted slowly, a lost one as ever`() throws {
    let file = "worked-examples.json"
    let bytes = try #require(try SharedFolder.bytes("cases/" + file))
    let cases = try #require(try JSONReader.read(bytes, file: file)["cases"]).elements
    let example = try #require(cases.first { $0["id"]?.text == "node-evict-unhealthy-zone" })
    let expected = try #require(example["expected"])
    func rate(_ state: ZoneState, _ nodes: Int) -> Int64 {
      state.evictionRateThousandths(nodeCount: nodes, settings: settings, zones: zones)
    }
    #expect(expected["large"]?.text == "0.01/s" && rate(.partialDisruption, 51) == 10)
    #expect(expected["small"]?.text == "evictions stop" && rate(.partialDisruption, 50) == 0)
    #expect(rate(.fullDisruption, 51) == rate(.normal, 51))
    // From 55 of a hundred on.
    #expect(ZoneState(ready: 45, notReady: 55, zones: zones) == .partialDisruption)
    #expect(ZoneState(ready: 46, notReady: 54, zones: zones) == .normal)
  }

  private static func name(_ state: ZoneState) -> String {
    switch state {
    case .normal: "Normal"
    case .partialDisruption: "PartialDisruption"
    case .fullDisruption: "FullDisruption"
    }
  }
}
