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

  private static func name(_ state: ZoneState) -> String {
    switch state {
    case .normal: "Normal"
    case .partialDisruption: "PartialDisruption"
    case .fullDisruption: "FullDisruption"
    }
  }
}
