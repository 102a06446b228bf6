import Foundation

/// Whether the person at the terminal has asked to stop.
///
/// The signal is held back and looked for between events, so nothing runs in a handler and reports
/// are never cut off in the middle of a file.
enum Interruption {
  /// Holds interrupts back from now on.
  static func watch() {
    var interrupts = sigset_t()
    sigemptyset(&interrupts)
    sigaddset(&interrupts, SIGINT)
    sigprocmask(SIG_BLOCK, &interrupts, nil)
  }

  /// Whether an interrupt is being held back.
  static var isRequested: Bool {
    var pending = sigset_t()
    return sigpending(&pending) == 0 && sigismember(&pending, SIGINT) == 1
  }
}
