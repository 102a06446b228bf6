/// One requirement of a compiled selector: a key, an operator and interned operands.
public struct CompiledRequirement: Hashable, Sendable {
  /// How the label's value is compared.
  public enum Operator: Hashable, Sendable {
    /// The value is one of the operands.
    case isIn
    /// The key is absent or the value is none of the operands.
    case isNotIn
    /// The key is present.
    case exists
    /// The key is absent.
    case doesNotExist
    /// The value is an integer greater than this one.
    case isGreater(than: Int64)
    /// The value is an integer less than this one.
    case isLess(than: Int64)
    /// Nothing compares so: the operand of `Gt` or `Lt` is no integer.
    case never
  }

  /// The label's key.
  public let key: Symbol
  /// How its value is compared.
  public let comparison: Operator
  /// The operands of `isIn` and `isNotIn`.
  public let values: ContiguousArray<Symbol>

  /// The requirement that the value of `key` compares with `values` as `comparison` says.
  public init(key: Symbol, comparison: Operator, values: ContiguousArray<Symbol> = []) {
    self.key = key
    self.comparison = comparison
    self.values = values
  }

  /// Whether `labels` satisfy the requirement; `symbols` gives labels' integer values.
  public func matches(_ labels: LabelSet, _ symbols: borrowing SymbolTable) -> Bool {
    let value = labels[key]
    switch comparison {
    case .isIn: return value.map(values.contains) ?? false
    case .isNotIn: return value.map { !values.contains($0) } ?? true
    case .exists: return value != nil
    case .doesNotExist: return value == nil
    case .isGreater(let bound):
      return value.flatMap { symbols.integer($0) }.map { $0 > bound } ?? false
    case .isLess(let bound):
      return value.flatMap { symbols.integer($0) }.map { $0 < bound } ?? false
    case .never: return false
    }
  }
}

/// A label selector over interned labels.
public enum CompiledSelector: Hashable, Sendable {
  /// An absent selector: matches no object.
  case nothing
  /// All requirements must hold; without any, every object matches.
  case all(ContiguousArray<CompiledRequirement>)

  /// Whether `labels` match; `symbols` gives labels' integer values.
  public func matches(_ labels: LabelSet, _ symbols: borrowing SymbolTable) -> Bool {
    switch self {
    case .nothing: false
    case .all(let requirements): requirements.allSatisfy { $0.matches(labels, symbols) }
    }
  }

  /// Whether the selector is there and without any requirement.
  public var isEmpty: Bool { self == .all([]) }
}
