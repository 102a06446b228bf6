import DecisionCases
import StructuredText
import TestSupport
import Testing

/// The tables of Kubernetes 1.2's own tests.
@Suite struct ClassicTableTests {
  @Test(
    "Least requested and balanced allocation score as in the table",
    .enabled(if: SharedFolder.has("tables/classic_least_requested_balanced.json")))
  func requested() throws {
    let rows = try Self.rows("classic_least_requested_balanced")
    #expect(rows.count >= 10)
    for row in rows {
      var small = SmallCase(
        .v1_2, priorities: ["LeastRequestedPriority", "BalancedResourceAllocation"])
      var podCount = 0
      for node in row.list("nodes") {
        let name = node.text("name")
        small.nodes.append(
          SmallCase.node(
            name,
            #""cpu":"\#(node.text("cpuMilli"))m","memory":"\#(node.text("memBytes"))""#))
        for containers in node.list("pods") {
          podCount += 1
          small.pods.append(Self.pod("p\(podCount)", on: name, containers))
        }
      }
      small.pod = Self.pod("pod", on: "", row["pod"])
      for (name, member) in [
        ("LeastRequestedPriority", "leastRequested"), ("BalancedResourceAllocation", "balanced"),
      ] {
        #expect(
          try small.scores(name) == Self.expected(row, member), "\(row.text("test")): \(name)")
      }
    }
  }

  @Test(
    "Selector spreading scores as in the table",
    .enabled(if: SharedFolder.has("tables/classic_selector_spread.json")))
  func spread() throws {
    let rows = try Self.rows("classic_selector_spread")
    #expect(rows.count >= 13)
    for row in rows {
      var small = SmallCase(.v1_2, priorities: ["SelectorSpreadPriority"])
      for node in row.list("nodes") {
        let zone = node["zone"].map {
          #""failure-domain.beta.kubernetes.io/zone":"\#($0.text)""#
        }
        small.nodes.append(SmallCase.node(node.text("name"), labels: zone ?? ""))
      }
      for (index, pod) in row.list("pods").enumerated() {
        small.pods.append(Self.pod("p\(index)", pod))
      }
      small.pod = row["pod"].map { Self.pod("pod", $0) } ?? ""
      let services = row.list("selectors").enumerated().map { index, selector in
        #"{"metadata":{"name":"s\#(index)"\#(Self.namespace(row["pod"]))},"#
          + #""spec":{"selector":{\#(Self.labels(selector))}}}"#
      }
      small.objects = [#""services":[\#(services.joined(separator: ","))]"#]
      #expect(
        try small.scores("SelectorSpreadPriority") == Self.expected(row, "expected"),
        "\(row.text("test"))")
    }
  }

  private static func rows(_ table: String) throws -> [SyntaxNode] {
    let bytes = try #require(try SharedFolder.bytes("tables/\(table).json"))
    return try JSONReader.read(bytes, file: table).list("rows")
  }

  /// `machine1=10 machine2=3`, in order of name.
  private static func expected(_ row: SyntaxNode, _ member: String) -> String {
    zip(row.list("nodes"), row.list(member)).map { "\($0.text("name"))=\($1.text)" }
      .sorted().joined(separator: " ")
  }

  /// A pod of containers with requests in millicores and bytes.
  private static func pod(_ name: String, on node: String, _ containers: SyntaxNode?) -> String {
    let written = (containers.map { Array($0.elements) } ?? []).enumerated().map { index, entry in
      var requests: [String] = []
      if let cpu = entry["cpuMilli"], !cpu.isNull { requests.append(#""cpu":"\#(cpu.text)m""#) }
      if let memory = entry["memBytes"], !memory.isNull {
        requests.append(#""memory":"\#(memory.text)""#)
      }
      return
        #"{"name":"c\#(index)","resources":{"requests":{\#(requests.joined(separator: ","))}}}"#
    }
    return #"{"metadata":{"name":"\#(name)"},"spec":{"nodeName":"\#(node)","containers":["#
      + written.joined(separator: ",") + "]}}"
  }

  /// A pod with labels, perhaps of a namespace, perhaps about to go.
  private static func pod(_ name: String, _ row: SyntaxNode) -> String {
    let isDeleting = row["deleting"]?.text == "true"
    let deletion = isDeleting ? #","deletionTimestamp":"2016-01-01T00:00:00Z""# : ""
    return #"{"metadata":{"name":"\#(name)"\#(namespace(row)),"labels":{\#(labels(row["labels"]))}"#
      + deletion + #"},"spec":{"nodeName":"\#(row.text("node"))","containers":[]}}"#
  }

  /// The namespace as a member; the table's nameless one is not the default one.
  private static func namespace(_ row: SyntaxNode?) -> String {
    let name = row?["ns"]?.text ?? ""
    return #","namespace":"\#(name.isEmpty ? "nameless" : name)""#
  }

  private static func labels(_ node: SyntaxNode?) -> String {
    (node.map { Array($0.members) } ?? []).map { #""\#($0.key.text)":"\#($0.value.text)""# }
      .joined(separator: ",")
  }
}

extension SyntaxNode {
  fileprivate func list(_ name: String) -> [SyntaxNode] {
    self[name].map { Array($0.elements) } ?? []
  }

  fileprivate func text(_ name: String) -> String { self[name]?.text ?? "" }
}
