/// The writes to a cluster in order: what etcd's history is to watches.
///
/// A position counts writes since the start of the run and is the resource version of that write.
/// Watchers keep a position each; what all have passed is trimmed away.
public struct ChangeLog: Sendable {
  private var changes: ContiguousArray<ClusterChange> = []
  private var trimmed: Int = 0

  /// An empty log.
  public init() {}

  /// The position after the last write: the cluster's resource version.
  public var end: Int { trimmed + changes.count }

  /// The first position that is still kept.
  public var start: Int { trimmed }

  /// The write at `position`, which must lie in `start..<end`.
  public subscript(position: Int) -> ClusterChange { changes[position - trimmed] }

  /// What the writes at `positions` are about.
  public func subjects(in positions: Range<Int>) -> SubjectSet {
    var subjects: SubjectSet = []
    for position in positions { subjects.formUnion(SubjectSet(self[position].subject)) }
    return subjects
  }

  /// Appends a write.
  public mutating func append(_ change: ClusterChange) { changes.append(change) }

  /// Forgets the writes before `position`.
  ///
  /// Storage moves only when more than half can go, so trimming costs amortised constant time a
  /// write and allocates nothing in steady state.
  public mutating func trim(before position: Int) {
    let forgettable = min(position, end) - trimmed
    guard forgettable > 1024, forgettable > changes.count / 2 else { return }
    changes.removeSubrange(0..<forgettable)
    trimmed += forgettable
  }
}
