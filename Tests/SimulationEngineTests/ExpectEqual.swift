import Testing

/// Expects two values to be equal, where computing one changes something: `#expect` cannot look
/// into a mutating call.
func expectEqual<Value: Equatable>(
  _ actual: Value, _ expected: Value, _ comment: Comment? = nil,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(actual == expected, comment, sourceLocation: sourceLocation)
}
