/// Draws lines on a full screen, of which only those are written that have changed.
struct ScreenPainter {
  private let terminal: Terminal
  private var shown: [String] = []

  /// A painter of an empty screen.
  init(_ terminal: Terminal) { self.terminal = terminal }

  /// Forgets what is shown: the next drawing is whole.
  mutating func forget() { shown = [] }

  /// Draws `lines` from the top.
  mutating func draw(_ lines: [ScreenLine]) {
    let changes = Self.changes(from: shown, to: lines.map { $0.rendered(terminal) })
    shown = lines.map { $0.rendered(terminal) }
    if !changes.isEmpty { terminal.show(bytes: Array(changes.utf8)) }
  }

  /// What a terminal is sent that shows `old` and is to show `new`: for each line that differs the
  /// way there, the line, and the end of the line wiped (ECMA-48, CUP and EL).
  static func changes(from old: [String], to new: [String]) -> String {
    var text = old.isEmpty ? "\u{1B}[2J" : ""
    for (row, line) in new.enumerated() where row >= old.count || old[row] != line {
      text += "\u{1B}[\(row + 1);1H\(line)\u{1B}[K"
    }
    return text
  }
}
