import Testing

@testable import wavetank

/// Manifests alone are admitted by the rules of the version and the gates that are named.
@Suite struct CheckVersionTests {
  private static let pod = """
    apiVersion: v1
    kind: Pod
    metadata: {name: p}
    spec:
      tolerations: [{key: sla, operator: Gt, value: "5"}]
      containers: [{name: c, image: a}]
    """

  @Test(
    arguments: [
      ([], .badInput), (["--feature-gates", "TaintTolerationComparisonOperators=true"], .done),
      (["--kubernetes-version", "1.34"], .badInput),
      (["--kubernetes-version", "1.36.2"], .usage),
      (["--feature-gates", "TaintTolerationComparisonOperator=true"], .usage),
      (["--feature-gates", "TaintTolerationComparisonOperators"], .usage),
    ] as [([String], ExitCode)])
  func `a toleration that needs a gate`(options: [String], expected: ExitCode) throws {
    let shell = try Shell(["pod.yaml": Self.pod])
    defer { shell.remove() }
    let outcome = try shell.run(["check", "pod.yaml"] + options)
    #expect(outcome.code == expected.rawValue, "\(outcome.problems)")
    if expected == .usage { #expect(outcome.problems.contains("--help")) }
  }
}
