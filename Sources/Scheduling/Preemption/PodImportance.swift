/// Which of two pods is spared first: the one of higher priority, then the one that has run longer.
///
/// Source: `util.MoreImportantPod`, Kubernetes 1.34.
enum PodImportance {
  /// The pods, most important first.
  ///
  /// A pod that has not started counts as starting at the moment it is compared, so of two such
  /// pods the one that comes later in the list is asked first: the Go code's insertion sort
  /// reverses them.
  static func sorted(_ pods: ContiguousArray<PlacedPod>) -> ContiguousArray<PlacedPod> {
    var sorted = pods
    for index in sorted.indices.dropFirst() {
      var place = index
      while place > 0 && isMoreImportant(sorted[place], sorted[place - 1]) {
        sorted.swapAt(place, place - 1)
        place -= 1
      }
    }
    return sorted
  }

  private static func isMoreImportant(_ a: PlacedPod, _ b: PlacedPod) -> Bool {
    if a.priority != b.priority { return a.priority > b.priority }
    switch (a.started.isSet, b.started.isSet) {
    case (true, true): return a.started < b.started
    case (true, false): return true
    case (false, true): return false
    case (false, false): return true
    }
  }
}
