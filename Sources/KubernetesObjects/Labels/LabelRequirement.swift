/// One condition on a label: `key operator values`.
///
/// The same conditions serve label selectors and node selectors. Source:
/// `k8s.io/apimachinery/pkg/labels` v0.34.
public struct LabelRequirement: Hashable, Sendable {
  /// How the label's value is compared with the requirement's.
  public enum Operator: String, Hashable, Sendable {
    /// The label is there and its value is one of the listed.
    case isIn = "In"
    /// The label is absent, or its value is none of the listed.
    case notIn = "NotIn"
    /// The label is there.
    case exists = "Exists"
    /// The label is absent.
    case doesNotExist = "DoesNotExist"
    /// The label is an integer greater than the value.
    case greaterThan = "Gt"
    /// The label is an integer less than the value.
    case lessThan = "Lt"
    /// The label is there with this value; written `=`.
    case equals = "="
    /// The same as `equals`; written `==`.
    case doubleEquals = "=="
    /// The label is absent or has another value; written `!=`.
    case notEquals = "!="
  }

  /// The part of a requirement that a problem is about.
  public enum Part: Hashable, Sendable {
    case key
    /// The list of values as a whole.
    case values
    /// One value, by its index.
    case value(Int)
  }

  /// A requirement that cannot be, and which part of it is to blame.
  public struct Problem: Error, Hashable, Sendable {
    /// The part to look at.
    public let part: Part
    /// What is wrong with it.
    public let error: ValueError
  }

  /// The label's key.
  public let key: String
  /// How it is compared.
  public let operation: Operator
  /// What it is compared with, as given.
  public let values: [String]
  /// The operand of `greaterThan` and `lessThan`; 0 otherwise.
  let bound: Int64

  /// A requirement, checked as the API server checks it: the key and every value are label syntax,
  /// and the operator has as many values as it takes.
  public init(key: String, operation: Operator, values: [String] = []) throws(Problem) {
    if let error = LabelSyntax.keyProblem(key) { throw Problem(part: .key, error: error) }
    var bound: Int64 = 0
    switch operation {
    case .isIn, .notIn:
      if values.isEmpty {
        throw Problem(
          part: .values,
          error: ValueError("expected at least one value for \(operation.rawValue)"))
      }
    case .equals, .doubleEquals, .notEquals:
      if values.count != 1 {
        throw Problem(
          part: .values, error: ValueError("expected exactly one value, found \(values.count)"))
      }
    case .exists, .doesNotExist:
      if !values.isEmpty {
        throw Problem(
          part: .values,
          error: ValueError("expected no values for \(operation.rawValue), found \(values.count)"))
      }
    case .greaterThan, .lessThan:
      guard values.count == 1 else {
        throw Problem(
          part: .values,
          error: ValueError("expected exactly one integer for \(operation.rawValue)"))
      }
      guard let number = Int64(values[0]) else {
        throw Problem(
          part: .value(0),
          error: ValueError("expected a 64-bit integer, found \(values[0].excerpt)"))
      }
      bound = number
    }
    for (index, value) in values.enumerated() {
      if let error = LabelSyntax.valueProblem(value) {
        throw Problem(part: .value(index), error: error)
      }
    }
    self.init(uncheckedKey: key, operation, values, bound: bound)
  }

  /// A requirement that is known to be well formed, or need not be.
  init(uncheckedKey key: String, _ operation: Operator, _ values: [String], bound: Int64 = 0) {
    self.key = key
    self.operation = operation
    self.values = values
    self.bound = bound
  }

  /// Whether an object with `labels` meets the requirement.
  public func matches(_ labels: Labels) -> Bool { matches(value: labels[key]) }

  /// Whether a label with `value` meets the requirement; nil stands for no label.
  ///
  /// An absent label meets the negative operators. `Gt` and `Lt` are not met by an absent label nor
  /// by one that is no 64-bit integer.
  public func matches(value: String?) -> Bool {
    switch operation {
    case .isIn, .equals, .doubleEquals: value.map(values.contains) ?? false
    case .notIn, .notEquals: value.map { !values.contains($0) } ?? true
    case .exists: value != nil
    case .doesNotExist: value == nil
    case .greaterThan: value.flatMap { Int64($0) }.map { $0 > bound } ?? false
    case .lessThan: value.flatMap { Int64($0) }.map { $0 < bound } ?? false
    }
  }
}

extension LabelRequirement: CustomStringConvertible {
  /// The requirement in the text form of selectors, values in order.
  public var description: String {
    switch operation {
    case .exists: key
    case .doesNotExist: "!" + key
    case .isIn: key + " in (" + sortedValues + ")"
    case .notIn: key + " notin (" + sortedValues + ")"
    case .equals, .doubleEquals, .notEquals: key + operation.rawValue + sortedValues
    case .greaterThan: key + ">" + sortedValues
    case .lessThan: key + "<" + sortedValues
    }
  }

  private var sortedValues: String {
    values.sorted { $0.precedesInBytes($1) }.joined(separator: ",")
  }
}
