/// The most that a scenario may ask for; beyond, reading ends with an error that names the limit.
///
/// They keep a slip of the pen from exhausting memory: the largest clusters that are known have a
/// tenth of these.
enum Limits {
  /// Nodes at the start and nodes that join, together.
  static let nodes: Int64 = 1_000_000
  /// Pods of every origin: objects, replicas that are asked for at some time, and arrivals that are
  /// expected or recorded.
  static let pods: Int64 = 20_000_000
  /// Rows of samples, by their period and the number of nodes.
  static let samples: Int64 = 100_000_000
  /// One amount of a resource, in millicores or whole units: the largest up to which every whole
  /// number is a double, so that no score or share of two amounts overflows 64 bits.
  static let amount: Int64 = 1 << 53
  /// Failures that are expected to strike.
  static let faults: Int64 = 50_000_000
  /// Bytes of all files that a scenario reads: 2 GiB, of which a tree takes as much again.
  static let inputBytes = 1 << 31
  /// Bytes of a scenario's name: a file system takes 255, and the folder has a longer name while it
  /// is written.
  static let nameBytes = 200
  /// Files that a scenario reads.
  static let files = 10_000
  /// Scenarios that include one another.
  static let includes = 32
}
