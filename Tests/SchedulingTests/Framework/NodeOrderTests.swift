import ClusterState
import TestSupport
import Testing

@testable import Scheduling

/// The order in which nodes are looked at: one of each zone in turn.
struct NodeOrderTests {
  static func node(_ name: String, _ zone: String? = nil, region: String? = nil) -> String {
    var labels: [String] = []
    if let zone { labels.append("topology.kubernetes.io/zone: \(zone)") }
    if let region { labels.append("topology.kubernetes.io/region: \(region)") }
    return "Node \(name) metadata: {labels: {\(labels.joined(separator: ", "))}}"
  }

  static func order(_ nodes: String...) throws -> [String] {
    var builder = try SchedulingBuilder(nodes.joined(separator: "\n"))
    return builder.nodeOrder()
  }

  @Test func zonesTakeTurns() throws {
    let order = try Self.order(
      Self.node("a", "x"), Self.node("b", "x"), Self.node("c", "y"), Self.node("d", "x"),
      Self.node("e", "z"), Self.node("f", "y"))
    #expect(order == ["a", "c", "e", "b", "f", "d"])
  }

  @Test func nodesWithoutZoneAreAZone() throws {
    let order = try Self.order(Self.node("a"), Self.node("b", "x"), Self.node("c"))
    #expect(order == ["a", "b", "c"])
    #expect(try Self.order(Self.node("a"), Self.node("c"), Self.node("b", "x")) == ["a", "b", "c"])
  }

  @Test func equalZonesOfTwoRegionsAreTwo() throws {
    let order = try Self.order(
      Self.node("a", "x", region: "r"), Self.node("b", "x", region: "r"),
      Self.node("c", "x", region: "s"))
    #expect(order == ["a", "c", "b"])
  }

  @Test func theOlderLabelComesFirst() throws {
    let old = "failure-domain.beta.kubernetes.io/zone"
    let order = try Self.order(
      "Node a metadata: {labels: {\(old): x, topology.kubernetes.io/zone: y}}",
      Self.node("b", "x"), Self.node("c", "y"))
    #expect(order == ["a", "c", "b"])
  }

  @Test func aZoneThatWasEmptyComesLast() throws {
    var builder = try SchedulingBuilder(
      [Self.node("a", "x"), Self.node("b", "y"), Self.node("c", "y")].joined(separator: "\n"))
    #expect(builder.nodeOrder() == ["a", "b", "c"])
    builder.removeNode("a")
    #expect(builder.nodeOrder() == ["b", "c"])
    try builder.add(Self.node("d", "x"))
    #expect(builder.nodeOrder() == ["b", "d", "c"])
  }

  @Test(arguments: [0, 1, 69, 70, 149])
  func countsFromTheStartAndRoundTheEnd(start: Int) {
    var order = NodeOrder()
    let key = NodeOrder.ZoneKey(region: .empty, zone: .empty)
    for row in 0..<150 { order.insert(NodeID(row), key) }
    order.refresh()
    let places = [3, 64, 70, 128, 149]
    let inSearch = places.filter { $0 >= start } + places.filter { $0 < start }
    var set = NodeSet()
    for place in places { set.insert(NodeID(place)) }
    for (number, place) in inSearch.enumerated() {
      #expect(order.node(number: number, at: set, from: start) == NodeID(place))
    }
  }

  @Test(.enabled(if: SharedFolder.has("cases/worked-examples.json")))
  func twoZonesOfTheDocumentation() throws {
    let example = try #require(try ReferenceTable.example("zone-roundrobin"))
    let zones = try #require(example.input["zones"] as? [String: [String]])
    let expected = try #require(example.expected["order"] as? [String])
    func word(_ text: String) -> String { text.split(separator: " ").joined() }
    var given: [String] = []
    for (zone, nodes) in zones.sorted(by: { $0.key < $1.key }) {
      for node in nodes { given.append(Self.node(word(node), word(zone))) }
    }
    var builder = try SchedulingBuilder(given.joined(separator: "\n"))
    #expect(builder.nodeOrder() == expected.map(word))
  }
}
