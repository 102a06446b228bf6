import ClusterState
import KubernetesObjects

/// Which pod templates the selectors of autoscalers' targets match, and which autoscalers meet in
/// one template.
///
/// Each autoscaler looks at each template once in the life of its selector.
package struct AutoscalerSelections: Sendable {
  private struct Selection: Sendable {
    var selector = CompiledSelector.nothing
    /// How many templates have been looked at.
    var position = 0
    var templates: ContiguousArray<PodTemplateID> = []
  }

  private var selections: ContiguousArray<Selection> = []
  /// The autoscalers whose selector matches each template, by row of the template table.
  private var claims: ContiguousArray<ContiguousArray<Int32>> = []

  /// No autoscaler has a target yet.
  package init() {}

  /// The templates whose pods `selector`, that of the target of the autoscaler in `row`, matches.
  package mutating func templates(
    of row: Int32, _ selector: CompiledSelector, in namespace: Symbol,
    _ cluster: borrowing ClusterState
  ) -> ContiguousArray<PodTemplateID> {
    while selections.count <= Int(row) { selections.append(Selection()) }
    if selections[Int(row)].selector != selector {
      forget(row)
      selections[Int(row)].selector = selector
    }
    let templates = cluster.templates.all
    while claims.count < templates.count { claims.append([]) }
    while selections[Int(row)].position < templates.count {
      let template = templates[selections[Int(row)].position]
      selections[Int(row)].position += 1
      guard template.namespace == namespace, selector.matches(template.labels, cluster.symbols)
      else { continue }
      selections[Int(row)].templates.append(template.id)
      claims[template.id.row].append(row)
    }
    return selections[Int(row)].templates
  }

  /// Forgets the selector of the autoscaler in `row`.
  mutating func forget(_ row: Int32) {
    guard Int(row) < selections.count else { return }
    for template in selections[Int(row)].templates {
      claims[template.row].removeAll { $0 == row }
    }
    selections[Int(row)] = Selection()
  }

  /// The autoscalers that select pods of `templates` which are there, in order of their rows.
  func autoscalers(
    of templates: ContiguousArray<PodTemplateID>, _ cluster: borrowing ClusterState
  ) -> ContiguousArray<Int32> {
    var rows: ContiguousArray<Int32> = []
    for template in templates where cluster.pods.counts(of: template).live > 0 {
      for row in claims[template.row] where !rows.contains(row) { rows.append(row) }
    }
    rows.sort()
    return rows
  }
}

extension CompiledSelector {
  /// The selector as `scale.status.selector` has it.
  func text(_ symbols: borrowing SymbolTable) -> String {
    guard case .all(let requirements) = self else { return "" }
    return requirements.map { requirement in
      let key = symbols[requirement.key]
      let values = requirement.values.map { symbols[$0] }
      return switch requirement.comparison {
      case .isIn where values.count == 1: "\(key)=\(values[0])"
      case .isIn: "\(key) in (\(values.joined(separator: ",")))"
      case .isNotIn: "\(key) notin (\(values.joined(separator: ",")))"
      case .exists: key
      case .doesNotExist: "!\(key)"
      case .isGreater(let bound): "\(key)>\(bound)"
      case .isLess(let bound): "\(key)<\(bound)"
      case .never: ""
      }
    }.joined(separator: ",")
  }
}
