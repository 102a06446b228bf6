import StructuredText

extension FuzzTarget {
  /// Any text becomes documents that can be walked, or is refused at places inside the text.
  static let yaml = FuzzTarget(
    "yaml",
    seeds: [
      "a: 1\nb:\n  - x\n  - {c: d, e: [f, g]}\n", "--- |\n  block\n   text\n...\n--- >-\n folded\n",
      "base: &b {k: v}\nother: *b\n", "%YAML 1.2\n---\n!!str a: !local 'it''s'\n",
      "? complex\n: \"esc\\u00e9\\x41\\n\"\n# comment\n", "- - - nested\n    - more\n",
      "key: plain\n  continued\nlist:\r\n- 1\r\n", "\"a\": 'b\n\n  c'\n",
    ],
    tokens: [
      ":", ": ", "- ", "? ", "#", " #", "&a ", "*a", "!", "!!str ", "!<tag:x>", "|", ">", "|2-\n",
      "---\n", "...\n", "%TAG ! x\n", "{", "}", "[", "]", ",", "'", "\"", "\\", "\\u", "\n", "\n  ",
      "\t", "\r\n", "  ", "<<: *a", "~", "@", "`", "\u{FEFF}", "\u{85}", "\u{2028}", "é",
    ],
    families: [
      .repeated("open brackets", "["), .repeated("open braces", "{"),
      .repeated("dashes", "- "), .repeated("question marks", "? "), .repeated("colons", ": "),
      .repeated("documents", "---\na: 1\n"), .repeated("one plain scalar", "a"),
      .repeated("a plain scalar of many lines", "word\n "),
      .repeated("a double-quoted scalar", "\\n", from: "\"", to: "\""),
      .repeated("an open quoted scalar", "x\n", from: "\""),
      .repeated("a block scalar", " line\n", from: "|\n"),
      .repeated("blank lines of a block", "\n", from: "|\n x\n", to: " y\n"),
      .numbered("keys") { "key\($0): v\n" }, .repeated("equal keys", "a: 1\n"),
      .numbered("anchors") { "- &a\($0) v\n" },
      .numbered("anchors and aliases") { "- &a\($0) v\n- *a\($0)\n" },
      .repeated("aliases", "- *a\n", from: "- &a v\n"),
      .numbered("laughs", from: "- &l0 [lol, lol]\n") { number in
        "- &l\(number + 1) [*l\(number), *l\(number)]\n"
      },
      InputFamily("aliases of long keys") { bytes in
        let long = String(repeating: "x", count: bytes / 6)
        let anchors = "- &a a\(long)\n- &b b\(long)\n- &c b\(long)\n"
        let mapping = "- {*a : 1, *b : 2}\n"
        return Array(
          (anchors + String(repeating: mapping, count: bytes / 2 / mapping.utf8.count)).utf8)
      },
      InputFamily("aliases of long keys in one mapping") { bytes in
        let long = String(repeating: "x", count: bytes / 4)
        let mapping = String(repeating: "*a : 1, *b : 2, ", count: bytes / 2 / 16)
        return Array("- &a \(long)\n- &b \(long)\n- {\(mapping)}\n".utf8)
      },
      .repeated("flow on one line", "{a: [1, 2]}, ", from: "[", to: "x]"),
      .repeated("flow pairs", "a: b, ", from: "[", to: "x]"),
      .repeated("tags", "!t ", to: "x"), .repeated("comments", "# c\n"),
      .repeated("spaces", " ", to: "x"), .repeated("tabs", "\t"), .repeated("directives", "%A b\n"),
      InputFamily("deeper and deeper lines") { bytes in
        var text: [UInt8] = []
        var depth = 0
        while text.count < bytes {
          text += [UInt8](repeating: 0x20, count: depth % 200) + "a:\n".utf8
          depth += 1
        }
        return text
      },
      .repeated("unclosed flow entries", "[a, {b: ", from: "x: "),
    ]
  ) { input throws(FuzzViolation) in
    let documents: [SyntaxNode]
    do throws(DiagnosticList) {
      documents = try YAMLReader.read(input, file: "fuzz.yaml")
    } catch {
      try FuzzViolation.unlessLocated(error.diagnostics, in: input)
      return false
    }
    var budget = 100_000
    for document in documents { walk(document, budget: &budget) }
    return true
  }

  /// Looks at every node: its kind, place and value, as far as the budget goes, for aliases may
  /// stand for far more nodes and far longer scalars than the text has.
  private static func walk(_ node: SyntaxNode, budget: inout Int) {
    guard budget > 0 else { return }
    budget -= 1 + (node.kind == .scalar ? node.withUTF8Text { $0.count } / 64 : 0)
    _ = node.location
    _ = node.tag
    switch node.kind {
    case .scalar: _ = node.value
    case .sequence: for element in node.elements { walk(element, budget: &budget) }
    case .mapping:
      for (key, value) in node.members {
        walk(key, budget: &budget)
        walk(value, budget: &budget)
      }
    }
  }
}
