/// A value to be written as JSON or YAML.
public indirect enum SyntaxValue: Hashable, Sendable {
  case null
  /// `true` or `false`.
  case boolean(Bool)
  /// A whole number.
  case integer(Int64)
  /// A number, written with the fewest digits that read back as equal.
  ///
  /// JSON knows neither infinities nor not-a-number: there they become null.
  case float(Double)
  /// A number in JSON's notation, written as it is: for a fixed number of decimals, say.
  ///
  /// What is not a number in JSON's notation is written as a string.
  case number(String)
  case string(String)
  /// Values in order.
  case sequence([SyntaxValue])
  /// Values with names, written in this order; no two names are to be equal.
  case mapping([Member])

  /// A value with its name in a mapping.
  public struct Member: Hashable, Sendable {
    public var key: String
    public var value: SyntaxValue

    /// The value `value` under the name `key`.
    public init(_ key: String, _ value: SyntaxValue) {
      self.key = key
      self.value = value
    }
  }
}

extension SyntaxValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  /// A text.
  public init(stringLiteral value: String) { self = .string(value) }
  /// A whole number.
  public init(integerLiteral value: Int64) { self = .integer(value) }
  /// A truth value.
  public init(booleanLiteral value: Bool) { self = .boolean(value) }
  /// Values in order.
  public init(arrayLiteral elements: SyntaxValue...) { self = .sequence(elements) }
  /// Values with names, in the order written.
  public init(dictionaryLiteral elements: (String, SyntaxValue)...) {
    self = .mapping(elements.map { Member($0, $1) })
  }
}
