import StructuredText

/// The fields of one answer, which is an object; the first that is wrong is named.
struct AnswerFields {
  /// Where the answer stands.
  let place: String
  let root: SyntaxNode

  /// The object in `line`, which has a `type`.
  init(_ line: [UInt8], at place: String, type: String) throws(PolicyProblem) {
    self.place = place
    do throws(DiagnosticList) {
      root = try JSONReader.read(line, file: place)
    } catch {
      let first = error.diagnostics[0]
      let column = first.location.map { ", column \($0.column)" } ?? ""
      throw PolicyProblem("\(place)\(column): expected JSON: \(first.message)")
    }
    guard root.kind == .mapping else { throw PolicyProblem("\(place): expected an object") }
    guard let found = root["type"], found.kind == .scalar else {
      throw problem("type", "expected \(type), found \(root["type"] == nil ? "nothing" : "a list")")
    }
    guard found.hasText(type) else {
      throw problem("type", "expected \(type), found \(Self.excerpt(found.text))")
    }
  }

  /// What is wrong with a field.
  func problem(_ field: String, _ message: String) -> PolicyProblem {
    PolicyProblem("\(place): \(field): \(message)")
  }

  /// Throws if the object at `path` has other fields than `known`.
  func expect(
    _ node: SyntaxNode, at path: String = "", among known: [String]
  ) throws(PolicyProblem) {
    guard node.kind == .mapping else { throw problem(path, "expected an object") }
    for member in node.members where !known.contains(member.key.text) {
      let key = member.key.text
      let near = Spelling.nearest(to: key, among: known).map { "; did you mean \($0)?" } ?? ""
      throw problem(
        (path.isEmpty ? "" : "\(path).") + Self.excerpt(key),
        "there is no field of this name\(near)")
    }
  }

  /// A list; of nothing, none.
  func elements(_ node: SyntaxNode?, _ path: String) throws(PolicyProblem) -> [SyntaxNode] {
    guard let node else { throw problem(path, "expected a list, found nothing") }
    guard node.kind == .sequence else { throw problem(path, "expected a list") }
    return Array(node.elements)
  }

  func text(_ node: SyntaxNode, _ path: String) throws(PolicyProblem) -> String {
    guard node.kind == .scalar, !node.isNull else { throw problem(path, "expected a text") }
    return node.text
  }

  func integer(_ node: SyntaxNode?, _ path: String) throws(PolicyProblem) -> Int64 {
    guard let node else { throw problem(path, "expected a whole number, found nothing") }
    guard node.kind == .scalar, case .integer(let value) = node.value else {
      let found = node.kind == .scalar ? Self.excerpt(node.text) : "a list or an object"
      throw problem(path, "expected a whole number, found \(found)")
    }
    return value
  }

  /// A number from 0 below `count`, of what is called `noun`.
  func number(
    _ node: SyntaxNode?, _ path: String, of noun: String, below count: Int
  ) throws(PolicyProblem) -> Int {
    let number = try integer(node, path)
    guard (0..<Int64(count)).contains(number) else {
      throw problem(path, "there is no \(noun) \(number)")
    }
    return Int(number)
  }

  /// The beginning of a long text.
  private static func excerpt(_ text: String) -> String {
    text.count > 40 ? "\(text.prefix(40))…" : text
  }
}
