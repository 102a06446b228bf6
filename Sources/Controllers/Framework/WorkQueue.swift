import ClusterState
import SimulationEngine

/// The keys that a controller has to look at, each at most once.
///
/// A key is the row of an object. A key that fails is tried again after a pause that doubles.
/// Source: `client-go/util/workqueue`, the item exponential failure rate limiter, Kubernetes 1.34.
package struct WorkQueue: Sendable {
  private struct Item: Sendable {
    var isQueued = false
    /// When the next try is due; unset if none is.
    var retryDue: SimulationTime = .unset
    var failures: UInt8 = 0
  }

  private var items: ContiguousArray<Item> = []
  private var keys: ContiguousArray<Int32> = []
  private var head = 0

  /// The pause after a first failure, which doubles with each.
  private let firstPause: SimulationDuration
  /// The longest pause.
  private let longestPause: SimulationDuration

  /// An empty queue; the pauses are those of most controllers unless said.
  package init(
    firstPause: SimulationDuration = .milliseconds(5),
    longestPause: SimulationDuration = .seconds(1000)
  ) {
    self.firstPause = firstPause
    self.longestPause = longestPause
  }

  /// Whether no key waits.
  package var isEmpty: Bool { head == keys.count }

  /// Puts a key at the end, unless it waits already.
  package mutating func add(_ key: Int32) {
    grow(to: key)
    guard !items[Int(key)].isQueued else { return }
    items[Int(key)].isQueued = true
    keys.append(key)
  }

  /// Takes the key that has waited longest; nil if none waits.
  package mutating func next() -> Int32? {
    guard head < keys.count else {
      keys.removeAll(keepingCapacity: true)
      head = 0
      return nil
    }
    let key = keys[head]
    head += 1
    items[Int(key)].isQueued = false
    return key
  }

  /// Whether `key` waits.
  package func contains(_ key: Int32) -> Bool { item(key).isQueued }

  /// Whether `key` waits for the end of its pause.
  package func awaitsRetry(of key: Int32) -> Bool { item(key).retryDue.isSet }

  /// Notes that `key` has failed; returns how long to wait before `retry`, doubling with every
  /// failure. Nil if it is to be tried sooner than that already.
  package mutating func fail(_ key: Int32, at now: SimulationTime) -> SimulationDuration? {
    grow(to: key)
    let doublings = Int64(min(items[Int(key)].failures, 18))
    items[Int(key)].failures = UInt8(doublings) + 1
    let pause = min(longestPause, firstPause.multipliedSaturating(by: 1 << doublings))
    let due = now.addingSaturating(pause)
    let posted = items[Int(key)].retryDue
    guard !posted.isSet || due < posted else { return nil }
    items[Int(key)].retryDue = due
    return pause
  }

  /// Puts `key`, whose pause is over, at the end; nothing if another pause has taken its place.
  package mutating func retry(_ key: Int32, at now: SimulationTime) {
    grow(to: key)
    let due = items[Int(key)].retryDue
    guard due.isSet, due <= now else { return }
    items[Int(key)].retryDue = .unset
    add(key)
  }

  /// Notes that `key` has not failed: its next failure is the first again.
  package mutating func forget(_ key: Int32) {
    if Int(key) < items.count { items[Int(key)].failures = 0 }
  }

  private func item(_ key: Int32) -> Item { Int(key) < items.count ? items[Int(key)] : Item() }

  private mutating func grow(to key: Int32) {
    while items.count <= Int(key) { items.append(Item()) }
  }
}
