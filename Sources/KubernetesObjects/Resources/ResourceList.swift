/// Quantities by resource name, in order of name.
///
/// Sums and maxima are on exact quantities; rounding to the unit that the scheduler counts in
/// happens once, at the end, in `amount(of:)`.
public struct ResourceList: Hashable, Sendable {
  /// One resource and how much of it.
  public struct Entry: Hashable, Sendable {
    public let name: ResourceName
    /// How much of it.
    public var quantity: Quantity

    /// `quantity` of the resource `name`.
    public init(name: ResourceName, quantity: Quantity) {
      self.name = name
      self.quantity = quantity
    }
  }

  /// The entries in order of name, each name once.
  public internal(set) var entries: [Entry]

  public init() { entries = [] }

  /// The resources of `pairs`; of equal names the last counts.
  public init(_ pairs: some Sequence<(ResourceName, Quantity)>) {
    entries = pairs.map(Entry.init).sortedUniquely(by: \.name.rawValue)
  }

  /// Whether no resource is named, not even with the quantity zero.
  public var isEmpty: Bool { entries.isEmpty }

  /// The quantity of a resource; nil where it is not named, which is not zero.
  public subscript(name: ResourceName) -> Quantity? {
    get {
      let index = position(of: name)
      return index < entries.count && entries[index].name == name ? entries[index].quantity : nil
    }
    set {
      let index = position(of: name)
      let isPresent = index < entries.count && entries[index].name == name
      switch (newValue, isPresent) {
      case (let quantity?, true): entries[index].quantity = quantity
      case (let quantity?, false):
        entries.insert(Entry(name: name, quantity: quantity), at: index)
      case (nil, true): entries.remove(at: index)
      case (nil, false): break
      }
    }
  }

  /// The whole units of `name` that the scheduler counts, rounded up: thousandths for cpu, units
  /// for everything else; 0 where the resource is not named.
  public func amount(of name: ResourceName) -> Int64 {
    guard let quantity = self[name] else { return 0 }
    return name == .cpu ? quantity.milliValue : quantity.value
  }

  /// The first entry whose name is not before `name`.
  private func position(of name: ResourceName) -> Int {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].name < name { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension ResourceList: ExpressibleByDictionaryLiteral {
  /// The resources of a literal; of equal names the last counts.
  public init(dictionaryLiteral elements: (ResourceName, Quantity)...) { self.init(elements) }
}

extension ResourceList: CustomStringConvertible {
  /// `cpu: 500m, memory: 1Gi`, in order of name.
  public var description: String {
    entries.map { "\($0.name): \($0.quantity)" }.joined(separator: ", ")
  }
}
