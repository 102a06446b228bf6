/// A reader under mutated inputs: what to start from, what to splice in, what must hold.
struct FuzzTarget: Sendable {
  /// The name of the reader, in reports and as the name of its random streams.
  let name: String
  /// Inputs that are read as they stand, from which all others are made.
  let seeds: [[UInt8]]
  /// Pieces of the grammar.
  let tokens: [[UInt8]]
  /// Inputs as large as asked, whose reading must take time in proportion: a name, and how to make
  /// about so many bytes of them.
  let families: [InputFamily]
  /// Reads the input and throws what does not hold; true if the reader accepted it.
  let check: @Sendable ([UInt8]) throws(FuzzViolation) -> Bool

  init(
    _ name: String, seeds: [String], tokens: [String], families: [InputFamily] = [],
    check: @escaping @Sendable ([UInt8]) throws(FuzzViolation) -> Bool
  ) {
    self.name = name
    self.seeds = seeds.map { Array($0.utf8) }
    self.tokens = tokens.map { Array($0.utf8) }
    self.families = families
    self.check = check
  }
}

/// Inputs of one shape in every size.
struct InputFamily: Sendable {
  let name: String
  let make: @Sendable (_ bytes: Int) -> [UInt8]

  init(_ name: String, _ make: @escaping @Sendable (_ bytes: Int) -> [UInt8]) {
    self.name = name
    self.make = make
  }

  /// `unit` over and over between `start` and `end`.
  static func repeated(
    _ name: String, _ unit: String, from start: String = "", to end: String = ""
  ) -> InputFamily {
    InputFamily(name) { bytes in
      let count = max(1, bytes / max(1, unit.utf8.count))
      return Array((start + String(repeating: unit, count: count) + end).utf8)
    }
  }

  /// Numbered units, each made by `unit`, between `start` and `end`.
  static func numbered(
    _ name: String, from start: String = "", to end: String = "",
    _ unit: @escaping @Sendable (Int) -> String
  ) -> InputFamily {
    InputFamily(name) { bytes in
      var text = Array(start.utf8)
      var number = 0
      while text.count < bytes {
        text += unit(number).utf8
        number += 1
      }
      return text + end.utf8
    }
  }
}

/// A property that an input broke.
struct FuzzViolation: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }

  /// Throws unless `condition` holds.
  static func unless(_ condition: Bool, _ message: @autoclosure () -> String) throws(Self) {
    if !condition { throw FuzzViolation(message()) }
  }
}
