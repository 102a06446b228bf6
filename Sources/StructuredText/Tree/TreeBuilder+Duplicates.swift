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
  /// The scalar that the key is or stands for; for a long one that is like an earlier one, that.
  let target: Int
  /// Made of the length and the bytes: it differs for most keys that differ.
  let digest: UInt64
}

/// Finds keys that a mapping has twice, in time that hardly grows faster than the keys' text,
/// whatever the keys are: there is no hash to collide.
///
/// Two keys are alike if their content and their type are: `1` and `"1"` are not. Keys that are
/// collections are not compared.
extension TreeBuilder {
  /// A key of more bytes that stands behind an alias is read once, however many aliases it has.
  private static let longKeyBytes = 64

  /// The most keys that are compared each with each; more are sorted.
  private static let pairwiseLimit = 12

  mutating func findDuplicates(
    in mapping: Int, members: Int, source: UnsafeBufferPointer<UInt8>
  ) {
    keys.removeAll(keepingCapacity: true)
    var child = mapping + 1
    for _ in 0..<members {
      let target = resolved(child)
      if nodes[target].kind == .scalar { keys.append(key(at: child, target: target, source)) }
      child += nodes[child].span
      child += nodes[child].span
    }
    if keys.count <= Self.pairwiseLimit {
      compareEachWithEach(source)
    } else {
      compareSorted(source)
    }
  }

  private mutating func key(
    at index: Int, target: Int, _ source: UnsafeBufferPointer<UInt8>
  ) -> MappingKey {
    guard index != target, Int(nodes[target].extent) > Self.longKeyBytes else {
      return MappingKey(index: index, target: target, digest: digest(of: target, source))
    }
    if let known = longKeys[target] {
      return MappingKey(index: index, target: known.target, digest: known.digest)
    }
    let digest = digest(of: target, source)
    let candidates = longKeysByDigest[digest, default: []]
    let alike = candidates.first { order(of: $0, target, source) == 0 }
    if alike == nil { longKeysByDigest[digest, default: []].append(target) }
    let key = MappingKey(index: index, target: alike ?? target, digest: digest)
    longKeys[target] = key
    return key
  }

  private mutating func compareEachWithEach(_ source: UnsafeBufferPointer<UInt8>) {
    for later in keys.indices.dropFirst() {
      let digest = keys[later].digest
      for earlier in 0..<later where keys[earlier].digest == digest {
        guard order(of: keys[earlier].target, keys[later].target, source) == 0 else { continue }
        note(keys[later].index, after: keys[earlier].index, source)
        break
      }
    }
  }

  private mutating func compareSorted(_ source: UnsafeBufferPointer<UInt8>) {
    var sorted = keys
    sorted.sort { a, b in
      guard a.digest == b.digest else { return a.digest < b.digest }
      let order = order(of: a.target, b.target, source)
      return order == 0 ? a.index < b.index : order < 0
    }
    var first = 0
    for index in sorted.indices.dropFirst() {
      if sorted[index].digest == sorted[first].digest,
        order(of: sorted[first].target, sorted[index].target, source) == 0
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
    shadowedKeys.insert(lastAlike[first] ?? first)
    lastAlike[first] = key
    duplicates.append(
      DuplicateKey(
        offset: Int(nodes[key].offset), firstOffset: Int(nodes[first].offset), text: text))
  }

  /// A digest of the first eight bytes and the length, and of all bytes of a long key: keys with
  /// long common parts are told apart without comparing them.
  private func digest(of key: Int, _ source: UnsafeBufferPointer<UInt8>) -> UInt64 {
    withKeyText(key, source) { text in
      let length = UInt64(text.count) &* 0x9E37_79B9_7F4A_7C15
      guard text.count >= 8 else { return text.reduce(length) { $0 &* 257 &+ UInt64($1) } }
      let first = ByteWord(text, at: 0).bits ^ length
      return text.count > Self.longKeyBytes ? Self.digest(ofAll: text, from: first) : first
    }
  }

  /// Mixes every word in by a multiplication whose halves are folded.
  private static func digest(
    ofAll text: UnsafeBufferPointer<UInt8>, from start: UInt64
  ) -> UInt64 {
    var digest = start
    func mix(_ word: ByteWord) {
      let product = (digest ^ word.bits).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
      digest = (product.high ^ product.low) &+ 0xD1B5_4A32_D192_ED03
    }
    for offset in stride(from: 8, to: text.count - 8, by: 8) { mix(ByteWord(text, at: offset)) }
    mix(ByteWord(text, at: text.count - 8))
    return digest
  }

  /// Negative, zero or positive as the key at `a` comes before, is like or comes after that at `b`.
  private func order(of a: Int, _ b: Int, _ source: UnsafeBufferPointer<UInt8>) -> Int {
    if a == b { return 0 }
    return withKeyText(a, source) { first in
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
