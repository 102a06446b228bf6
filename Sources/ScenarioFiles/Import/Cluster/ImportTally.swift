/// What an import has made and left out, counted, in the order in which it came up.
struct ImportTally {
  private(set) var rows: [(text: String, count: Int)] = []
  private var places: [String: Int] = [:]

  /// Counts `count` more of what `text` says.
  mutating func add(_ text: String, _ count: Int = 1) {
    guard count > 0 else { return }
    if let place = places[text] {
      rows[place].count += count
    } else {
      places[text] = rows.count
      rows.append((text, count))
    }
  }

  /// The rows as one text: `3 pods that have ended, 1 pod of a node that is not in the dump`.
  var text: String { rows.map { "\($0.count) \($0.text)" }.joined(separator: ", ") }
}
