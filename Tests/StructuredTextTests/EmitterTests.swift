import StructuredText
import Testing

/// A reproducible source of bits (SplitMix64).
private struct TestRandom {
  var state: UInt64

  mutating func below(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ bits >> 27) &* 0x94D0_49BB_1331_11EB
    return Int((bits ^ bits >> 31) >> 33) % bound
  }

  /// A text of characters that mean something to YAML or JSON.
  mutating func text() -> String {
    let pieces = [
      "a", "b", "key", "1", "0x1F", "1e3", "true", "null", "~", " ", "  ", "\n", "\n\n", "\t", ": ",
      ":", " #", "#", "- ", "-", "? ", "?", "---", "...", "|", ">", "&a", "*a", "!", "%", "@", "`",
      "'", "\"", "\\", "[", "]", "{", "}", ",", "é", "😀", "\u{7F}", "\u{01}", "\r", "\u{85}",
      "\u{FEFF}", "/", "<<", "=", "yes", String(repeating: "long ", count: 210),
    ]
    return (0..<below(5)).map { _ in pieces[below(pieces.count)] }.joined()
  }

  mutating func value(depth: Int) -> SyntaxValue {
    switch below(depth > 0 ? 9 : 6) {
    case 0: return .null
    case 1: return .boolean(below(2) == 0)
    case 2: return .integer(Int64(below(1 << 30)) * (below(2) == 0 ? -1 : 1))
    case 3: return .float(Double(below(1 << 30)) / Double(below(1000) + 1))
    case 4, 5: return .string(text())
    case 6: return .sequence((0..<below(4)).map { _ in value(depth: depth - 1) })
    default:
      var keys: Set<String> = []
      return .mapping(
        (0..<below(4)).compactMap { _ in
          let key = text()
          let value = value(depth: depth - 1)
          return keys.insert(key).inserted ? SyntaxValue.Member(key, value) : nil
        })
    }
  }
}

/// What was read, as a value to be written.
private func value(of node: SyntaxNode) -> SyntaxValue {
  switch node.kind {
  case .sequence: return .sequence(node.elements.map(value))
  case .mapping:
    return .mapping(node.members.map { SyntaxValue.Member($0.key.text, value(of: $0.value)) })
  case .scalar:
    switch node.value {
    case .null: return .null
    case .boolean(let value): return .boolean(value)
    case .integer(let value): return .integer(value)
    case .float(let value): return .float(value)
    case .string(let text): return .string(text)
    }
  }
}

@Suite("Emitters")
struct EmitterTests {
  @Test("what is written reads back equal", arguments: 0..<400 as Range<UInt64>)
  func roundTrip(seed: UInt64) throws {
    var random = TestRandom(state: seed)
    let original = random.value(depth: 4)
    let compact = JSONEmitter.bytes(of: original)
    let indented = JSONEmitter.bytes(of: original, layout: .indented)
    let yaml = YAMLEmitter.bytes(of: original)
    #expect(value(of: try JSONReader.read(compact, file: "seed \(seed)")) == original)
    #expect(value(of: try JSONReader.read(indented, file: "seed \(seed)")) == original)
    for bytes in [compact, indented, yaml] {
      let roots = try YAMLReader.read(bytes, file: "seed \(seed)")
      #expect(roots.map(value) == [original], "\(String(decoding: bytes, as: UTF8.self))")
    }
    let documents = YAMLEmitter.bytes(ofDocuments: [original, .null, original])
    let roots = try YAMLReader.read(documents, file: "seed \(seed)")
    #expect(roots.map(value) == [original, .null, original])
  }

  private static let example: SyntaxValue = [
    "name": "web", "image": "nginx:1.27", "replicas": 3, "ratio": .number("0.250"),
    "enabled": true, "none": .null, "version": "1.0", "answer": "yes", "empty": [],
    "nothing": [:], "args": ["--port=80", ["a": 1, "b": ["x", "y"]], [["z"]]],
    "script": "set -e\necho \"hi\"\n",
  ]

  @Test("JSON on one line")
  func compact() {
    let expected =
      #"{"name":"web","image":"nginx:1.27","replicas":3,"ratio":0.250,"enabled":true,"#
      + #""none":null,"version":"1.0","answer":"yes","empty":[],"nothing":{},"#
      + #""args":["--port=80",{"a":1,"b":["x","y"]},[["z"]]],"#
      + #""script":"set -e\necho \"hi\"\n"}"#
    #expect(String(decoding: JSONEmitter.bytes(of: Self.example), as: UTF8.self) == expected)
  }

  @Test("JSON on many lines")
  func indented() {
    let bytes = JSONEmitter.bytes(of: ["a": [1, []], "b": ["c": .float(.nan)]], layout: .indented)
    let expected = """
      {
        "a": [
          1,
          []
        ],
        "b": {
          "c": null
        }
      }
      """
    #expect(String(decoding: bytes, as: UTF8.self) == expected)
  }

  @Test("YAML in block style")
  func yaml() {
    let expected = """
      name: web
      image: nginx:1.27
      replicas: 3
      ratio: 0.250
      enabled: true
      none: null
      version: "1.0"
      answer: "yes"
      empty: []
      nothing: {}
      args:
        - "--port=80"
        - a: 1
          b:
            - x
            - "y"
        - - - z
      script: |
        set -e
        echo "hi"

      """
    #expect(String(decoding: YAMLEmitter.bytes(of: Self.example), as: UTF8.self) == expected)
  }

  @Test("numbers that are not finite")
  func infinities() throws {
    let value: SyntaxValue = [.float(.infinity), .float(-.infinity), .float(.nan), .float(-0.0)]
    let text = String(decoding: YAMLEmitter.bytes(of: value), as: UTF8.self)
    #expect(text == "- .inf\n- -.inf\n- .nan\n- -0.0\n")
  }

  @Test(
    "what is not a number is written as a text",
    arguments: ["", "1,5", "NaN", "0x10", "1.", ".5", "+1", "1 ", "01", "1\n2"])
  func badNumbers(text: String) throws {
    let node = try JSONReader.read(JSONEmitter.bytes(of: .number(text)), file: "t")
    #expect(node.value == .string(text))
    let roots = try YAMLReader.read(YAMLEmitter.bytes(of: .number(text)), file: "t")
    #expect(roots.map(\.value) == [.string(text)])
  }
}
