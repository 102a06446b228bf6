import SimulationEngine

/// The line that a long run shows on a terminal: simulated time, pace, time left.
///
/// The one place that knows the wall clock; nothing that it measures reaches a result.
struct ProgressLine {
  private let terminal: Terminal
  private let name: String
  private let limit: SimulationTime
  private let isShown: Bool
  private let start = ContinuousClock.now
  private var last = ContinuousClock.now
  private var isVisible = false

  /// The progress of the run `name` that ends at `limit` at the latest.
  init(_ name: String, limit: SimulationTime, isShown: Bool, _ terminal: Terminal) {
    self.name = name
    self.limit = limit
    self.isShown = isShown
    self.terminal = terminal
  }

  /// Shows how far the run has come, a few times a second once it has taken one.
  mutating func update(now: SimulationTime, eventCount: Int) {
    guard isShown else { return }
    let instant = ContinuousClock.now
    let elapsed = seconds(instant - start)
    guard elapsed >= 1, seconds(instant - last) >= 0.2 || !isVisible else { return }
    last = instant
    isVisible = true
    let share = limit.seconds > 0 ? now.seconds / limit.seconds : 1
    let left = share > 0.001 ? Int64(elapsed / share - elapsed) : nil
    let pace = Int64(Double(eventCount) / elapsed)
    terminal.showProgress(
      "\(name): \(now.secondsText(decimals: 0)) s of \(limit.secondsText(decimals: 0)) s"
        + " · \(Int64(share * 100)) % · \(pace / 1000) k events/s"
        + (left.map { " · \($0) s left" } ?? ""))
  }

  /// Wipes the line.
  func finish() { if isVisible { terminal.showProgress("") } }

  private func seconds(_ duration: Duration) -> Double {
    let parts = duration.components
    return Double(parts.seconds) + Double(parts.attoseconds) / 1e18
  }
}
