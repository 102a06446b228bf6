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
    show(
      "\(Self.words(now.microseconds / 1_000_000)) of "
        + "\(Self.words(limit.microseconds / 1_000_000))"
        + " · \(Int64(share * 100)) % · \(pace / 1000) k events/s"
        + (left.map { " · \(Self.words($0)) left" } ?? ""))
  }

  /// Says that the run is over and its reports are being written, if the run has shown itself.
  func noteWriting() { if isVisible { show("writing the reports") } }

  /// Cut to the width, for a line that wraps cannot be wiped.
  private func show(_ text: String) {
    terminal.showProgress(String("\(name): \(text)".prefix(terminal.errorWidth - 1)))
  }

  /// A length of time in its two largest units, as in `8d 21h` or `45s`.
  static func words(_ seconds: Int64) -> String {
    let parts = [
      (seconds / 86_400, "d"), (seconds / 3_600 % 24, "h"), (seconds / 60 % 60, "m"),
      (seconds % 60, "s"),
    ]
    let first = parts.firstIndex { $0.0 > 0 } ?? 3
    return parts[first...].prefix(2).filter { $0.0 > 0 || first == 3 }
      .map { "\($0.0)\($0.1)" }.joined(separator: " ")
  }

  /// Wipes the line.
  mutating func finish() {
    if isVisible { terminal.showProgress("") }
    isVisible = false
  }

  private func seconds(_ duration: Duration) -> Double {
    let parts = duration.components
    return Double(parts.seconds) + Double(parts.attoseconds) / 1e18
  }
}
