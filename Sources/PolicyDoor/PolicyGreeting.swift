/// What a policy says at the beginning.
struct PolicyGreeting {
  /// The version of the protocol.
  static let version: Int64 = 1
  /// What a policy can want.
  private static let wishes = ["groups"]

  /// Its own name; nil if it has none.
  private(set) var name: String?
  /// Whether it places groups of pods and does not want to hear of their pods.
  private(set) var wantsGroups = false

  /// The greeting in `line`.
  init(_ line: [UInt8], at place: String) throws(PolicyProblem) {
    let fields = try AnswerFields(line, at: place, type: "hello")
    let root = fields.root
    try fields.expect(root, among: ["type", "protocol", "name", "version", "wants"])
    let found = try fields.integer(root["protocol"], "protocol")
    guard found == Self.version else {
      throw fields.problem("protocol", "expected \(Self.version), found \(found)")
    }
    if let node = root["name"] { name = try fields.text(node, "name") }
    if let node = root["version"] { _ = try fields.text(node, "version") }
    guard let wants = root["wants"] else { return }
    for (index, item) in try fields.elements(wants, "wants").enumerated() {
      let wish = try fields.text(item, "wants[\(index)]")
      guard Self.wishes.contains(wish) else {
        throw fields.problem("wants[\(index)]", "expected groups, found \(wish)")
      }
      wantsGroups = true
    }
  }
}
