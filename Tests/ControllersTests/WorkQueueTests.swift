import Controllers
import SimulationEngine
import Testing

@Suite("Work queue")
struct WorkQueueTests {
  @Test("a pause doubles with every failure, and the sooner one counts")
  func pauses() {
    var queue = WorkQueue()
    #expect(queue.fail(3, at: .zero) == .milliseconds(5))
    #expect(queue.fail(3, at: .zero) == nil, "it is tried in five milliseconds anyway")
    #expect(queue.awaitsRetry(of: 3))
    queue.retry(3, at: .zero + .milliseconds(4))
    #expect(queue.next() == nil, "that was the timer of another pause")
    queue.retry(3, at: .zero + .milliseconds(5))
    #expect(queue.next() == 3)
    #expect(queue.fail(3, at: .seconds(1)) == .milliseconds(20), "the failure meanwhile counted")
  }

  @Test(
    "after a success the next failure is the first, and its pause takes the place of a long one")
  func forgetting() {
    var queue = WorkQueue()
    for _ in 0..<30 { _ = queue.fail(0, at: .zero) }
    queue.retry(0, at: .zero + .milliseconds(5))
    #expect(queue.fail(0, at: .seconds(1)) == .seconds(1000))
    queue.forget(0)
    #expect(queue.fail(0, at: .seconds(2)) == .milliseconds(5))
    queue.retry(0, at: .seconds(2) + .milliseconds(5))
    #expect(queue.next() == 0)
  }
}
