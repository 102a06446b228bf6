import StructuredText
import Testing

/// Lists whose items are read one after another.
@Suite struct JSONItemsTests {
  /// The items of a text by `name`, with their lines; nil where the text is not taken.
  private static func items(_ text: String) throws -> [String]? {
    var items: [String] = []
    let isTaken = try JSONReader.forEachItem(
      ofKind: "List", in: Array(text.utf8), file: "list.json"
    ) { item in
      items.append("\(item["name"]?.text ?? "-") in line \(item.location.line)")
    }
    return isTaken ? items : nil
  }

  @Test(arguments: [
    (#"{"kind":"List","items":[]}"#, []),
    (
      "{\"items\":[{\"name\":\"a\"},\n {\"name\":\"b\"}],\n\"kind\":\"List\"}\n",
      ["a in line 1", "b in line 2"]
    ),
    (
      "\u{FEFF}{\"kind\":\"List\",\"n\":-1.5e3,\"t\":true,\"items\":[\n{\"name\":\"]}\\\"\"}]}",
      ["]}\" in line 2"]
    ),
    (#"{"kind":"List","m":{"items":[1,"\\"]},"items":[{"a":{"b":[{}]}}]}"#, ["- in line 1"]),
  ])
  func `each item comes with its line`(text: String, items: [String]) throws {
    #expect(try Self.items(text) == items)
  }

  @Test(arguments: [
    "", "[]", "{}", #"{"kind":"List"}"#, #"{"kind":"PodList","items":[]}"#,
    #"{"kind":"List","items":[]"#, #"{"kind":"List","items":[]} x"#,
    #"{"kind":"List","items":[1]}"#, #"{"kind":"List","items":[],"items":[]}"#,
    #"{"kind":"List","items":[{"a":"}"#, #"{"kind":"List","items":{}}"#,
  ])
  func `another text is left to the reader of whole files`(text: String) throws {
    #expect(try Self.items(text) == nil)
  }

  @Test func `a problem in an item has its line`() throws {
    let text = "{\"kind\":\"List\",\"items\":[{},\n{\"a\" 1}]}"
    let failure = #expect(throws: DiagnosticList.self) { try Self.items(text) }
    #expect(failure?.diagnostics.first?.location?.line == 2)
  }
}
