import SimulationEngine

/// The keys that a controller has to look at, each at most once.
///
/// A key is the row of an object. A key that fails is tried again after a pause that doubles.
/// Source: `client-go/util/workqueue`, the item exponential failure rate limiter, Kubernetes 1.34.
package struct WorkQueue: Sendable {
  private struct Item: Sendable {
    var isQueued = false
    var isRetryPosted = false
    var failures: UInt8 = 0
  }

  private var items: ContiguousArray<Item> = []
  private var keys: ContiguousArray<Int32> = []
  private var head = 0

  /// An empty queue.
  package init() {}

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
  package func awaitsRetry(of key: Int32) -> Bool { item(key).isRetryPosted }

  /// Notes that `key` has failed; returns how long to wait before `retry`, or nil if that wait has
  /// begun: 5 ms, doubling to 1,000 s.
  package mutating func fail(_ key: Int32) -> SimulationDuration? {
    grow(to: key)
    guard !items[Int(key)].isRetryPosted else { return nil }
    let doublings = Int64(min(items[Int(key)].failures, 18))
    items[Int(key)].isRetryPosted = true
    items[Int(key)].failures = UInt8(doublings) + 1
    return min(.seconds(1000), .milliseconds(5) * (1 << doublings))
  }

  /// Puts `key`, whose pause is over, at the end.
  package mutating func retry(_ key: Int32) {
    grow(to: key)
    items[Int(key)].isRetryPosted = false
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
