/// A key that its mapping has already.
struct DuplicateKey {
  let offset: Int
  let firstOffset: Int
  /// The key, cut where it is long.
  let text: String
}

/// A key while it is compared with the others of its mapping.
struct MappingKey {
  let index: Int
  /// Made of the length and the first bytes: it differs for most keys that differ.
  let digest: UInt64
}

/// Finds keys that a mapping has twice, in time that hardly grows faster than the keys' text,
/// whatever the keys are: there is no hash to collide.
///
/// Two keys are alike if their content and their type are: `1` and `"1"` are not. Keys that are
/// collections are not compared.
extension TreeBuilder {
  /// The most keys that are compared each with each; more are sorted.
  private static let pairwiseLimit = 12

  mutating func findDuplicates(
    in mapping: Int, members: Int, source: UnsafeBufferPointer<UInt8>
  ) {
    keys.removeAll(keepingCapacity: true)
    var child = mapping + 1
    for _ in 0..<members {
      var key = child
      while nodes[key].kind == .link { key = Int(nodes[key].first) }
      if nodes[key].kind == .scalar {
        keys.append(MappingKey(index: child, digest: digest(of: key, source)))
      }
      child += nodes[child].span
      child += nodes[child].span
    }
    if keys.count <= Self.pairwiseLimit {
      compareEachWithEach(source)
    } else {
      compareSorted(source)
    }
  }

  private mutating func compareEachWithEach(_ source: UnsafeBufferPointer<UInt8>) {
    for later in keys.indices.dropFirst() {
      let digest = keys[later].digest
      for earlier in 0..<later where keys[earlier].digest == digest {
        guard order(of: keys[earlier].index, keys[later].index, source) == 0 else { continue }
        note(keys[later].index, after: keys[earlier].index, source)
        break
      }
    }
  }

  private mutating func compareSorted(_ source: UnsafeBufferPointer<UInt8>) {
    var sorted = keys
    sorted.sort { a, b in
      guard a.digest == b.digest else { return a.digest < b.digest }
      let order = order(of: a.index, b.index, source)
      return order == 0 ? a.index < b.index : order < 0
    }
    var first = 0
    for index in sorted.indices.dropFirst() {
      if sorted[index].digest == sorted[first].digest,
        order(of: sorted[first].index, sorted[index].index, source) == 0
      {
        note(sorted[index].index, after: sorted[first].index, source)
      } else {
        first = index
      }
    }
  }

  private mutating func note(
    _ key: Int, after first: Int, _ source: UnsafeBufferPointer<UInt8>
  ) {
    let text = withKeyText(key, source) {
      String(decoding: $0.prefix(60), as: UTF8.self) + ($0.count > 60 ? "…" : "")
    }
    duplicates.append(
      DuplicateKey(
        offset: Int(nodes[key].offset), firstOffset: Int(nodes[first].offset), text: text))
  }

  private func digest(of key: Int, _ source: UnsafeBufferPointer<UInt8>) -> UInt64 {
    withKeyText(key, source) { text in
      let length = UInt64(text.count) &* 0x9E37_79B9_7F4A_7C15
      guard text.count < 8 else { return ByteWord(text, at: 0).bits ^ length }
      return text.reduce(length) { $0 &* 257 &+ UInt64($1) }
    }
  }

  /// Negative, zero or positive as the key at `a` comes before, is like or comes after that at `b`.
  private func order(of a: Int, _ b: Int, _ source: UnsafeBufferPointer<UInt8>) -> Int {
    withKeyText(a, source) { first in
      withKeyText(b, source) { second in
        guard first.count == second.count else { return first.count - second.count }
        for index in 0..<first.count where first[index] != second[index] {
          return Int(first[index]) - Int(second[index])
        }
        return (isString(a, first) ? 1 : 0) - (isString(b, second) ? 1 : 0)
      }
    }
  }

  private func isString(_ key: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    !nodes[resolved(key)].flags.contains(.isPlain) || ScalarValue.isString(plain: text)
  }

  private func resolved(_ key: Int) -> Int {
    var key = key
    while nodes[key].kind == .link { key = Int(nodes[key].first) }
    return key
  }

  @inline(__always)
  private func withKeyText<Result>(
    _ key: Int, _ source: UnsafeBufferPointer<UInt8>,
    _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    let node = nodes[resolved(key)]
    let range = Int(node.first)..<Int(node.first) + Int(node.extent)
    guard node.flags.contains(.isDecoded) else {
      return body(UnsafeBufferPointer(rebasing: source[range]))
    }
    return decoded.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range])) }
  }
}
