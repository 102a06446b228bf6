/// Counts why nodes were turned down and words it as `kubectl describe pod` shows it.
///
/// Source: `framework.FitError.Error`, Kubernetes 1.34.
struct FitMessage {
  private var counts: [String: Int] = [:]

  /// Counts every one of `reasons` for `nodes` nodes.
  mutating func add(_ reasons: [String], nodes: Int = 1) {
    guard nodes > 0 else { return }
    for reason in reasons { counts[reason, default: 0] += nodes }
  }

  /// `0/5 nodes are available: 3 Insufficient cpu, 2 Too many pods.`
  func text(nodeCount: Int) -> String {
    let entries = counts.map { "\($0.value) \($0.key)" }.sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
    return "0/\(nodeCount) nodes are available: \(entries.joined(separator: ", "))."
  }
}
