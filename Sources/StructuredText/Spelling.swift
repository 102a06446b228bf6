/// How choices are listed and misspellings answered in messages.
public enum Spelling {
  /// `a`, `a or b`, `a, b or c`.
  public static func alternatives(_ words: [String]) -> String { list(words, last: "or") }

  /// `a`, `a and b`, `a, b and c`.
  public static func list(_ words: [String]) -> String { list(words, last: "and") }

  private static func list(_ words: [String], last conjunction: String) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " \(conjunction) " + last
  }

  /// The word nearest to `text`, if it is near enough to have been meant.
  ///
  /// Near enough is at most a third of the word's length in edits; letters' case and the choice of
  /// separator do not count: `CPU Milli` is `cpu_milli`. Among equally near words the first is
  /// taken. Long texts and words beyond the first 64 are not compared, so that no input makes
  /// messages slow.
  public static func nearest(to text: String, among words: [String]) -> String? {
    var best: (word: String, distance: Int)?
    for word in words.prefix(64) {
      guard let distance = distance(from: text, to: word) else { continue }
      if distance < best?.distance ?? .max { best = (word, distance) }
    }
    return best?.word
  }

  /// The word of a table of ours nearest to `text`, however many words it has.
  public static func nearest(to text: String, inTable words: [String]) -> String? {
    let winners = stride(from: 0, to: words.count, by: 64).compactMap { start in
      nearest(to: text, among: Array(words[start..<min(words.count, start + 64)]))
    }
    return winners.count > 64
      ? nearest(to: text, inTable: winners) : nearest(to: text, among: winners)
  }

  /// How many edits make `word` of `text`, if it is near enough to have been meant; nil also for
  /// texts beyond 64 bytes.
  public static func distance(from text: String, to word: String) -> Int? {
    let bound = max(1, word.utf8.count / 3)
    guard text.utf8.count <= 64, word.utf8.count <= 64,
      abs(text.utf8.count - word.utf8.count) <= bound
    else { return nil }
    let distance = editDistance(comparable(text), comparable(word))
    return distance <= bound ? distance : nil
  }

  /// The bytes of a word in lower case, every separator an underscore.
  private static func comparable(_ word: String) -> [UInt8] {
    word.lowercased().utf8.map { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "-") ? 0x5F : $0 }
  }

  /// The fewest insertions, deletions, replacements and exchanges of neighbors that turn `a` into
  /// `b`, no place touched twice (optimal string alignment).
  ///
  /// Costs O(|a|·|b|).
  private static func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var before = [Int](repeating: 0, count: b.count + 1)
    var above = before
    var row = Array(0...b.count)
    for i in a.indices {
      (before, above) = (above, row)
      row[0] = i + 1
      for j in b.indices {
        let replaced = above[j] + (a[i] == b[j] ? 0 : 1)
        row[j + 1] = min(replaced, min(row[j], above[j + 1]) + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          row[j + 1] = min(row[j + 1], before[j - 1] + 1)
        }
      }
    }
    return row[b.count]
  }
}
