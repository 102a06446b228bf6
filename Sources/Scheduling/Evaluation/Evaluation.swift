/// How the scheduler works its decisions out; the decisions are equal.
public enum Evaluation: String, CaseIterable, Sendable {
  /// What is known of a pod's template from earlier pods is kept, and only the nodes that have
  /// changed since are looked at again.
  case incremental
  /// Every plugin is asked about every node, for every pod: slow, and plain to read.
  case fullScan
}
