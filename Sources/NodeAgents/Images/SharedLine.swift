import ClusterState
import SimulationEngine

/// A node's line to the registry, which the pulls that go on together share in equal parts.
///
/// Progress is kept in millionths of a byte, so that nothing but the last part of one is rounded.
struct SharedLine: Sendable {
  private struct Transfer: Sendable {
    let image: Symbol
    var remaining: Int128
  }

  private var transfers: ContiguousArray<Transfer> = []
  private var updated: SimulationTime = .zero
  /// When the next image is there, if no other pull begins; unset if none is on its way.
  private(set) var due: SimulationTime = .unset

  /// Begins to transfer `image`, whose first byte comes at `now`.
  mutating func begin(_ image: Symbol, bytes: Int64, at now: SimulationTime, rate: Int64) {
    advance(to: now, rate: rate)
    transfers.append(Transfer(image: image, remaining: Int128(max(0, bytes)) * 1_000_000))
    setDue(rate: rate)
  }

  /// Takes an image that is there at `now`; nil if none is.
  mutating func takeFinished(at now: SimulationTime, rate: Int64) -> Symbol? {
    advance(to: now, rate: rate)
    guard let row = transfers.firstIndex(where: { $0.remaining <= 0 }) else { return nil }
    let image = transfers.remove(at: row).image
    setDue(rate: rate)
    return image
  }

  /// Gives all transfers up.
  mutating func clear() {
    transfers.removeAll()
    due = .unset
  }

  private mutating func advance(to now: SimulationTime, rate: Int64) {
    let passed = Int128((now - updated).microseconds)
    updated = now
    guard !transfers.isEmpty else { return }
    let share = passed * Int128(max(1, rate)) / Int128(transfers.count)
    for row in transfers.indices { transfers[row].remaining -= share }
  }

  private mutating func setDue(rate: Int64) {
    guard let least = transfers.lazy.map(\.remaining).min() else {
      due = .unset
      return
    }
    let rate = Int128(max(1, rate))
    let wait = (max(0, least) * Int128(transfers.count) + rate - 1) / rate
    due = updated.addingSaturating(SimulationDuration(microseconds: Int64(clamping: wait)).bounded)
  }
}
