import Experiments

/// Why a sweep ends early.
struct SweepStop: Error, Sendable {
  let lines: [String]
  let code: ExitCode

  init(lines: [String], code: ExitCode) {
    self.lines = lines
    self.code = code
  }

  init(_ failure: SweepFolder.Failure) {
    self.init(lines: [failure.message], code: failure.isBadInput ? .badInput : .cannotWrite)
  }
}
