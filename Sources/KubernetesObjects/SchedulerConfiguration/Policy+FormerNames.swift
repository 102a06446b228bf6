/// Names that policies could use once, and what does their work in the last version that read any.
extension Policy {
  /// Predicates that became others, by their former names.
  ///
  /// Since Kubernetes 1.12 a condition of a node that keeps pods away is a taint, and a cordon is
  /// one too. Source: the changelogs of Kubernetes 1.7 to 1.20.
  private static let formerPredicates = [
    "CheckNodeCondition": "PodToleratesNodeTaints",
    "CheckNodeMemoryPressure": "PodToleratesNodeTaints",
    "CheckNodeDiskPressure": "PodToleratesNodeTaints",
    "CheckNodePIDPressure": "PodToleratesNodeTaints",
    "PodToleratesNodeNoExecuteTaints": "PodToleratesNodeTaints",
    "NoVolumeNodeConflict": "CheckVolumeBinding",
  ]
  /// Priorities that are gone.
  ///
  /// Source: the changelog of Kubernetes 1.20.
  private static let removedPriorities: Set<String> = ["ResourceLimitsPriority"]

  /// Puts the names of Kubernetes 1.20 in the place of those that policies of 1.4 to 1.19 used.
  ///
  /// An entry with an argument may have any name, and keeps it.
  /// - Returns: what was replaced, with the paths in the text.
  public mutating func replaceFormerNames() -> [ValidationIssue] {
    var notes = ObjectValidator()
    for (row, predicate) in (predicates ?? []).enumerated() where predicate.argument == nil {
      guard let name = Self.formerPredicates[predicate.name] else { continue }
      notes.each("predicates", at: row) {
        $0.report("name", "predicate \(predicate.name) is part of \(name) today")
      }
      predicates?[row].name = name
    }
    for (row, priority) in (priorities ?? []).enumerated()
    where priority.argument == nil && Self.removedPriorities.contains(priority.name) {
      notes.each("priorities", at: row) {
        $0.report("name", "priority \(priority.name) is gone and has no successor")
      }
      // It adds nothing, and the others keep their places.
      priorities?[row].name = "EqualPriority"
    }
    return notes.issues
  }
}
