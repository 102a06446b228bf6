/// Objects by name: a later one of a name takes the place of the earlier, however many there are.
struct NamedObjects<Object: Sendable>: Sendable {
  /// The objects in order of first appearance.
  private(set) var all: [Object] = []
  private var rows: [String: Int] = [:]

  /// The object of this name; nil if there is none.
  subscript(name: String) -> Object? { rows[name].map { all[$0] } }

  /// Takes an object under its name.
  mutating func set(_ object: Object, named name: String) {
    if let row = rows[name] {
      all[row] = object
    } else {
      rows[name] = all.count
      all.append(object)
    }
  }

  /// Forgets the object of this name.
  mutating func remove(_ name: String) {
    guard let row = rows.removeValue(forKey: name) else { return }
    all.remove(at: row)
    rows = rows.mapValues { $0 > row ? $0 - 1 : $0 }
  }
}
