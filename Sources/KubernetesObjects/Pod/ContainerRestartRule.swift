import StructuredText

/// What is done when a container exits in a certain way, before its restart policy counts.
///
/// **Divergence:** `RestartAllContainers` starts the container anew that has ended, and not those
/// beside it.
public struct ContainerRestartRule: Hashable, Sendable {

  /// The action that starts the container anew.
  public static let restarts = "Restart"
  /// The action that restarts every container of the pod.
  public static let restartsAll = "RestartAllContainers"

  /// `Restart` or `RestartAllContainers`.
  public var action = ""
  /// Whether the exit codes are listed or excluded; nil for a rule without exit codes.
  public var operation: ExitCodeOperator?
  /// The exit codes.
  public var exitCodes: [Int32] = []

  /// A rule without an action.
  public init() {}

  /// Whether the rule is about an exit with `code`.
  public func matches(_ code: Int32) -> Bool {
    switch operation {
    case .isIn: exitCodes.contains(code)
    case .notIn: !exitCodes.contains(code)
    case nil: false
    }
  }
}

extension ContainerRestartRule: ObjectDecodable {
  /// Reads one field of the rule.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "action": decoder.read(&action)
    case "exitCodes":
      var rule = self
      decoder.readMembers { name, decoder in
        switch name {
        case "operator": decoder.read(&rule.operation)
        case "values": decoder.read(&rule.exitCodes)
        default: decoder.skipUnknownField()
        }
      }
      self = rule
    default: decoder.skipUnknownField()
    }
  }
}

extension ContainerRestartRule {
  /// Source: `validateContainerRestartPolicy` of `pkg/apis/core/validation`, Kubernetes 1.35.
  func validate(_ validator: inout ObjectValidator) {
    let actions = [Self.restarts, Self.restartsAll]
    if !actions.contains(action) {
      let near = Spelling.nearest(to: action, among: actions)
      let hint = near.map { "; did you mean \($0)?" } ?? ""
      validator.report(
        "action",
        action.isEmpty
          ? "required"
          : "expected \(Spelling.alternatives(actions)), found \(action.excerpt)\(hint)")
    }
    guard operation != nil else {
      validator.report("exitCodes", "required, with an operator")
      return
    }
    validator.check(
      (1...255).contains(exitCodes.count), "exitCodes.values",
      "expected 1 to 255 exit codes, found \(exitCodes.count)")
  }
}

extension Container {
  /// The most rules of one container.
  private static let mostRestartRules = 20

  /// Checks when the container is started again; of a container that runs with others, the version
  /// decides whether it may say so.
  func validateRestarts(_ validator: inout ObjectValidator) {
    guard !restartPolicyRules.isEmpty else { return }
    validator.check(
      restartPolicy != nil, "restartPolicy", "required where restartPolicyRules are given")
    validator.check(
      restartPolicyRules.count <= Self.mostRestartRules, "restartPolicyRules",
      "expected at most \(Self.mostRestartRules) rules, found \(restartPolicyRules.count)")
    validator.each("restartPolicyRules", restartPolicyRules) { $0.validate(&$1) }
  }
}
