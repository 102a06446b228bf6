/// One subject that is measured: it has a name to be called by and produces rows.
///
/// A benchmark is one file in this folder and one line in `benchmarkRegistry`. It stands each of
/// its figures beside a baseline measured in the same run, because only ratios carry from one
/// machine to another.
protocol Benchmark: Sendable {
  /// The name on the command line and in the first column: short, lower case, words by `-`.
  static var name: String { get }

  /// What is measured, in one sentence for `--list`.
  static var summary: String { get }

  /// Whether it runs where no benchmark is named; false for one that takes very long.
  static var runsUnnamed: Bool { get }

  init()

  /// Measures, and returns the rows in the order in which they are to be printed.
  func run() throws -> [BenchmarkRow]
}

extension Benchmark {
  static var runsUnnamed: Bool { true }
}
