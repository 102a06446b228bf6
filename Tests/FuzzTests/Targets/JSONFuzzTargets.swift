import KubernetesObjects
import StructuredText

extension FuzzTarget {
  /// What is read is written as JSON and read again: the same tree, at places inside the text.
  static let json = FuzzTarget(
    "json", seeds: jsonSeeds, tokens: jsonTokens, families: jsonFamilies
  ) { input throws(FuzzViolation) in
    guard let tree = try readJSON(input) else { return false }
    var text: [UInt8] = []
    write(tree, to: &text)
    guard let again = try readJSON(text) else { throw FuzzViolation("cannot read back the tree") }
    var second: [UInt8] = []
    write(again, to: &second)
    try FuzzViolation.unless(text == second, "the tree changed by writing")
    return true
  }

  /// Any document that is JSON is decoded into objects or refused at places inside the text.
  static let manifest = FuzzTarget(
    "manifest",
    seeds: [
      """
      {"apiVersion":"v1","kind":"Pod","metadata":{"name":"a","labels":{"app":"x"}},"spec":{
      "containers":[{"name":"c","image":"i","resources":{"requests":{"cpu":"500m",
      "memory":"1Gi"}}}],
      "tolerations":[{"key":"k","operator":"Exists","effect":"NoExecute","tolerationSeconds":30}]}}
      """,
      """
      {"apiVersion":"v1","kind":"List","items":[{"apiVersion":"v1","kind":"Node","metadata":
      {"name":"n"},"status":{"capacity":{"cpu":4,"pods":"110"}},"spec":{"taints":[{"key":"a",
      "effect":"NoSchedule"}]}},{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"d"},
      "spec":{"replicas":3,"selector":{"matchLabels":{"a":"b"}},"template":{"metadata":{"labels":
      {"a":"b"}},"spec":{"containers":[{"name":"c","image":"i"}]}}}}]}
      """,
      """
      {"apiVersion":"batch/v1","kind":"CronJob","metadata":{"name":"j"},"spec":{"schedule":
      "*/5 * * * *","jobTemplate":{"spec":{"template":{"spec":{"restartPolicy":"Never",
      "containers":[{"name":"c","image":"i"}]}}}}}}
      """,
    ],
    tokens: jsonTokens + [
      "\"kind\":\"Service\",", "\"spec\":{}", "\"metadata\":null", "\"items\":[{}]", "\"cpu\":-1",
      "\"replicas\":99999999999999999999", "\"1e9999\"", "\"affinity\":{}", "\"apiVersion\":\"v1\"",
    ],
    families: [
      .numbered(
        "many items", from: "{\"apiVersion\":\"v1\",\"kind\":\"List\",\"items\":[", to: "{}]}"
      ) {
        "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"n\($0)\"}},"
      },
      .numbered(
        "many unknown fields", from: "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",", to: "\"z\":1}"
      ) { "\"f\($0)\":1," },
      .numbered(
        "many labels",
        from: "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"a\",\"labels\":{",
        to: "\"z\":\"1\"}}}"
      ) { "\"f\($0)\":\"v\"," },
    ]
  ) { input throws(FuzzViolation) in
    guard let tree = try readJSON(input) else { return false }
    let reader = ManifestReader([tree])
    let problems = reader.errors + reader.warnings
    if !problems.isEmpty { try FuzzViolation.unlessLocated(problems, in: input) }
    return reader.errors.isEmpty && !reader.objects.isEmpty
  }

  private static let jsonSeeds = [
    "{\"a\":[1,-2.5e3,true,null,\"x\\n\\u00e9\\ud83d\\ude00\"],\"b\":{\"c\":{}}}", "[]", "0",
    "\"\"",
    " [ 1 , 2 ]\r\n",
  ]

  private static let jsonTokens = [
    "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u0000", "\\ud800", "null", "true", "1e9999", "-",
    "0", "{\"a\":", "[[[[", "]]]]", "\"a\":1,", " ", "\n", "é", "\u{FEFF}", "//", "NaN",
  ]

  private static let jsonFamilies: [InputFamily] = [
    .repeated("open brackets", "["), .repeated("open objects", "{\"a\":"),
    InputFamily("nested arrays") { bytes in
      Array(
        (String(repeating: "[", count: bytes / 2) + String(repeating: "]", count: bytes / 2)).utf8)
    },
    .repeated("one string", "a", from: "\"", to: "\""),
    .repeated("escapes", "\\n", from: "\"", to: "\""),
    .repeated("escaped characters", "\\u00e9", from: "\"", to: "\""),
    .repeated("one number", "9"), .repeated("elements", "1,", from: "[", to: "1]"),
    .numbered("keys of one object", from: "{", to: "\"z\":0}") { "\"key\($0)\":0," },
    .repeated("equal keys", "\"a\":0,", from: "{", to: "\"a\":0}"),
    .repeated("spaces", " ", to: "1"), .repeated("empty objects", "{},", from: "[", to: "{}]"),
    .repeated("wrong literals", "tru", from: "["),
  ]

  private static func readJSON(_ input: [UInt8]) throws(FuzzViolation) -> SyntaxNode? {
    do throws(DiagnosticList) {
      return try JSONReader.read(input, file: "fuzz.json")
    } catch {
      try FuzzViolation.unlessLocated(error.diagnostics, in: input)
      return nil
    }
  }

  /// The tree as JSON; a scalar that the schema gives its type stays as it is written.
  private static func write(_ node: SyntaxNode, to text: inout [UInt8]) {
    switch node.kind {
    case .scalar where node.isPlain: text += node.text.utf8
    case .scalar: writeString(node.text, to: &text)
    case .sequence:
      text.append(UInt8(ascii: "["))
      for (index, element) in node.elements.enumerated() {
        if index > 0 { text.append(UInt8(ascii: ",")) }
        write(element, to: &text)
      }
      text.append(UInt8(ascii: "]"))
    case .mapping:
      text.append(UInt8(ascii: "{"))
      for (index, member) in node.members.enumerated() {
        if index > 0 { text.append(UInt8(ascii: ",")) }
        writeString(member.key.text, to: &text)
        text.append(UInt8(ascii: ":"))
        write(member.value, to: &text)
      }
      text.append(UInt8(ascii: "}"))
    }
  }

  private static func writeString(_ string: String, to text: inout [UInt8]) {
    text.append(UInt8(ascii: "\""))
    for byte in string.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): text += [UInt8(ascii: "\\"), byte]
      case ..<0x20: text += "\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8
      default: text.append(byte)
      }
    }
    text.append(UInt8(ascii: "\""))
  }
}
