/// The characters of charts in a terminal.
package struct TerminalMarks: Sendable {
  /// Levels from nothing to all.
  let levels: [String]
  let filled: String
  let empty: String
  let bound: String
  let failure: String
  let eviction: String
  let holds: String
  let breaks: String

  /// The block elements of Unicode.
  package static let unicode = TerminalMarks(
    levels: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"], filled: "█", empty: "░", bound: "┃",
    failure: "✗", eviction: "↻", holds: "✓", breaks: "✗")

  /// What every terminal shows.
  package static let plain = TerminalMarks(
    levels: [".", ":", "-", "=", "+", "*", "#", "@"], filled: "#", empty: ".", bound: "|",
    failure: "x", eviction: "o", holds: "+", breaks: "x")

  /// The level that stands for a share in thousandths.
  func level(of thousandths: Int64) -> String {
    let place = Int(min(max(0, thousandths), 1000)) * levels.count / 1001
    return levels[place]
  }
}
