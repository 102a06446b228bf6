import ClusterState

/// What a node's label would have to be.
public enum LabelChange: Hashable, Sendable {
  /// One of these values, of which none is better than another.
  case oneOf(ContiguousArray<Symbol>)
  /// Any value but these.
  case present(except: ContiguousArray<Symbol>)
  /// A whole number between two bounds, themselves excluded; `example` is one.
  case integer(example: Int64, above: Int64?, below: Int64?)
  case absent
  /// Not there, or any value but these.
  case otherThan(ContiguousArray<Symbol>)

  /// The change after which a label meets all of `requirements`; nil if no value does.
  init?(meeting requirements: ContiguousArray<NodeRequirement>, _ symbols: SymbolTable) {
    var wish = LabelWish()
    for requirement in requirements { wish.add(requirement) }
    guard !wish.isImpossible else { return nil }
    if let allowed = wish.allowed {
      var values: ContiguousArray<Symbol> = []
      for value in allowed where !values.contains(value) {
        if requirements.allSatisfy({ $0.accepts(value, symbols) }) { values.append(value) }
      }
      guard !values.isEmpty else { return nil }
      self = .oneOf(values)
    } else if wish.isNumber {
      guard let example = wish.number(symbols), !wish.mustBeAbsent else { return nil }
      self = .integer(example: example, above: wish.above, below: wish.below)
    } else if wish.mustBePresent {
      if wish.mustBeAbsent { return nil }
      self = .present(except: wish.excluded)
    } else {
      self = wish.mustBeAbsent ? .absent : .otherThan(wish.excluded)
    }
  }
}

/// What several requirements say of one label together.
private struct LabelWish {
  var allowed: ContiguousArray<Symbol>?
  var excluded: ContiguousArray<Symbol> = []
  var above: Int64?
  var below: Int64?
  var mustBePresent = false
  var mustBeAbsent = false
  var isImpossible = false

  var isNumber: Bool { above != nil || below != nil }

  mutating func add(_ requirement: NodeRequirement) {
    switch requirement.comparison {
    case .isIn: allowed = allowed ?? requirement.values
    case .isNotIn: excluded += requirement.values
    case .exists: mustBePresent = true
    case .doesNotExist: mustBeAbsent = true
    case .isGreater(let bound): above = max(above ?? bound, bound)
    case .isLess(let bound): below = min(below ?? bound, bound)
    case .never: isImpossible = true
    }
  }

  /// The least number between the bounds that is not excluded; labels hold no sign.
  func number(_ symbols: SymbolTable) -> Int64? {
    let taken = excluded.compactMap { symbols.integer($0) }
    var number = max(above ?? -1, -1)
    repeat {
      guard number < .max else { return nil }
      number += 1
    } while taken.contains(number)
    if let below, number >= below { return nil }
    return number
  }
}
