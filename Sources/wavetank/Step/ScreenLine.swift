/// A line of a full screen: words that are set off or not, cut to a width.
struct ScreenLine: Equatable {
  /// Words in one style.
  struct Span: Equatable {
    let text: String
    let style: Terminal.Style?
  }

  private(set) var spans: [Span] = []
  /// How many columns the words take.
  private(set) var width = 0
  /// Whether the line is the one that the keys act on.
  var isSelected = false

  /// A line of `text`.
  init(_ text: String = "", _ style: Terminal.Style? = nil) { add(text, style) }

  /// Adds words; control characters, which only an input can have brought in, are escaped.
  mutating func add(_ text: String, _ style: Terminal.Style? = nil) {
    let text = text.controlsEscaped
    guard !text.isEmpty else { return }
    spans.append(Span(text: text, style: style))
    width += text.count
  }

  /// Adds words that fill `columns`: cut off, or with spaces behind them.
  mutating func add(_ text: String, columns: Int, _ style: Terminal.Style? = nil) {
    let text = text.controlsEscaped
    let cut = text.count > columns ? text.prefix(max(0, columns - 1)) + "…" : text[...]
    add(String(cut) + String(repeating: " ", count: max(0, columns - cut.count)), style)
  }

  /// Adds another line behind `column`.
  mutating func add(_ other: ScreenLine, from column: Int) {
    self = cut(to: column)
    add(String(repeating: " ", count: max(0, column - width)))
    spans += other.spans
    width += other.width
  }

  /// The line with no more than `columns`.
  func cut(to columns: Int) -> ScreenLine {
    guard width > columns else { return self }
    var line = ScreenLine()
    line.isSelected = isSelected
    for span in spans where line.width < columns {
      line.add(String(span.text.prefix(columns - line.width)), span.style)
    }
    return line
  }

  /// The words alone.
  var text: String { spans.map(\.text).joined() }

  /// The line for a terminal, with its styles where the terminal shows them.
  func rendered(_ terminal: Terminal) -> String {
    if isSelected { return terminal.styled(text, .reverse) }
    return spans.map { span in span.style.map { terminal.styled(span.text, $0) } ?? span.text }
      .joined()
  }
}
