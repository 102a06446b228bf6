import KubernetesObjects

extension ClusterState {
  /// A selector over interned labels.
  public mutating func compile(_ selector: LabelSelector) -> CompiledSelector {
    .all(ContiguousArray(selector.requirements.map { compile($0) }))
  }

  /// One requirement over interned labels.
  public mutating func compile(_ requirement: LabelRequirement) -> CompiledRequirement {
    let key = symbols.intern(requirement.key)
    let values = ContiguousArray(requirement.values.map { symbols.intern($0) })
    let bound = requirement.values.first.flatMap { Int64($0) }
    switch requirement.operation {
    case .isIn, .equals, .doubleEquals:
      return CompiledRequirement(key: key, comparison: .isIn, values: values)
    case .notIn, .notEquals:
      return CompiledRequirement(key: key, comparison: .isNotIn, values: values)
    case .exists: return CompiledRequirement(key: key, comparison: .exists)
    case .doesNotExist: return CompiledRequirement(key: key, comparison: .doesNotExist)
    case .greaterThan:
      return CompiledRequirement(key: key, comparison: bound.map { .isGreater(than: $0) } ?? .never)
    case .lessThan:
      return CompiledRequirement(key: key, comparison: bound.map { .isLess(than: $0) } ?? .never)
    }
  }
}
