import KubernetesObjects
import StructuredText
import Testing

/// Inputs at the far end of what a file can hold: read, or refused at a limit, in one pass.
///
/// A debug build reads a fiftieth of each, which shows the same.
@Suite struct ExtremeInputTests {
  #if DEBUG
    private static let share = 50
  #else
    private static let share = 1
  #endif

  private static let million = 1_000_000 / share
  private static let tenMegabytes = 10_000_000 / share
  private static let hundredThousand = 100_000 / share

  /// An input, and what of its result is counted.
  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let make: @Sendable () -> String
    let count: @Sendable (String) throws -> Int
    /// What is counted, or a part of the problem.
    let outcome: Outcome

    init(
      _ name: String, _ outcome: Outcome, of count: @escaping @Sendable (String) throws -> Int,
      _ make: @escaping @Sendable () -> String
    ) {
      testDescription = name
      self.outcome = outcome
      self.count = count
      self.make = make
    }
  }

  enum Outcome: Sendable {
    case count(Int)
    case problem(String)
  }

  private static func repeated(_ unit: String, _ count: Int) -> String {
    String(repeating: unit, count: count)
  }

  private static func numbered(_ count: Int, _ unit: (Int) -> String) -> String {
    (0..<count).map(unit).joined()
  }

  private static let yamlDocuments: @Sendable (String) throws -> Int = {
    try YAMLReader.read(Array($0.utf8), file: "t.yaml").count
  }
  private static let yamlChildren: @Sendable (String) throws -> Int = { text in
    let root = try #require(try YAMLReader.read(Array(text.utf8), file: "t.yaml").first)
    return root.kind == .mapping ? root.members.count : root.elements.count
  }
  private static let yamlBytes: @Sendable (String) throws -> Int = {
    try #require(try YAMLReader.read(Array($0.utf8), file: "t.yaml").first).text.utf8.count
  }
  private static let jsonChildren: @Sendable (String) throws -> Int = { text in
    let root = try JSONReader.read(Array(text.utf8), file: "t.json")
    return root.kind == .mapping ? root.members.count : root.elements.count
  }
  private static let jsonBytes: @Sendable (String) throws -> Int = {
    try JSONReader.read(Array($0.utf8), file: "t.json").text.utf8.count
  }
  private static let quantityBytes: @Sendable (String) throws -> Int = {
    try Quantity(parsing: $0).description.utf8.count
  }

  private static let depth: [Case] = [
    Case("nested JSON arrays", .problem("deeper than the limit, 256"), of: jsonChildren) {
      repeated("[", million) + repeated("]", million)
    },
    Case("nested JSON objects", .problem("deeper than the limit, 256"), of: jsonChildren) {
      repeated("{\"a\":", million) + "1" + repeated("}", million)
    },
    Case("nested flow sequences", .problem("deeper than the limit, 256"), of: yamlChildren) {
      repeated("[", million) + repeated("]", million)
    },
    Case("nested block sequences", .problem("deeper than the limit, 256"), of: yamlChildren) {
      repeated("- ", million)
    },
  ]

  private static let scalars: [Case] = [
    Case("a JSON string", .count(tenMegabytes), of: jsonBytes) {
      "\"" + repeated("a", tenMegabytes) + "\""
    },
    Case("a plain scalar", .count(tenMegabytes), of: yamlBytes) { repeated("a", tenMegabytes) },
    Case("a plain scalar of many lines", .count(tenMegabytes - 1), of: yamlBytes) {
      repeated("a\n", tenMegabytes / 2)
    },
    Case("a double-quoted scalar", .count(tenMegabytes / 2), of: yamlBytes) {
      "\"" + repeated("\\n", tenMegabytes / 2) + "\""
    },
    Case("a single-quoted scalar", .count(tenMegabytes / 2), of: yamlBytes) {
      "'" + repeated("''", tenMegabytes / 2) + "'"
    },
    Case("a literal block", .count(tenMegabytes), of: yamlBytes) {
      "|\n" + repeated(" abcd\n", tenMegabytes / 5)
    },
    Case("a folded block", .count(tenMegabytes), of: yamlBytes) {
      ">\n" + repeated(" abcd\n", tenMegabytes / 5)
    },
    Case("a quantity of nines", .problem("is too large a quantity"), of: quantityBytes) {
      repeated("9", 1_000_000)
    },
    Case("a quantity of zeros", .count(2), of: quantityBytes) { repeated("0", 1_000_000) + "1k" },
  ]

  private static let breadth: [Case] = [
    Case("JSON keys", .count(million), of: jsonChildren) {
      "{" + numbered(million - 1) { "\"key\($0)\":1," } + "\"\":1}"
    },
    Case("YAML keys", .count(million), of: yamlChildren) { numbered(million) { "key\($0): 1\n" } },
    Case("anchors, each with its alias", .count(2 * hundredThousand), of: yamlChildren) {
      numbered(hundredThousand) { "- &a\($0) x\n- *a\($0)\n" }
    },
    Case("one line of flow", .count(tenMegabytes / 10), of: yamlChildren) {
      "[" + repeated("{a: [1]}, ", tenMegabytes / 10) + "]"
    },
    Case("documents", .count(hundredThousand), of: yamlDocuments) {
      repeated("---\na: 1\n", hundredThousand)
    },
    Case("laughs", .problem("once every alias is replaced"), of: yamlChildren) {
      "- &l0 [lol, lol]\n" + numbered(100) { "- &l\($0 + 1) [*l\($0), *l\($0)]\n" }
    },
    Case("aliases of a megabyte", .problem("once every alias is replaced"), of: yamlChildren) {
      "- &a \(repeated("x", 1_000_000))\n" + repeated("- *a\n", 100_000)
    },
  ]

  @Test(arguments: depth + scalars + breadth)
  func theExtremeIsReadOrRefusedAtItsLimit(_ extreme: Case) throws {
    let text = extreme.make()
    switch extreme.outcome {
    case .count(let expected):
      #expect(try extreme.count(text) == expected)
    case .problem(let expected):
      let error = #expect(throws: (any Error).self) { try extreme.count(text) }
      let message = error.map { "\($0)" } ?? ""
      #expect(message.contains(expected), "\(message.prefix(200))")
    }
  }
}
