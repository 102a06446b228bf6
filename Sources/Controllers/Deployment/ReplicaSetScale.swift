/// A write of one replica set by its deployment: its size and its annotations.
///
/// Equal sizes mean that only the annotations are out of date; such a write makes no event.
package struct ReplicaSetScale: Hashable, Sendable {
  /// The set's position in the list that was given.
  package let set: Int
  /// The size before.
  package let from: Int32
  /// The size after.
  package let to: Int32

  /// A change of the set at `set`.
  package init(set: Int, from: Int32, to: Int32) {
    self.set = set
    self.from = from
    self.to = to
  }
}
