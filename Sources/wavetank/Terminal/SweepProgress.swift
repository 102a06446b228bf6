import Experiments
import Foundation

/// How far a sweep has come, over all its runs, and the worst that was found on the way.
///
/// Threads tell it of their runs; it keeps them apart by a lock.
final class SweepProgress: @unchecked Sendable {
  private let lock = DispatchSemaphore(value: 1)
  private let terminal: Terminal
  private let isShown: Bool
  private let total: Int
  private var done = 0
  private var worst: SweepRun.Breach?

  /// The progress of `total` runs.
  init(_ total: Int, isShown: Bool, _ terminal: Terminal) {
    self.total = total
    self.isShown = isShown
    self.terminal = terminal
  }

  /// Notes that a run has ended.
  func note(_ run: SweepRun) {
    lock.wait()
    defer { lock.signal() }
    done += 1
    for breach in run.breaches where Self.isWorse(breach, than: worst) { worst = breach }
    if isShown {
      terminal.showProgress("\(done) of \(total) runs" + (worst.map { " · \($0.words)" } ?? ""))
    }
  }

  /// What could not be measured is worst, then what is farthest beyond its bound; of equals, the
  /// first by its words, so that the order of the runs does not matter.
  private static func isWorse(_ breach: SweepRun.Breach, than other: SweepRun.Breach?) -> Bool {
    guard let other else { return true }
    let (mine, theirs) = (breach.distance ?? .max, other.distance ?? .max)
    return mine == theirs ? breach.words < other.words : mine > theirs
  }

  /// Wipes the line.
  func finish() { if isShown { terminal.showProgress("") } }

  /// What is said at the end of a sweep of which the folder now holds `outcome`.
  func summary(_ outcome: SweepFolder.Outcome, _ plan: SweepPlan, _ folder: String) -> [String] {
    var lines = [
      "\(outcome.runs) of \(plan.count) runs are done (points: \(plan.points.count), "
        + "seeds: \(plan.seeds.count)): \(folder)/runs.csv"
    ]
    if outcome.broken > 0 {
      lines.append(
        "\(outcome.broken) of them broke an expectation"
          + (worst.map { ", worst: \($0.words)" } ?? ""))
    }
    return lines
  }
}
