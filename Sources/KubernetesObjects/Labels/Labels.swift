/// Labels (or annotations): texts by key, in order of key.
public struct Labels: Hashable, Sendable {
  /// One label.
  public struct Entry: Hashable, Sendable {
    /// The key, with its prefix if it has one.
    public let key: String
    /// The value, perhaps empty.
    public var value: String

    /// The label `key=value`.
    public init(key: String, value: String) {
      self.key = key
      self.value = value
    }
  }

  /// The labels in order of key, each key once.
  public private(set) var entries: [Entry]

  public init() { entries = [] }

  /// The labels of `pairs`; of equal keys the last counts.
  public init(_ pairs: some Sequence<(String, String)>) {
    entries = pairs.map(Entry.init).sortedUniquely(by: \.key)
  }

  /// The number of labels.
  public var count: Int { entries.count }

  /// Whether there are no labels.
  public var isEmpty: Bool { entries.isEmpty }

  /// The value of the label `key`; nil where there is none.
  public subscript(key: String) -> String? {
    get {
      // Equality of short texts is so much cheaper than order that few labels are just looked at.
      if entries.count <= 8 { return entries.first { $0.key == key }?.value }
      let index = position(of: key)
      return index < entries.count && entries[index].key == key ? entries[index].value : nil
    }
    set {
      let index = position(of: key)
      let isPresent = index < entries.count && entries[index].key == key
      switch (newValue, isPresent) {
      case (let value?, true): entries[index].value = value
      case (let value?, false): entries.insert(Entry(key: key, value: value), at: index)
      case (nil, true): entries.remove(at: index)
      case (nil, false): break
      }
    }
  }

  /// Whether every label of this set is one of `other`, with an equal value.
  public func isSubset(of other: Labels) -> Bool {
    guard count <= other.count else { return false }
    return entries.allSatisfy { other[$0.key] == $0.value }
  }

  /// Takes every label of `other`, replacing values of equal keys.
  public mutating func merge(_ other: Labels) {
    entries = (entries + other.entries).sortedUniquely(by: \.key)
  }

  /// The first label whose key is not before `key` in order of UTF-8 bytes.
  private func position(of key: String) -> Int {
    if let last = entries.last, last.key.precedesInBytes(key) {
      return entries.count
    }
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].key.precedesInBytes(key) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }
}

extension Labels: ExpressibleByDictionaryLiteral {
  /// The labels of a literal; of equal keys the last counts.
  public init(dictionaryLiteral elements: (String, String)...) { self.init(elements) }
}

extension Labels: Sequence {
  /// Goes through the labels in order of key.
  public func makeIterator() -> IndexingIterator<[Entry]> { entries.makeIterator() }
}

extension Labels: CustomStringConvertible {
  /// `app=web,tier=front`, in order of key.
  public var description: String {
    entries.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
  }
}
