/// How the program ends, by the numbers of sysexits.h where there is one.
enum ExitCode: Int32, Error {
  case done = 0
  /// An expectation of a scenario does not hold.
  case expectationBroken = 1
  /// The arguments mean nothing.
  case usage = 64
  /// An input is wrong.
  case badInput = 65
  /// An input is not there.
  case inputMissing = 66
  /// An invariant is broken: a bug of the program.
  case brokenInvariant = 70
  /// An output cannot be written.
  case cannotWrite = 73
  /// A policy outside the program answers late, wrongly, too much or not at all.
  case policyFailed = 76
  /// Stopped because the terminal went away (SIGHUP); the reports so far are written.
  case hungUp = 129
  /// Interrupted (SIGINT); the reports so far are written.
  case interrupted = 130
  /// Stopped by kill (SIGTERM); the reports so far are written.
  case terminated = 143
}
