import KubernetesObjects
import StructuredText

/// Values for fields of the scenario's objects, put into their documents before these are read.
struct ObjectAssignments {
  /// An assignment, the kind that it names, and whether an object was found.
  private struct Row {
    let assignment: Assignment
    let object: (name: [String], parts: [String])
    let kind: ObjectKind
    var isApplied = false
  }

  /// What is wrong with the assignments.
  private(set) var problems: [Diagnostic] = []
  private var rows: [Row] = []
  /// The objects of the kinds that are named, which have been passed.
  private var known: [String] = []

  /// Those of `assignments` that are about objects.
  init(_ assignments: [Assignment]) {
    for assignment in assignments {
      guard let object = assignment.object else { continue }
      do throws(DiagnosticList) {
        _ = try assignment.checkedValue()
      } catch {
        problems += error.diagnostics
        continue
      }
      guard (2...3).contains(object.name.count), !object.name.contains("") else {
        problems.append(
          assignment.error("expected KIND/NAME or KIND/NAMESPACE/NAME before the first dot"))
        continue
      }
      guard let kind = Self.kind(named: object.name[0]) else {
        let names = APIObjectRegistry.types.map { $0.kind.name }
        let hint =
          Spelling.nearest(to: object.name[0], among: names)
          .map { "; did you mean \($0)?" } ?? ""
        problems.append(assignment.error("there is no kind \(object.name[0])\(hint)"))
        continue
      }
      rows.append(Row(assignment: assignment, object: object, kind: kind))
    }
  }

  /// The kind that `word` names: `Deployment`, `deployment` or `deployments`.
  private static func kind(named word: String) -> ObjectKind? {
    let word = word.lowercased()
    return APIObjectRegistry.types.lazy.map { $0.kind }.first { kind in
      kind.name.lowercased() == word
        || kind.resource.split(separator: ".").first.map(String.init) == word
    }
  }

  /// The documents with the values in their objects; one that is taken away as a whole is left out.
  ///
  /// Of an object that comes at the start and again in the timeline, the first is changed.
  mutating func apply(to documents: [SyntaxNode]) -> [SyntaxNode] {
    if rows.allSatisfy(\.isApplied) { return documents }
    let open = rows.indices.filter { !rows[$0].isApplied }
    return documents.compactMap { apply(open, to: $0) }
  }

  private mutating func apply(_ open: [Int], to node: SyntaxNode) -> SyntaxNode? {
    guard node.kind == .mapping else { return node }
    let kind = node["kind"].map { $0.kind == .scalar ? $0.text : "" } ?? ""
    if kind.hasSuffix("List"), let items = node["items"], items.kind == .sequence {
      let changed = items.elements.compactMap { apply(open, to: $0) }
      return node.mapping(
        of: node.members.map { member in
          member.key.hasText("items") ? (member.key, items.sequence(of: changed)) : member
        })
    }
    var result: SyntaxNode? = node
    for row in open {
      guard let node = result, Self.isNamed(node, kind, by: rows[row], &known) else { continue }
      rows[row].isApplied = true
      result = put(rows[row], into: node)
    }
    return result
  }

  /// Whether `node` is the object that the row names; notes its name if it is of the kind.
  private static func isNamed(
    _ node: SyntaxNode, _ kind: String, by row: Row, _ known: inout [String]
  ) -> Bool {
    guard kind == row.kind.name || kind == row.kind.formerName,
      let metadata = node["metadata"], metadata.kind == .mapping, let name = metadata["name"],
      name.kind == .scalar
    else { return false }
    let given = row.object.name
    let written = metadata["namespace"]
    let namespace = written?.kind == .scalar && written?.isNull == false ? written?.text : nil
    if known.count < 64 { known.append("\(given[0])/\(name.text)") }
    return given.last == name.text && (given.count == 2 || given[1] == namespace ?? "default")
  }

  private mutating func put(_ row: Row, into node: SyntaxNode) -> SyntaxNode? {
    let assignment = row.assignment
    guard let value = assignment.node else { return node }
    if row.object.parts.isEmpty, !value.isNull {
      problems.append(
        assignment.error("expected a field of the object, such as \(assignment.key).spec"))
      return node
    }
    do throws(Assignment.Miss) {
      return try assignment.put(value, at: row.object.parts[...], into: node)
    } catch {
      switch error {
      case .astray(let hint):
        problems.append(assignment.error("the object has nothing there\(hint)"))
      case .absent: problems += Self.problemsOfKey(row, in: node)
      }
    }
    return node
  }

  /// What the kind does not know of the steps of a key that are not in the object.
  private static func problemsOfKey(_ row: Row, in node: SyntaxNode) -> [Diagnostic] {
    let assignment = row.assignment
    guard let probe = assignment.probe,
      let changed = try? assignment.put(probe, at: row.object.parts[...], into: node)
    else { return [] }
    return assignment.own(ManifestReader(CollectionOfOne(changed)).unknownFields)
  }

  /// What is wrong, those included that are about objects that the scenario does not have.
  var allProblems: [Diagnostic] {
    problems
      + rows.filter { !$0.isApplied }.map { row in
        let name = row.object.name.joined(separator: "/")
        let near = Spelling.nearest(to: name, among: known).map { "; did you mean \($0)?" }
        let isCut = known.contains { $0.hasPrefix(name + ".") }
        let hint = isCut || near == nil ? "; a name with dots is written in quotes" : near ?? ""
        return row.assignment.error("the manifests have no \(name)\(hint)")
      }
  }
}
