import Foundation

/// Takes every reader in turn through mutated inputs until the time is up.
struct LongFuzzRun {
  /// Inputs of one reader before the next has its turn.
  private static let turn = 500
  /// Violations reported per reader; then it is left out.
  private static let mostProblems = 5

  private let seed: UInt64
  private let targets: [FuzzTarget]
  private let record: CrashRecord
  private var engines: [MutationEngine]
  private var executions: [Int]
  private var accepted: [Int]
  private var seconds: [Double]
  private var slowest: [Double]
  private var problemCounts: [Int]

  init(_ targets: [FuzzTarget], seed: UInt64) throws {
    self.seed = seed
    self.targets = targets
    engines = targets.map { MutationEngine($0, seed: seed) }
    executions = [Int](repeating: 0, count: targets.count)
    (accepted, problemCounts) = (executions, executions)
    seconds = [Double](repeating: 0, count: targets.count)
    slowest = seconds
    record = try CrashRecord()
    print("fuzz: seed \(seed); the input being read lies in \(record.path)")
  }

  /// One line a reader.
  var summary: [String] {
    targets.indices.map { index in
      let rate = Int(Double(executions[index]) / max(seconds[index], 1e-9))
      let slowestMilliseconds = Int(slowest[index] * 1000)
      return "fuzz: \(targets[index].name): \(executions[index]) executions "
        + "in \(Int(seconds[index])) s, \(rate)/s, "
        + "\(accepted[index]) accepted, slowest \(slowestMilliseconds) ms, "
        + "\(problemCounts[index]) violations"
    }
  }

  /// Runs for so many seconds of processor time; returns the violations.
  mutating func run(seconds limit: Double) -> [String] {
    var problems: [String] = []
    let start = Self.processorSeconds
    while Self.processorSeconds - start < limit {
      for index in targets.indices where problemCounts[index] < Self.mostProblems {
        problems += takeTurn(index)
      }
    }
    return problems
  }

  private mutating func takeTurn(_ index: Int) -> [String] {
    let target = targets[index]
    var problems: [String] = []
    for _ in 0..<Self.turn {
      let input = engines[index].next()
      record.write(target.name, input)
      let start = Self.processorSeconds
      do throws(FuzzViolation) {
        if try target.check(input) {
          accepted[index] += 1
          engines[index].keep(input)
        }
      } catch {
        problemCounts[index] += 1
        problems.append(
          "\(target.name), seed \(seed), execution \(executions[index]): \(error)\n"
            + FuzzTests.dump(input))
      }
      let elapsed = Self.processorSeconds - start
      executions[index] += 1
      seconds[index] += elapsed
      // A second for 16 KiB is a hang in the making.
      if elapsed > 1 && elapsed > slowest[index] {
        problems.append("\(target.name): \(elapsed) s\n" + FuzzTests.dump(input))
      }
      slowest[index] = max(slowest[index], elapsed)
    }
    return problems
  }

  static var processorSeconds: Double { Double(clock()) / Double(CLOCKS_PER_SEC) }
}
