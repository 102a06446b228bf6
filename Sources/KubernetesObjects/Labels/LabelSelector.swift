/// A conjunction of label requirements.
///
/// Without requirements it matches everything. An absent selector matches nothing: that is
/// `nil`, for which `Optional` has `matches(_:)` too.
///
/// Source: `k8s.io/apimachinery/pkg/labels` and `metav1.LabelSelectorAsSelector` v0.34.
public struct LabelSelector: Hashable, Sendable {
  /// What an object must meet, in order of key; equal keys stay in the order given.
  public let requirements: [LabelRequirement]

  /// The selector that matches everything.
  public static let everything = LabelSelector([])

  /// The conjunction of `requirements`.
  public init(_ requirements: [LabelRequirement]) {
    // Sorting by (key, place) keeps equal keys in order, which the standard sort does not promise.
    self.requirements = requirements.enumerated()
      .sorted { a, b in
        a.element.key == b.element.key
          ? a.offset < b.offset
          : a.element.key.precedesInBytes(b.element.key)
      }
      .map(\.element)
  }

  /// A plain map, as the selectors of Service and ReplicationController are; not checked.
  public init(matching labels: Labels) {
    requirements = labels.entries.map {
      LabelRequirement(uncheckedKey: $0.key, .equals, [$0.value])
    }
  }

  /// Whether there are no requirements, so that everything matches.
  public var isEverything: Bool { requirements.isEmpty }

  /// Whether an object with `labels` meets every requirement.
  public func matches(_ labels: Labels) -> Bool {
    requirements.allSatisfy { $0.matches(labels) }
  }
}

extension LabelSelector {
  /// The part of the object form that a problem is about.
  public enum Part: Hashable, Sendable {
    /// The label `key` of `matchLabels`.
    case matchLabel(key: String)
    /// A part of the expression at an index of `matchExpressions`; nil stands for its operator.
    case matchExpression(Int, LabelRequirement.Part?)
  }

  /// Something in the object form that cannot be.
  public struct Problem: Error, Hashable, Sendable {
    /// The part to look at.
    public let part: Part
    /// What is wrong with it.
    public let error: ValueError
  }

  /// An entry of `matchExpressions` as it is written.
  public struct Expression: Hashable, Sendable {
    /// The label's key.
    public var key: String
    /// The operator: `In`, `NotIn`, `Exists` or `DoesNotExist`.
    public var operation: String
    public var values: [String]

    /// An expression as written, unchecked.
    public init(key: String, operation: String, values: [String] = []) {
      self.key = key
      self.operation = operation
      self.values = values
    }
  }

  /// The object form: labels to equal and expressions to meet, all of them.
  /// - Throws: the first problem, with the part to blame; `problems(matchLabels:matchExpressions:)`
  ///   has all of them.
  public init(matchLabels: Labels, matchExpressions: [Expression] = []) throws(Problem) {
    switch Self.reading(matchLabels, matchExpressions) {
    case (let requirements, let problems):
      if let problem = problems.first { throw problem }
      self.init(requirements)
    }
  }

  /// Everything that is wrong with an object form, in the order written.
  public static func problems(
    matchLabels: Labels, matchExpressions: [Expression]
  ) -> [Problem] {
    reading(matchLabels, matchExpressions).problems
  }

  private static func reading(
    _ matchLabels: Labels, _ matchExpressions: [Expression]
  ) -> (requirements: [LabelRequirement], problems: [Problem]) {
    var requirements: [LabelRequirement] = []
    var problems: [Problem] = []
    for label in matchLabels.entries {
      do throws(LabelRequirement.Problem) {
        requirements.append(
          try LabelRequirement(key: label.key, operation: .equals, values: [label.value]))
      } catch {
        problems.append(Problem(part: .matchLabel(key: label.key), error: error.error))
      }
    }
    for (index, expression) in matchExpressions.enumerated() {
      guard let operation = objectOperators[expression.operation] else {
        problems.append(
          Problem(
            part: .matchExpression(index, nil), error: operatorError(expression.operation)))
        continue
      }
      do throws(LabelRequirement.Problem) {
        requirements.append(
          try LabelRequirement(
            key: expression.key, operation: operation, values: expression.values))
      } catch {
        problems.append(Problem(part: .matchExpression(index, error.part), error: error.error))
      }
    }
    return (requirements, problems)
  }

  /// The operators of the object form; `Gt` and `Lt` belong to node selectors only.
  private static let objectOperators: [String: LabelRequirement.Operator] = [
    "In": .isIn, "NotIn": .notIn, "Exists": .exists, "DoesNotExist": .doesNotExist,
  ]

  private static func operatorError(_ text: String) -> ValueError {
    let names = ["In", "NotIn", "Exists", "DoesNotExist"]
    let near = names.first { $0.lowercased() == text.lowercased() }
    let advice = near.map { "; did you mean \"\($0)\"?" } ?? ""
    return ValueError(
      "expected the operator In, NotIn, Exists or DoesNotExist, found \(text.excerpt)\(advice)")
  }
}

extension LabelSelector: CustomStringConvertible {
  /// The canonical text: requirements in order of key, joined by commas; empty for everything.
  public var description: String {
    requirements.map(\.description).joined(separator: ",")
  }
}

extension Optional where Wrapped == LabelSelector {
  /// Whether an object with `labels` is selected; without a selector nothing is.
  public func matches(_ labels: Labels) -> Bool {
    map { $0.matches(labels) } ?? false
  }
}
