import Foundation

/// The terminal as a full screen that gives every key at once, and back as it was on any exit.
enum RawTerminal {
  /// What was set before, for the signal handler too.
  private nonisolated(unsafe) static let before: UnsafeMutablePointer<termios> = {
    let pointer = UnsafeMutablePointer<termios>.allocate(capacity: 1)
    pointer.initialize(to: termios())
    return pointer
  }()

  /// A pipe to the program itself, from its end for reading to that for writing: a signal that
  /// comes just before the program waits for keys must wake it all the same.
  private nonisolated(unsafe) static let pipeEnds: UnsafeMutablePointer<Int32> = {
    let ends = UnsafeMutablePointer<Int32>.allocate(capacity: 2)
    ends.initialize(repeating: -1, count: 2)
    return ends
  }()

  /// The cursor shown and the screen that was there before: xterm's private modes 25 and 1049.
  private static let leaving: StaticString = "\u{1B}[?25h\u{1B}[?1049l"
  private static let entering: StaticString = "\u{1B}[?1049h\u{1B}[?25l\u{1B}[2J"

  /// The signals that end the program, by a person or by a mistake of its own.
  private static let fatal = [
    SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGABRT, SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE,
  ]

  /// Takes the terminal over; false if it is none.
  static func enter() -> Bool {
    guard tcgetattr(STDIN_FILENO, before) == 0 else { return false }
    var raw = before.pointee
    cfmakeraw(&raw)
    for number in fatal {
      signal(number) { number in
        RawTerminal.leave()
        // A program that a shell waits for ends as it would have without a handler.
        signal(number, SIG_DFL)
        kill(getpid(), number)
        RawTerminal.unblock()
      }
    }
    guard pipe(pipeEnds) == 0 else { return false }
    signal(SIGWINCH) { _ in
      var byte: UInt8 = 0
      _ = Foundation.write(RawTerminal.pipeEnds[1], &byte, 1)
    }
    // A program inherits what its parent's thread has blocked, which is not meant for it.
    unblock()
    guard tcsetattr(STDIN_FILENO, TCSAFLUSH, &raw) == 0 else { return false }
    write(entering)
    return true
  }

  /// Lets every signal come.
  private static func unblock() {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigprocmask(SIG_SETMASK, &signals, nil)
  }

  /// Gives the terminal back. Only what a signal handler may call.
  static func leave() {
    write(leaving)
    tcsetattr(STDIN_FILENO, TCSANOW, before)
  }

  private static func write(_ text: StaticString) {
    _ = Foundation.write(STDOUT_FILENO, text.utf8Start, text.utf8CodeUnitCount)
  }

  /// How many columns and lines the terminal has.
  static var size: (width: Int, height: Int) {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0
    else { return (80, 24) }
    return (Int(size.ws_col), Int(size.ws_row))
  }

  /// What reading came to.
  enum Input {
    case keys([StepKey])
    /// The time is over.
    case nothing
    /// The terminal has another size.
    case resized
    /// The terminal has gone.
    case closed
  }

  /// Waits for keys, for `milliseconds` at most; without end if that is negative.
  static func read(milliseconds: Int32) -> Input {
    var waiting = [STDIN_FILENO, pipeEnds[0]].map {
      pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
    }
    // A signal that ends the wait has filled the pipe, and the next wait sees it.
    guard poll(&waiting, 2, milliseconds) > 0 else { return .nothing }
    var bytes = [UInt8](repeating: 0, count: 256)
    if waiting[1].revents != 0 {
      _ = Foundation.read(pipeEnds[0], &bytes, bytes.count)
      return .resized
    }
    let count = Foundation.read(STDIN_FILENO, &bytes, bytes.count)
    return count > 0 ? .keys(StepKey.keys(in: Array(bytes[..<count]))) : .closed
  }
}
