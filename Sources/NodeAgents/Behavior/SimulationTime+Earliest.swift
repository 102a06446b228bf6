import SimulationEngine

extension SimulationTime {
  /// The earlier one of two instants, of which either may never come.
  package static func earliest(_ a: Self?, _ b: Self?) -> Self? {
    guard let a, let b else { return a ?? b }
    return min(a, b)
  }
}
