import Foundation
import StructuredText

/// Standard output and standard error, and what they can show.
struct Terminal {
  /// A way to set a word off.
  enum Style: String {
    case bold = "1"
    case red = "31"
    case green = "32"
    case yellow = "33"
    case dim = "2"
    case reverse = "7"
  }

  /// When words are set off.
  enum ColorMode: String, CaseIterable {
    /// Where a terminal shows it and the environment does not say otherwise.
    case auto
    case always
    case never
  }

  /// Why results could not be written, shared by all copies of a terminal.
  private final class Failure {
    var reason: String?
  }

  /// Whether keys come from a terminal.
  let isInputTerminal = isatty(STDIN_FILENO) == 1
  /// Whether results go to a terminal.
  let isOutputTerminal = isatty(STDOUT_FILENO) == 1
  /// Whether progress and problems go to a terminal.
  let isErrorTerminal = isatty(STDERR_FILENO) == 1
  /// When words are set off; what a command line says comes before what the environment says.
  var color = ColorMode.auto
  /// Where results go.
  private let output: Int32
  /// Takes what would go to standard error; nil for standard error itself.
  private let takeComplaint: ((String) -> Void)?
  private let failure = Failure()

  /// The terminal, or, for tests, one whose problems `complaining` takes and whose results go to
  /// the file with the descriptor `output`.
  init(complaining: ((String) -> Void)? = nil, output: Int32 = STDOUT_FILENO) {
    takeComplaint = complaining
    self.output = output
  }

  /// Whether words are set off in what goes to a terminal, or elsewhere.
  ///
  /// Source: no-color.org and bixense.com/clicolors, of which the first comes first.
  private func showsColor(onTerminal isTerminal: Bool) -> Bool {
    switch color {
    case .always: return true
    case .never: return false
    case .auto:
      let environment = ProcessInfo.processInfo.environment
      guard (environment["NO_COLOR"] ?? "").isEmpty else { return false }
      if !["", "0"].contains(environment["CLICOLOR_FORCE"] ?? "") { return true }
      return isTerminal && environment["TERM"] != "dumb"
    }
  }

  /// How many columns standard output shows: what the environment says, else the terminal, else 80.
  var width: Int { Self.width(of: STDOUT_FILENO) }

  /// How many columns standard error shows.
  var errorWidth: Int { Self.width(of: STDERR_FILENO) }

  private static func width(of descriptor: Int32) -> Int {
    let environment = ProcessInfo.processInfo.environment
    if let columns = environment["COLUMNS"].flatMap({ Int($0) }), columns > 0 { return columns }
    var size = winsize()
    let isKnown = ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    return isKnown ? Int(size.ws_col) : 80
  }

  /// Whether the environment says that characters are written in UTF-8: POSIX,
  /// "Internationalization Variables", of which the first that is set counts.
  var showsUnicode: Bool {
    let environment = ProcessInfo.processInfo.environment
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }
      .first { !$0.isEmpty }
    let name = (locale ?? "").lowercased()
    return name.contains("utf-8") || name.contains("utf8")
  }

  /// Why results could not be written; nil if they were, or if their reader has gone away.
  var outputFailure: String? { failure.reason }

  /// Writes results as they are.
  func show(bytes: [UInt8]) {
    guard failure.reason == nil, let number = Self.write(bytes, to: output) else { return }
    // A reader that has gone away, such as head, has seen what it wanted.
    if number != EPIPE { failure.reason = String(cString: strerror(number)) }
  }

  /// `text` in a style, if standard output shows it.
  func styled(_ text: String, _ style: Style) -> String {
    showsColor(onTerminal: isOutputTerminal) ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }

  /// Writes a line of results.
  func show(_ line: String) { show(bytes: Array((line + "\n").utf8)) }

  /// Writes lines about problems; `error:` and `warning:` stand out on a terminal. Control
  /// characters, which only an input or an argument can have brought in, are escaped.
  func complain(_ lines: String) {
    var text = lines.split(separator: "\n", omittingEmptySubsequences: false)
      .map { String($0).controlsEscaped }.joined(separator: "\n")
    if let takeComplaint { return takeComplaint(text + "\n") }
    if showsColor(onTerminal: isErrorTerminal) {
      text = text.replacing(": error: ", with: ": \u{1B}[31merror:\u{1B}[0m ")
        .replacing(": warning: ", with: ": \u{1B}[33mwarning:\u{1B}[0m ")
    }
    Self.write(Array((text + "\n").utf8), to: STDERR_FILENO)
  }

  /// Writes a line of progress over the one before; an empty one wipes it.
  func showProgress(_ line: String) {
    guard isErrorTerminal else { return }
    Self.write(Array(("\r\u{1B}[K" + line).utf8), to: STDERR_FILENO)
  }

  /// Writes all `bytes`; returns the error's number if that fails.
  @discardableResult
  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
    var offset = 0
    while offset < bytes.count {
      let count = bytes[offset...].withUnsafeBytes {
        Foundation.write(descriptor, $0.baseAddress, $0.count)
      }
      if count >= 0 {
        offset += count
      } else if errno == EAGAIN {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&waiting, 1, -1)
      } else if errno != EINTR {
        return errno
      }
    }
    return nil
  }
}
