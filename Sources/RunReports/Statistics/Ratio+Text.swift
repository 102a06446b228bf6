import SimulationEngine

/// Millionths as text.
extension Ratio {
  /// Millionths as a decimal number with six decimals.
  package static func text(_ millionths: Int64) -> String {
    let magnitude = millionths.magnitude
    let fraction = String(magnitude % 1_000_000)
    let zeros = String(repeating: "0", count: 6 - fraction.count)
    return "\(millionths < 0 ? "-" : "")\(magnitude / 1_000_000).\(zeros)\(fraction)"
  }

  /// Millionths as a decimal number without zeros at its end.
  package static func shortText(_ millionths: Int64) -> String {
    var text = text(millionths)
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }
}
