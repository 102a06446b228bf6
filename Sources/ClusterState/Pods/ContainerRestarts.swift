import KubernetesObjects

/// When a container is started again that does not leave it to its pod.
public struct ContainerRestarts: Hashable, Sendable {
  /// What counts where no rule is about the exit code.
  public let policy: RestartPolicy
  /// The first that is about an exit code counts; every action starts the container anew.
  public let rules: [ContainerRestartRule]

  /// The restarts that `container` asks for; nil if it leaves them to its pod.
  init?(_ container: Container) {
    guard let policy = container.restartPolicy else { return nil }
    self.policy = policy
    rules = container.restartPolicyRules
  }

  /// Whether the container is started again after an exit with `code`.
  ///
  /// Source: `ContainerShouldRestart` of `pkg/api/v1/pod`, Kubernetes 1.35.
  public func areDue(after code: Int32) -> Bool {
    if rules.contains(where: { $0.matches(code) }) { return true }
    switch policy {
    case .always: return true
    case .onFailure: return code != 0
    case .never: return false
    }
  }
}
