/// The strings of one cluster, each stored once.
///
/// Strings are for input and output; inside, symbols index columns.
public struct SymbolTable: Sendable {
  private var names: ContiguousArray<String>
  private var integers: ContiguousArray<Int64?>
  private var symbols: [String: Symbol]

  /// A table that holds the empty string only.
  public init() {
    names = [""]
    integers = [nil]
    symbols = ["": .empty]
  }

  /// How many strings the table holds.
  public var count: Int { names.count }

  /// The symbol of `name`, which is added if it is new.
  public mutating func intern(_ name: String) -> Symbol {
    if let known = symbols[name] { return known }
    let symbol = Symbol(names.count)
    names.append(name)
    integers.append(Int64(name))
    symbols[name] = symbol
    return symbol
  }

  /// The symbol of `name`, or nil if no object of the cluster has used it.
  public func find(_ name: String) -> Symbol? { symbols[name] }

  /// The string of `symbol`.
  public subscript(symbol: Symbol) -> String { names[Int(symbol.index)] }

  /// The string of `symbol` as a 64-bit decimal integer, or nil if it is none.
  ///
  /// Parsed once, for the node selector's `Gt` and `Lt` (Go's `strconv.ParseInt(value, 10, 64)`).
  public func integer(_ symbol: Symbol) -> Int64? { integers[Int(symbol.index)] }
}
