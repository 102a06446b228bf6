import SimulationEngine
import Synchronization
import TestSupport
import Testing

/// Copies of a queue share memory until one writes, on whatever threads they are.
struct EventQueueThreadTests {
  /// A copy with its owner's thread.
  private final class Copy: Sendable {
    let queue: Mutex<EventQueue<Int>>
    let fired = Mutex<[Int]>([])

    init(_ queue: EventQueue<Int>) { self.queue = Mutex(queue) }

    /// Posts an event before all others, which writes to the queue, and takes the first few out.
    func work(_ first: Int) {
      queue.withLock { queue in
        queue.post(first, at: .zero)
        fired.withLock { fired in
          while fired.count < 200, let event = queue.popFirst() { fired.append(event.payload) }
        }
      }
    }
  }

  /// The events near and far are so many that a copy takes longer than a thread needs to start.
  private static let pending = 20_000

  private static func queue() -> EventQueue<Int> {
    var queue = EventQueue<Int>()
    for number in 0..<pending { queue.post(number, at: .milliseconds(Int64(pending - number))) }
    // Half of the events are near, in the heap, and half in the buckets of the far ones.
    _ = queue.nextTime()
    return queue
  }

  @Test func twoCopiesOnTwoThreadsFireTheirOwnEvents() {
    let last = Self.pending - 1
    let filled = Self.queue()
    for _ in 0..<100 {
      // Memory that is shared by two, and by nothing else.
      var queue = filled
      queue.post(0, at: .latest)
      let (one, other) = (Copy(queue), Copy(queue))
      queue = EventQueue()
      SideBySide.run({ one.work(-1) }, { other.work(-2) })
      for (copy, first) in [(one, -1), (other, -2)] {
        let expected = [first] + (0..<199).map { last - $0 }
        copy.fired.withLock { #expect($0 == expected) }
      }
    }
  }
}
