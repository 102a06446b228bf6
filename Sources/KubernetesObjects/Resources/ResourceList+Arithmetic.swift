extension ResourceList {
  /// The exact sum, resource by resource.
  public static func + (a: Self, b: Self) -> Self {
    var result = a
    result += b
    return result
  }

  /// Adds every resource of `b`.
  public static func += (a: inout Self, b: Self) {
    a.combine(with: b) { ($0 ?? .zero) + $1 }
  }

  /// The exact difference; a resource that only `b` names comes out negative.
  public static func - (a: Self, b: Self) -> Self {
    var result = a
    result -= b
    return result
  }

  /// Subtracts every resource of `b`.
  public static func -= (a: inout Self, b: Self) {
    a.combine(with: b) { ($0 ?? .zero) - $1 }
  }

  /// Raises every resource to that of `other` where that is more, as init containers raise a pod's
  /// request.
  public mutating func formMaximum(_ other: Self) {
    combine(with: other) { own, others in own.map { $0 >= others ? $0 : others } ?? others }
  }

  /// The larger quantity of each resource.
  public func maximum(_ other: Self) -> Self {
    var result = self
    result.formMaximum(other)
    return result
  }

  /// Takes every resource that `other` names from `other`.
  public mutating func override(with other: Self) {
    combine(with: other) { _, others in others }
  }

  /// Sets every resource of `other` to what `operation` makes of the quantity here, if there is
  /// one, and the quantity there; one pass over both.
  private mutating func combine(
    with other: Self, _ operation: (Quantity?, Quantity) -> Quantity
  ) {
    if entries.elementsEqual(other.entries, by: { $0.name == $1.name }) {
      // The same resources, as among the containers of most pods: nothing moves.
      for index in entries.indices {
        entries[index].quantity = operation(entries[index].quantity, other.entries[index].quantity)
      }
      return
    }
    var merged: [Entry] = []
    merged.reserveCapacity(entries.count + other.entries.count)
    var index = 0
    for entry in other.entries {
      while index < entries.count, entries[index].name < entry.name {
        merged.append(entries[index])
        index += 1
      }
      var own: Quantity?
      if index < entries.count, entries[index].name == entry.name {
        own = entries[index].quantity
        index += 1
      }
      merged.append(Entry(name: entry.name, quantity: operation(own, entry.quantity)))
    }
    merged.append(contentsOf: entries[index...])
    entries = merged
  }
}
