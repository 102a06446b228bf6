import StructuredText

extension SyntaxNode {
  /// Whether a document is a scenario, or would be one but for a slip in its kind: nothing else is
  /// of this version.
  var isMeantAsScenario: Bool {
    guard kind == .mapping else { return false }
    return (self["kind"]?.hasText("Scenario") ?? false)
      || (self["apiVersion"]?.hasText("wavetank/v1") ?? false)
  }
}
