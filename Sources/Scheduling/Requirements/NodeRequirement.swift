import ClusterState
import KubernetesObjects

/// A condition on one label of a node, or on its name, over a label column.
public struct NodeRequirement: Sendable {
  /// The column of the label; the column of names for `metadata.name`.
  public let column: LabelColumnID
  /// How the value is compared.
  public let comparison: CompiledRequirement.Operator
  /// The operands of `isIn` and `isNotIn`.
  public let values: ContiguousArray<Symbol>

  /// Whether a node whose label has `value` meets the condition; nil stands for no label.
  func accepts(_ value: Symbol?, _ symbols: SymbolTable) -> Bool {
    switch comparison {
    case .isIn: value.map(values.contains) ?? false
    case .isNotIn: value.map { !values.contains($0) } ?? true
    case .exists: value != nil
    case .doesNotExist: value == nil
    case .isGreater(let bound): value.flatMap { symbols.integer($0) }.map { $0 > bound } ?? false
    case .isLess(let bound): value.flatMap { symbols.integer($0) }.map { $0 < bound } ?? false
    case .never: false
    }
  }

  /// Whether the node in `row` meets the condition.
  func matches(row: Int, _ cache: SchedulerCache, _ symbols: SymbolTable) -> Bool {
    accepts(cache.columns[column.row].value(row: row), symbols)
  }
}

/// One term of a node selector: conditions that must hold together.
public struct NodeTerm: Sendable {
  public let requirements: ContiguousArray<NodeRequirement>
  /// Whether the term has no condition, or one that cannot be: it then matches nothing.
  public let matchesNothing: Bool
  /// Why the term cannot be, if so.
  public let problem: String?

  /// Whether the node in `row` meets every condition.
  func matches(row: Int, _ cache: SchedulerCache, _ symbols: SymbolTable) -> Bool {
    !matchesNothing && requirements.allSatisfy { $0.matches(row: row, cache, symbols) }
  }
}

/// What a pod demands of a node's labels: its node selector and its required node affinity.
public struct NodeDemand: Sendable {
  /// The pairs of `nodeSelector`, all of which must hold.
  public var selector: ContiguousArray<NodeRequirement> = []
  /// The terms of the required node affinity, one of which must hold; nil without an affinity.
  public var terms: ContiguousArray<NodeTerm>?

  public init() {}

  /// Whether every node does.
  public var isEmpty: Bool { selector.isEmpty && terms == nil }

  /// Whether the node in `row` does.
  public func matches(row: Int, _ cache: SchedulerCache, _ symbols: SymbolTable) -> Bool {
    guard selector.allSatisfy({ $0.matches(row: row, cache, symbols) }) else { return false }
    return terms?.contains { $0.matches(row: row, cache, symbols) } ?? true
  }

  /// The nodes of `cache` that do.
  public func nodes(in cache: SchedulerCache, _ symbols: SymbolTable) -> NodeSet {
    var nodes = cache.present
    for requirement in selector {
      nodes.formIntersection(requirement.nodes(in: cache, symbols))
    }
    guard let terms else { return nodes }
    var union = NodeSet(capacity: cache.rowCount)
    for term in terms where !term.matchesNothing {
      var matching = nodes
      for requirement in term.requirements {
        matching.formIntersection(requirement.nodes(in: cache, symbols))
      }
      union.formUnion(matching)
    }
    return union
  }
}

extension NodeRequirement {
  /// The nodes that meet the condition: judged once a value, not once a node.
  func nodes(in cache: SchedulerCache, _ symbols: SymbolTable) -> NodeSet {
    let column = cache.columns[self.column.row]
    let verdicts = column.values.map { accepts($0, symbols) }
    let whenAbsent = accepts(nil, symbols)
    var nodes = cache.present
    nodes.retain { node in
      let domain = column.domain(row: node.row)
      return domain < 0 ? whenAbsent : verdicts[domain]
    }
    return nodes
  }
}

/// The nodes that a pod names one by one (`matchFields` on `metadata.name` in every term).
///
/// Source: `NodeAffinity.PreFilter`, Kubernetes 1.34.
public enum NamedNodes: Sendable {
  /// Some term names no node: every node may do.
  case any
  /// Every term names nodes that exclude each other.
  case conflict
  /// Only nodes of these names may do.
  case names(ContiguousArray<Symbol>)
}
