/// Answers a column's name that is not there with the one that was probably meant.
enum ColumnSpelling {
  /// The name nearest to `wanted`, if at most a third of it differs; the first of equals.
  static func nearest(to wanted: String, among names: [String]) -> String? {
    guard wanted.utf8.count <= 64 else { return nil }
    let target = comparable(wanted)
    var best: (name: String, distance: Int)?
    for name in names where name.utf8.count <= 64 {
      let distance = editDistance(target, comparable(name))
      if distance <= max(1, target.count / 3), distance < best?.distance ?? .max {
        best = (name, distance)
      }
    }
    return best?.name
  }

  /// Case and the choice of separator do not count: `CPU Milli` is near to `cpu_milli`.
  private static func comparable(_ name: String) -> [UInt8] {
    name.lowercased().utf8.map { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "-") ? 0x5F : $0 }
  }

  /// The fewest insertions, deletions and replacements that turn `a` into `b`, in O(|a|·|b|).
  private static func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var row = Array(0...b.count)
    for i in a.indices {
      var diagonal = row[0]
      row[0] = i + 1
      for j in b.indices {
        let replaced = diagonal + (a[i] == b[j] ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(replaced, min(row[j], diagonal) + 1)
      }
    }
    return row[b.count]
  }
}
