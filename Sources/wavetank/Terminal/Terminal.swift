import Foundation

/// Standard output and standard error, and what they can show.
struct Terminal {
  /// A way to set a word off.
  enum Style: String {
    case bold = "1"
    case red = "31"
    case green = "32"
    case yellow = "33"
    case dim = "2"
  }

  /// Whether results go to a terminal.
  let isOutputTerminal = isatty(STDOUT_FILENO) == 1
  /// Whether progress and problems go to a terminal.
  let isErrorTerminal = isatty(STDERR_FILENO) == 1
  private let allowsColor: Bool
  /// Takes what would go to standard error; nil for standard error itself.
  private let takeComplaint: ((String) -> Void)?

  /// The terminal, or, for tests, one whose problems `complaining` takes.
  init(complaining: ((String) -> Void)? = nil) {
    takeComplaint = complaining
    let environment = ProcessInfo.processInfo.environment
    allowsColor = (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
  }

  /// How many columns standard output shows: what the environment says, else the terminal, else 80.
  var width: Int {
    let environment = ProcessInfo.processInfo.environment
    if let columns = environment["COLUMNS"].flatMap({ Int($0) }), columns > 0 { return columns }
    var size = winsize()
    let isKnown = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    return isKnown ? Int(size.ws_col) : 80
  }

  /// Writes results as they are.
  func show(bytes: [UInt8]) { try? FileHandle.standardOutput.write(contentsOf: Data(bytes)) }

  /// `text` in a style, if standard output shows it.
  func styled(_ text: String, _ style: Style) -> String {
    isOutputTerminal && allowsColor ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }

  /// Writes a line of results.
  func show(_ line: String) { write(line + "\n", to: .standardOutput) }

  /// Writes a line about problems; `error:` and `warning:` stand out on a terminal.
  func complain(_ line: String) {
    if let takeComplaint { return takeComplaint(line + "\n") }
    var line = line
    if isErrorTerminal, allowsColor {
      line = line.replacing(": error: ", with: ": \u{1B}[31merror:\u{1B}[0m ")
        .replacing(": warning: ", with: ": \u{1B}[33mwarning:\u{1B}[0m ")
    }
    write(line + "\n", to: .standardError)
  }

  /// Writes a line of progress over the one before; an empty one wipes it.
  func showProgress(_ line: String) {
    guard isErrorTerminal else { return }
    write("\r\u{1B}[K" + line, to: .standardError)
  }

  private func write(_ text: String, to handle: FileHandle) {
    // A reader that has gone away is no reason to stop a run.
    try? handle.write(contentsOf: Data(text.utf8))
  }
}
