import SimulationEngine

/// The bounds of the measuring windows that are still to come.
struct WindowBounds: Sendable {
  /// One window.
  private struct Entry: Sendable {
    let window: MeasuringWindow
    /// The place of its levels among those of further windows; nil for the window of the figures.
    let slot: Int?
    var hasBegun = false
    /// What was measured, once the window is over.
    var measured: MeasuredLevels?

    /// The next bound; the end of time if none comes.
    var next: SimulationTime {
      guard measured == nil else { return .latest }
      return hasBegun ? window.until ?? .latest : window.from
    }
  }

  private var entries: ContiguousArray<Entry> = []
  /// The next bound; the end of time without one.
  private(set) var next = SimulationTime.latest

  /// The windows of `configuration`: of its figures, and of expectations that have their own.
  init(_ configuration: SimulationConfiguration) {
    if let window = configuration.measuring { entries = [Entry(window: window, slot: nil)] }
    for (slot, window) in configuration.furtherWindows.enumerated() {
      entries.append(Entry(window: window, slot: slot))
    }
    findNext()
  }

  private mutating func findNext() { next = entries.map(\.next).min() ?? .latest }

  /// What was measured for the figures, once their window is over.
  var measured: MeasuredLevels? { entries.first { $0.slot == nil }?.measured }

  /// What has been measured so far in a further window; nil before it begins.
  func measured(in slot: Int, _ world: borrowing World) -> MeasuredLevels? {
    guard let entry = entries.first(where: { $0.slot == slot }), entry.hasBegun else { return nil }
    return entry.measured ?? Self.levels(of: entry, in: world)
  }

  /// Until when events come before the next bound: those at the bound are beyond it, but for the
  /// end of the run, which is at `end`.
  func lastBeforeNext(endingAt end: SimulationTime) -> SimulationTime {
    let bound = next
    guard bound > .zero, bound < end else { return bound }
    return bound - .microseconds(1)
  }

  /// Passes the next bound, before which everything has happened that comes before it.
  mutating func pass(in world: inout World) {
    let bound = next
    for index in entries.indices where entries[index].next == bound {
      if entries[index].hasBegun {
        entries[index].measured = Self.levels(of: entries[index], in: world)
        if let slot = entries[index].slot { world.recording.furtherLevels[slot] = nil }
      } else {
        world.recording.beginWindow(entries[index].slot, at: bound)
        entries[index].hasBegun = true
      }
    }
    findNext()
  }

  private static func levels(of entry: Entry, in world: borrowing World) -> MeasuredLevels {
    let levels = entry.slot.flatMap { world.recording.furtherLevels[$0] }
    return MeasuredLevels(
      resources: levels?.resources ?? world.recording.resources,
      queue: levels?.queue ?? world.recording.queue, cluster: world.cluster)
  }
}
