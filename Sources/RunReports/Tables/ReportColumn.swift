/// A column of a report's table: what stands in it, whatever a single run has to say.
///
/// The header of the file, `columns.json`, `load.sql` and the reference page are made from it.
struct ReportColumn: Hashable, Sendable {
  /// What the fields are; an empty one is absent, whatever the type.
  enum Kind: String, Sendable {
    case text
    /// A whole number of 64 bits.
    case integer
    /// A whole number that 64 bits may not hold: a sum over many nodes.
    case wideInteger = "wide integer"
    /// A number with six decimals.
    case decimal

    /// The type in DuckDB.
    var duckDB: String {
      switch self {
      case .text: "VARCHAR"
      case .integer: "BIGINT"
      case .wideInteger: "HUGEINT"
      case .decimal: "DOUBLE"
      }
    }

    /// The type in pandas: one that knows absent values, so that it is the type of an empty column
    /// too. pandas has no whole numbers beyond 64 bits.
    var pandas: String {
      switch self {
      case .text: "string"
      case .integer: "Int64"
      case .wideInteger, .decimal: "Float64"
      }
    }
  }

  let name: String
  let kind: Kind
  /// The unit of a number; empty for text.
  let unit: String
  let meaning: String

  private init(_ name: String, _ kind: Kind, _ unit: String, _ meaning: String) {
    self.name = name
    self.kind = kind
    self.unit = unit
    self.meaning = meaning
  }

  static func text(_ name: String, _ meaning: String) -> Self {
    Self(name, .text, "", meaning)
  }

  /// Seconds since the start, or of a duration.
  static func seconds(_ name: String, _ meaning: String) -> Self {
    Self(name, .decimal, "seconds", meaning)
  }

  static func ratio(_ name: String, _ meaning: String) -> Self {
    Self(name, .decimal, "ratio", meaning)
  }

  static func decimal(_ name: String, _ unit: String, _ meaning: String) -> Self {
    Self(name, .decimal, unit, meaning)
  }

  static func integer(_ name: String, _ unit: String, _ meaning: String) -> Self {
    Self(name, .integer, unit, meaning)
  }

  /// A sum over many nodes.
  static func sum(_ name: String, _ unit: String, _ meaning: String) -> Self {
    Self(name, .wideInteger, unit, meaning)
  }

  /// The columns that name a pod in every file that speaks of one.
  static let pod: [Self] = [
    .text("namespace", "The pod's namespace."),
    .text("pod", "The pod's name."),
    .podUID("pod_uid"),
  ]

  /// The number of a pod: unlike its name, it is never given twice.
  static func podUID(
    _ name: String, _ meaning: String = "The pod's number in order of creation."
  )
    -> Self
  { .integer(name, "number", meaning) }
}
