/// A pod's consent to nodes with certain taints.
///
/// Source: `k8s.io/api/core/v1` `Toleration.ToleratesTaint` and `pkg/apis/core/validation`,
/// v0.20.2; unchanged in v0.34.
public struct Toleration: Hashable, Sendable {
  /// How the value is compared.
  public enum Operator: Hashable, Sendable {
    /// The taint's value is the same. What an absent operator means.
    case equal
    /// Any value will do.
    case exists
    /// The taint's value is a greater number; an alpha feature of 1.35.
    case greaterThan
    /// The taint's value is a lesser number; an alpha feature of 1.35.
    case lessThan
    /// An operator that is not known: it tolerates nothing.
    case unknown(String)

    /// The operator as it is written; the empty text is `equal`.
    public init(text: String) {
      switch text {
      case "", "Equal": self = .equal
      case "Exists": self = .exists
      case "Gt": self = .greaterThan
      case "Lt": self = .lessThan
      default: self = .unknown(text)
      }
    }

    /// The operator as it is written.
    public var text: String {
      switch self {
      case .equal: "Equal"
      case .exists: "Exists"
      case .greaterThan: "Gt"
      case .lessThan: "Lt"
      case .unknown(let text): text
      }
    }
  }

  /// The taint's key; empty for any.
  public var key: String
  /// How the value is compared.
  public var operation: Operator
  /// The taint's value.
  public var value: String
  /// The taint's effect; nil for any.
  public var effect: TaintEffect?
  /// How long a `noExecute` taint is borne, in seconds; nil for ever, zero or less not at all.
  public var tolerationSeconds: Int64?

  /// A toleration as given, unchecked.
  public init(
    key: String = "", operation: Operator = .equal, value: String = "",
    effect: TaintEffect? = nil, tolerationSeconds: Int64? = nil
  ) {
    self.key = key
    self.operation = operation
    self.value = value
    self.effect = effect
    self.tolerationSeconds = tolerationSeconds
  }

  /// Whether the toleration covers `taint`; for how long plays no part.
  ///
  /// The raw rule, in which an empty key means any key under every operator; `problems` says which
  /// of those the API server does not admit. `Gt` and `Lt` compare the two values as numbers: where
  /// no feature gate allows them, the API server admits none.
  public func tolerates(_ taint: Taint) -> Bool {
    if let effect, effect != taint.effect { return false }
    if !key.isEmpty && key != taint.key { return false }
    switch operation {
    case .equal: return value == taint.value
    case .exists: return true
    case .greaterThan, .lessThan:
      guard let left = Int64(canonical: taint.value), let right = Int64(canonical: value)
      else { return false }
      return operation == .greaterThan ? left > right : left < right
    case .unknown: return false
    }
  }
}

extension Int64 {
  /// The number in `text`, if it is written as numbers print: no sign `+`, no leading zero.
  ///
  /// Source: the comparison of taints and tolerations, Kubernetes 1.35.
  public init?(canonical text: String) {
    guard let number = Int64(text), String(number) == text else { return nil }
    self = number
  }
}

extension Toleration {
  /// The part of a toleration that a problem is about.
  public enum Part: Hashable, Sendable {
    case key
    case operation
    case value
    case effect
  }

  /// Something for which the API server refuses a toleration.
  public struct Problem: Error, Hashable, Sendable {
    /// The part to look at.
    public let part: Part
    /// What is wrong with it.
    public let error: ValueError
  }

  /// Everything for which the API server refuses the toleration.
  public var problems: [Problem] {
    var problems: [Problem] = []
    func add(_ part: Part, _ error: ValueError?) {
      if let error { problems.append(Problem(part: part, error: error)) }
    }
    if !key.isEmpty { add(.key, LabelSyntax.keyProblem(key)) }
    if key.isEmpty && operation != .exists {
      add(
        .operation,
        ValueError("expected the operator Exists with an empty key, which means every taint"))
    }
    if tolerationSeconds != nil && effect != .noExecute {
      add(.effect, ValueError("expected the effect NoExecute where tolerationSeconds is set"))
    }
    switch operation {
    case .equal: add(.value, LabelSyntax.valueProblem(value))
    case .exists where !value.isEmpty:
      add(.value, ValueError("expected no value with the operator Exists"))
    case .exists: break
    case .greaterThan, .lessThan:
      if Int64(canonical: value) == nil {
        add(
          .value,
          ValueError(
            "expected a whole number of 64 bits with the operator \(operation.text), found "
              + value.excerpt))
      }
    case .unknown(let text):
      add(.operation, ValueError("expected the operator Equal or Exists, found \(text.excerpt)"))
    }
    return problems
  }
}

extension Sequence where Element == Toleration {
  /// Whether one of the tolerations covers `taint`.
  public func tolerate(_ taint: Taint) -> Bool { contains { $0.tolerates(taint) } }
}
