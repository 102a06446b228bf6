extension String {
  /// Whether the UTF-8 bytes of the text come before those of `other`: an order that no locale and
  /// no version of Unicode changes.
  package func precedesInBytes(_ other: String) -> Bool {
    let order = utf8.withContiguousStorageIfAvailable { own in
      other.utf8.withContiguousStorageIfAvailable { Self.isBefore(own, $0) }
    }
    return (order ?? nil) ?? utf8.lexicographicallyPrecedes(other.utf8)
  }

  private static func isBefore(
    _ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    let shorter = Swift.min(a.count, b.count)
    var index = 0
    while index < shorter, a[index] == b[index] { index += 1 }
    return index < shorter ? a[index] < b[index] : a.count < b.count
  }
}

extension Array {
  /// The elements in order of `key`; of equal keys only the last is kept.
  ///
  /// Input in order, which is the usual case, takes one pass.
  func sortedUniquely(by key: (Element) -> String) -> [Element] {
    let isAscending = zip(self, dropFirst()).allSatisfy { key($0).precedesInBytes(key($1)) }
    if isAscending { return self }
    let sorted = enumerated().sorted { a, b in
      let (keyA, keyB) = (key(a.element), key(b.element))
      return keyA == keyB ? a.offset < b.offset : keyA.precedesInBytes(keyB)
    }
    var result: [Element] = []
    result.reserveCapacity(count)
    for (_, element) in sorted {
      if let last = result.last, key(last) == key(element) { result.removeLast() }
      result.append(element)
    }
    return result
  }
}
