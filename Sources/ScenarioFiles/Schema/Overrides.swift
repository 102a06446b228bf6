import KubernetesObjects
import StructuredText

/// Values that a command line puts in the place of those of a scenario: `--set KEY=VALUE`.
///
/// A key is the way through the scenario: `spec.seed`, `nodePools.worker.count`, `timeline.0.at`;
/// `spec.` may be left out, and a setting of the control plane may stand alone. An element of a
/// list is known by its number or by its name.
struct Overrides: Sendable {
  /// One step of the way to a node.
  struct Step: Sendable {
    /// The key, or the number of the element.
    let text: String
    /// The element's name.
    let name: String?

    func answers(to part: String) -> Bool { text == part || name == part }
  }

  /// A member of a mapping, as it counts.
  struct Member {
    let name: String
    let value: SyntaxNode
    /// The key, or the value where a command line gives both.
    let key: SyntaxNode
  }

  private struct Entry: Sendable {
    let assignment: Assignment
    let parts: [String]
    var isUsed = false
  }

  private var entries: [Entry] = []

  /// Nothing is replaced.
  init() {}

  /// The values of `assignments`, of which the last of equal keys counts.
  init(_ assignments: [Assignment]) {
    entries = assignments.map { Entry(assignment: $0, parts: $0.parts) }
  }

  /// The assignments whose way does not lead through the scenario.
  var unused: [Assignment] { entries.filter { !$0.isUsed }.map(\.assignment) }

  /// The members of `mapping`, to which `steps` lead, as they count.
  mutating func members(of mapping: SyntaxNode, at steps: [Step]) -> [Member] {
    var members = mapping.members.map {
      Member(name: $0.key.text, value: $0.value, key: $0.key)
    }
    for row in entries.indices {
      let parts = entries[row].parts
      guard parts.count > steps.count,
        zip(parts, steps).allSatisfy({ part, step in step.answers(to: part) })
      else { continue }
      let name = parts[steps.count]
      let rest = parts.dropFirst(steps.count + 1)
      let known = members.firstIndex { $0.name == name }
      if let known, !rest.isEmpty, members[known].value.kind != .scalar { continue }
      entries[row].isUsed = true
      guard let value = entries[row].assignment.node(below: rest) else { continue }
      if let known {
        members[known] = Member(name: name, value: value, key: value)
      } else {
        members.append(Member(name: name, value: value, key: value))
      }
    }
    return members
  }
}
