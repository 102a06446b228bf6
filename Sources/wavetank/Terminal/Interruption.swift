import Foundation

/// Whether somebody has asked the program to stop: Ctrl-C, `kill`, or a terminal that went away.
///
/// While a run goes on, the first signal is noted and looked for between events, so that the
/// reports so far are written. A second one ends the program at once, and so does a moment of work
/// in which nobody looked, as while a very large cluster is set up. At other times the first signal
/// ends the program: nothing is lost then but a folder that the next run removes.
enum Interruption {
  /// A signal that asks for an end.
  enum Signal: Int32, CaseIterable {
    /// The terminal has gone.
    case hangUp = 1
    /// A person has pressed Ctrl-C.
    case interrupt = 2
    /// Another program asks, such as `kill`.
    case terminate = 15

    /// How the program ends: 128 and the number of the signal, as shells say it.
    var exitCode: ExitCode {
      switch self {
      case .hangUp: .hungUp
      case .interrupt: .interrupted
      case .terminate: .terminated
      }
    }
  }

  /// The first signal that came while a run went on; zero for none.
  ///
  /// A handler may do little more than write a word. Only whole words are read and written here.
  private nonisolated(unsafe) static let noted: UnsafeMutablePointer<sig_atomic_t> = {
    let word = UnsafeMutablePointer<sig_atomic_t>.allocate(capacity: 2)
    word.initialize(repeating: 0, count: 2)
    return word
  }()

  /// Makes the program live on when a reader goes away (SIGPIPE) or a file may not grow further
  /// (SIGXFSZ): the writes say so, and are answered for.
  static func ignoreFailuresOfWriting() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
  }

  /// Microseconds of work after which a signal that nobody has looked for ends the program. It is
  /// processor time, so that a busy machine makes no difference.
  private static let patience: suseconds_t = 200_000

  /// ITIMER_PROF, which the headers of some systems give another type than the call takes.
  private static let processorTimer: Int32 = 2

  /// Notes signals from now on, until `unwatch`.
  static func watch() {
    noted[1] = 1
    signal(SIGPROF) { _ in _exit(128 + Interruption.noted[0]) }
    // A program inherits what its parent's thread has blocked, which is not meant for it.
    var awaited = sigset_t()
    sigemptyset(&awaited)
    for number in [SIGPROF] + Signal.allCases.map(\.rawValue) { sigaddset(&awaited, number) }
    sigprocmask(SIG_UNBLOCK, &awaited, nil)
    // Ignored signals stay so: `nohup` and background jobs of a shell ask for that.
    for asked in Signal.allCases where !isIgnored(asked) {
      signal(asked.rawValue) { number in
        if Interruption.noted[1] == 0 || Interruption.noted[0] != 0 { _exit(128 + number) }
        Interruption.noted[0] = number
        Interruption.setTimer(Interruption.patience)
      }
    }
  }

  /// Says that a signal, if one has come, has been seen, and lets the next one end the program at
  /// once.
  static func unwatch() {
    noted[1] = 0
    setTimer(0)
  }

  private static func setTimer(_ microseconds: suseconds_t) {
    var timer = itimerval()
    timer.it_value.tv_usec = microseconds
    setitimer(processorTimer, &timer, nil)
  }

  /// The signal that asked for an end while a run went on.
  static var requested: Signal? { Signal(rawValue: noted[0]) }

  private static func isIgnored(_ asked: Signal) -> Bool {
    var action = sigaction()
    guard sigaction(asked.rawValue, nil, &action) == 0 else { return false }
    // The handler comes first in the structure of every system; SIG_IGN is the number one.
    return withUnsafeBytes(of: &action) { $0.load(as: Int.self) == 1 }
  }
}
