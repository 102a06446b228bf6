/// The most that a scenario may ask for; beyond, reading ends with an error that names the limit.
///
/// They keep a slip of the pen from exhausting memory: the largest clusters that are known have a
/// tenth of these.
enum Limits {
  /// Nodes at the start and nodes that join, together.
  static let nodes: Int64 = 1_000_000
  /// Replicas that a scenario asks for, and pods that are expected to arrive.
  static let pods: Int64 = 20_000_000
  /// Rows of samples, by their period and the number of nodes.
  static let samples: Int64 = 500_000_000
  /// Failures that are expected to strike.
  static let faults: Int64 = 50_000_000
  /// Files that a scenario reads.
  static let files = 10_000
  /// Scenarios that include one another.
  static let includes = 32
}
