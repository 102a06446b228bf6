import ClusterState

extension NodeDemand {
  /// The fewest changes of labels after which the node in `row` meets the demand; none if it does.
  ///
  /// Of the terms of an affinity the one with the fewest changes is taken, the first of several. A
  /// node that no label helps gets the name of one that the pod asks for, or the news that nothing
  /// can match.
  func changes(
    row: Int, _ cache: SchedulerCache, _ symbols: SymbolTable
  ) -> ContiguousArray<NodeChange> {
    var best: ContiguousArray<NodeChange>?
    let options = terms ?? [NodeTerm(requirements: [], matchesNothing: false, problem: nil)]
    for term in options where !term.matchesNothing {
      let requirements = selector + term.requirements
      guard let changes = Self.changes(requirements, row: row, cache, symbols) else { continue }
      if changes.count < best?.count ?? .max { best = changes }
    }
    if let best { return best }
    for requirement in options.lazy.flatMap(\.requirements)
    where requirement.column == .nodeName && requirement.comparison == .isIn {
      if let name = requirement.values.first { return [.nodeName(name)] }
    }
    return [.other("the pod's node selector and affinity together match no node")]
  }

  /// The changes with which every one of `requirements` holds, one for each label; nil if they
  /// exclude each other or the node's name.
  private static func changes(
    _ requirements: ContiguousArray<NodeRequirement>, row: Int, _ cache: SchedulerCache,
    _ symbols: SymbolTable
  ) -> ContiguousArray<NodeChange>? {
    var changes: ContiguousArray<NodeChange> = []
    var seen: ContiguousArray<LabelColumnID> = []
    for failed in requirements
    where !seen.contains(failed.column) && !failed.matches(row: row, cache, symbols) {
      seen.append(failed.column)
      let same = requirements.filter { $0.column == failed.column }
      guard failed.column != .nodeName,
        let change = LabelChange(meeting: ContiguousArray(same), symbols)
      else {
        return nil
      }
      changes.append(.label(cache.columns[failed.column.row].key, change))
    }
    return changes
  }
}
