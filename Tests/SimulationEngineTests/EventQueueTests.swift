import Testing

@testable import SimulationEngine

struct EventQueueTests {
  @Test func `an empty queue has nothing to fire`() {
    var queue = EventQueue<Int>()
    #expect(queue.isEmpty && queue.count == 0)
    expectEqual(queue.nextTime(), nil)
    expectEqual(queue.popFirst()?.payload, nil)
  }

  @Test func `a handle cancels its event once`() {
    var queue = EventQueue<Int>()
    let first = queue.post(1, at: .seconds(1))
    queue.post(2, at: .seconds(2))
    #expect(queue.isPending(first))
    expectEqual(queue.cancel(first), true)
    #expect(!queue.isPending(first))
    expectEqual(queue.cancel(first), false)
    #expect(queue.count == 1)
    expectEqual(queue.popFirst()?.payload, 2)
  }

  @Test func `a stale handle does not touch the event that reuses its slot`() {
    var queue = EventQueue<Int>()
    let fired = queue.post(1, at: .seconds(1))
    _ = queue.popFirst()
    let successor = queue.post(2, at: .seconds(2))
    #expect(fired.slot == successor.slot, "the slot is reused")
    expectEqual(queue.cancel(fired), false)
    #expect(queue.isPending(successor))
  }

  @Test func `a slot whose generations are used up is retired`() {
    var slots = PayloadSlots<Int>()
    let handle = slots.store(1)
    slots.slots[0].generation = UInt32.max - 1
    expectEqual(slots.release(0), 1)
    expectEqual(slots.store(2).slot, 1)
    #expect(!slots.holds(handle))
  }

  @Test func `a handle of a larger queue names nothing in a smaller one`() {
    var large = EventQueue<Int>()
    let handles = (0..<10).map { large.post($0, at: .zero) }
    var small = EventQueue<Int>()
    expectEqual(small.cancel(handles[9]), false)
  }

  @Test func `a handle is good in both forks, independently`() {
    var queue = EventQueue<Int>()
    let handle = queue.post(1, at: .seconds(1))
    var fork = queue
    expectEqual(fork.cancel(handle), true)
    #expect(queue.isPending(handle))
    expectEqual(queue.popFirst()?.payload, 1)
    expectEqual(fork.popFirst()?.payload, nil)
  }

  @Test func `an event beyond the horizon stays`() {
    var queue = EventQueue<Int>()
    queue.post(1, at: .seconds(2))
    expectEqual(queue.popFirst(noLaterThan: .seconds(1))?.payload, nil)
    expectEqual(queue.popFirst(noLaterThan: .seconds(2))?.payload, 1)
  }

  @Test func `an event may be posted before one already looked at`() {
    var queue = EventQueue<Int>()
    queue.post(1, at: .hours(100))
    expectEqual(queue.nextTime(), .hours(100))
    queue.post(2, at: .seconds(1))
    expectEqual(queue.nextTime(), .seconds(1))
  }

  @Test func `memory follows the pending events when all others are cancelled`() {
    var queue = EventQueue<Int>()
    for round in 0..<10_000 {
      let handle = queue.post(round, at: .seconds(Int64(round) + 1_000))
      expectEqual(queue.cancel(handle), true)
    }
    #expect(queue.payloads.slots.count < 200)
    #expect(queue.isEmpty)
  }

  @Test func `arrivals and posted events merge by time, then by order of posting`() {
    var queue = EventQueue<String>()
    queue.appendArrival("arrival at 1", at: .seconds(1))
    queue.post("post at 1", at: .seconds(1))
    queue.appendArrival("second arrival at 1", at: .seconds(1))
    queue.appendArrival("arrival at 3", at: .seconds(3))
    queue.post("post at 2", at: .seconds(2))
    queue.appendArrival("late arrival at 2", at: .seconds(2))
    var fired: [String] = []
    while let event = queue.popFirst() { fired.append(event.payload) }
    #expect(
      fired == [
        "arrival at 1", "post at 1", "second arrival at 1", "post at 2", "late arrival at 2",
        "arrival at 3",
      ])
  }

  @Test func `a steady number of pending events takes no more memory as time goes on`() {
    var random = RandomStream(seed: 1, name: "steady")
    var queue = EventQueue<Int>()
    for payload in 0..<2_000 {
      queue.post(payload, at: .microseconds(random.integer(in: 0...100_000)))
    }
    var chunkCount = 0
    for round in 0..<40_000 {
      guard let event = queue.popFirst() else { break }
      queue.post(event.payload, at: event.time + .microseconds(random.integer(in: 0...200_000)))
      if round == 20_000 { chunkCount = queue.order.distant.chunkCount }
    }
    #expect(queue.payloads.slots.count == 2_000)
    #expect(queue.order.distant.chunkCount <= chunkCount + 8)
  }

  @Test func `an entry takes 16 bytes`() {
    #expect(MemoryLayout<PendingEvent>.stride == 16)
  }
}
