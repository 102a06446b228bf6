/// Objects by name: a later one of a name takes the place of the earlier, however many there are.
struct NamedObjects<Object: Sendable>: Sendable {
  /// A place for each object that has been there, in order of first appearance.
  private var places: [Object?] = []
  private var rows: [String: Int] = [:]

  /// The objects in order of first appearance.
  var all: some Sequence<Object> { places.lazy.compactMap(\.self) }

  /// The object of this name; nil if there is none.
  subscript(name: String) -> Object? { rows[name].flatMap { places[$0] } }

  /// Takes an object under its name.
  mutating func set(_ object: Object, named name: String) {
    if let row = rows[name] {
      places[row] = object
    } else {
      rows[name] = places.count
      places.append(object)
    }
  }

  /// Forgets the object of this name.
  mutating func remove(_ name: String) {
    if let row = rows.removeValue(forKey: name) { places[row] = nil }
  }
}
