/// How full nodes would be with a pod on them, for the resources that a score looks at.
protocol ResourceLoad {
  /// Calls `body` for each resource that the node in `row` has, in order of the configuration.
  ///
  /// - Parameter body: takes what would be requested, what is allocatable, which is positive, and
  ///   the weight of the resource.
  func forEach(
    row: Int, _ body: (_ requested: Int64, _ allocatable: Int64, _ weight: Int64) -> Void)

  /// Writes the scores of nodes that lie side by side by `ScoringStrategy.leastAllocated`; false if
  /// they have to be asked for one by one.
  func leastAllocated(rows: Range<Int>, _ scores: UnsafeMutablePointer<Int64>) -> Bool
}

extension ResourceLoad {
  func leastAllocated(rows: Range<Int>, _ scores: UnsafeMutablePointer<Int64>) -> Bool { false }
}
