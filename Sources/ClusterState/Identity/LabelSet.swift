/// One label: an interned key and value.
public struct LabelPair: Hashable, Comparable, Sendable {
  /// The label's key.
  public let key: Symbol
  /// The label's value.
  public let value: Symbol

  /// The label `key=value`.
  @inlinable public init(key: Symbol, value: Symbol) {
    self.key = key
    self.value = value
  }

  /// Orders labels by the symbols of key, then value.
  @inlinable public static func < (a: Self, b: Self) -> Bool {
    a.key != b.key ? a.key < b.key : a.value < b.value
  }
}

/// The labels of one object, interned, sorted by key symbol, keys unique.
public struct LabelSet: Hashable, Sendable {
  /// The labels in ascending order of their key symbols.
  public let pairs: ContiguousArray<LabelPair>

  /// The set of `pairs`, in any order; keys must be unique.
  public init(_ pairs: some Sequence<LabelPair>) {
    self.pairs = ContiguousArray(pairs.sorted())
  }

  /// The set without labels.
  public static let empty = LabelSet([])

  /// The value of `key`, or nil if the object does not carry it. Linear in the number of labels,
  /// which is small.
  @inlinable public subscript(key: Symbol) -> Symbol? {
    for pair in pairs where pair.key == key { return pair.value }
    return nil
  }

  /// Whether every pair of `other` is in this set: the match of a service's or a replication
  /// controller's map selector.
  public func isSuperset(of other: LabelSet) -> Bool {
    other.pairs.allSatisfy { self[$0.key] == $0.value }
  }
}
