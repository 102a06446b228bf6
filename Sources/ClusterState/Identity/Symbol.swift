/// An interned string: a name, a label key or a label value, as four bytes.
///
/// Equal strings of one cluster have equal symbols. The order of symbols is the order of first use,
/// not the alphabet's.
public struct Symbol: Hashable, Comparable, Sendable {
  /// The row in the symbol table.
  public let index: Int32

  /// The symbol of row `index`.
  @inlinable public init(_ index: Int) { self.index = Int32(index) }

  /// The symbol of the empty string, in every table.
  @inlinable public static var empty: Symbol { Symbol(0) }

  /// Orders symbols by first use.
  @inlinable public static func < (a: Self, b: Self) -> Bool { a.index < b.index }
}
