import StructuredText
import TestSupport
import Testing

/// The YAML test suite of January 2022: 402 texts with their events, 279 with their JSON.
@Suite("YAML test suite", .enabled(if: SharedFolder.has("yaml-test-suite")))
struct YAMLSuiteTests {
  /// Cases whose events are not met, each with the reason.
  static let unmetEvents: [String: String] = [:]
  /// Cases whose JSON is not met, each with the reason.
  static let unmetJSON = [
    "2JQS": "its mapping has the empty key twice, which is an error here as section 3.2.1.3 says"
  ]

  private static func cases() throws -> [SyntaxNode] {
    let bytes = try SharedFolder.bytes("yaml-test-suite/yaml-test-suite-2022-01-17.jsonl")
    return try JSONReader.readLines(try #require(bytes), file: "yaml-test-suite")
  }

  @Test("gives the events of every case, and an error for every text that is not YAML")
  func events() throws {
    var unmet: [String: String] = [:]
    let cases = try Self.cases()
    for example in cases {
      let id = try #require(example["id"]?.text)
      let (events, problem) = YAMLEventLog.events(of: example["yaml"]?.text ?? "")
      let expected = example["events"]?.elements.map(\.text) ?? []
      if example["error"]?.value == .boolean(true) {
        if problem == nil { unmet[id, default: ""] += "accepted: \(events)" }
      } else if let problem {
        unmet[id] = "rejected: \(problem.message) at \(problem.offset)"
      } else if let first = events.indices.first(where: {
        $0 >= expected.count || events[$0] != expected[$0]
      }) {
        let wanted = first < expected.count ? expected[first] : "nothing"
        unmet[id] = "event \(first) is \(events[first]), expected \(wanted)"
      } else if events.count != expected.count {
        unmet[id] = "\(events.count) events, expected \(expected.count)"
      }
    }
    print("YAML test suite: \(cases.count - unmet.count) of \(cases.count) by events")
    #expect(cases.count == 402)
    #expect(
      Set(unmet.keys) == Set(Self.unmetEvents.keys),
      "\(unmet.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: "\n"))"
    )
  }

  @Test("gives the JSON of every case that has one, and no tree for what is not YAML")
  func json() throws {
    var unmet: [String: String] = [:]
    var count = 0
    for example in try Self.cases() {
      let id = try #require(example["id"]?.text)
      let isError = example["error"]?.value == .boolean(true)
      let expected = example["json_docs"].flatMap { $0.isNull ? nil : $0 }
      do throws(DiagnosticList) {
        let roots = try YAMLReader.read(Array((example["yaml"]?.text ?? "").utf8), file: id)
        if isError { unmet[id] = "accepted" }
        guard let expected, !isError else { continue }
        count += 1
        let wanted = Array(expected.elements)
        if roots.count != wanted.count || !zip(roots, wanted).allSatisfy(Self.isEqual) {
          unmet[id] = "read as \(roots.map(Self.sketch)), expected \(wanted.map(Self.sketch))"
        }
      } catch {
        if isError { continue }
        if expected != nil { count += 1 }
        unmet[id] = "rejected: \(error)"
      }
    }
    print("YAML test suite: \(count - unmet.count) of \(count) by JSON")
    #expect(count == 279)
    #expect(
      Set(unmet.keys) == Set(Self.unmetJSON.keys),
      "\(unmet.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: "\n"))"
    )
  }

  private static func lines(_ unmet: [String: String]) -> String {
    unmet.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: "\n")
  }

  /// Whether a node is what a JSON value says; JSON has but one kind of number and of key.
  private static func isEqual(_ node: SyntaxNode, _ json: SyntaxNode) -> Bool {
    guard node.kind == json.kind, node.count == json.count else { return false }
    switch node.kind {
    case .sequence: return zip(node.elements, json.elements).allSatisfy(isEqual)
    case .mapping:
      return node.members.allSatisfy { member in
        json[member.key.text].map { isEqual(member.value, $0) } ?? false
      }
    case .scalar: return number(node) == number(json)
    }
  }

  private static func number(_ node: SyntaxNode) -> ScalarValue {
    if case .integer(let value) = node.value { .float(Double(value)) } else { node.value }
  }

  private static func sketch(_ node: SyntaxNode) -> String {
    switch node.kind {
    case .scalar: "\(node.value)"
    case .sequence: "[" + node.elements.map(sketch).joined(separator: ", ") + "]"
    case .mapping:
      "{" + node.members.map { sketch($0.key) + ": " + sketch($0.value) }.joined(separator: ", ")
        + "}"
    }
  }
}
