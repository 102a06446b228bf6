import Foundation
import SimulationEngine

/// Runs that go on at once, each on one thread.
package enum ThreadPool {
  /// Calls `work` with each of 0 to `count` - 1, on `threads` threads at most, and returns what it
  /// returned in this order: how the threads take turns reaches no result.
  package static func map<Value: Sendable>(
    _ count: Int, threads: Int, _ work: @Sendable (Int) -> Value
  ) -> [Value] {
    if threads <= 1 || count <= 1 { return (0..<count).map(work) }
    let results = Results<Value>(count)
    let lanes = min(threads, count)
    DispatchQueue.concurrentPerform(iterations: lanes) { _ in
      while let index = results.next() { results.set(work(index), at: index) }
    }
    return results.values
  }

  /// What the threads have found, behind a lock.
  private final class Results<Value: Sendable>: @unchecked Sendable {
    private let lock = DispatchSemaphore(value: 1)
    private var found: [Value?]
    private var taken = 0

    init(_ count: Int) { found = Array(repeating: nil, count: count) }

    /// The next index that nobody has taken; nil if all are.
    func next() -> Int? {
      lock.wait()
      defer { lock.signal() }
      guard taken < found.count else { return nil }
      taken += 1
      return taken - 1
    }

    func set(_ value: Value, at index: Int) {
      lock.wait()
      found[index] = value
      lock.signal()
    }

    var values: [Value] { found.compactMap { $0 } }
  }
}
