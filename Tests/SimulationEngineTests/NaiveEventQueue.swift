/// The obvious event queue: an array, searched from end to end.
struct NaiveEventQueue {
  private var events: [(time: Int64, order: Int, payload: Int)] = []
  private var postedCount = 0

  var count: Int { events.count }
  var nextTime: Int64? { events.map(\.time).min() }

  mutating func post(_ payload: Int, at time: Int64) {
    events.append((time, postedCount, payload))
    postedCount += 1
  }

  mutating func cancel(_ payload: Int) -> Bool {
    guard let index = events.firstIndex(where: { $0.payload == payload }) else { return false }
    events.remove(at: index)
    return true
  }

  mutating func popFirst(noLaterThan horizon: Int64) -> (time: Int64, payload: Int)? {
    let earliest = events.indices.min {
      (events[$0].time, events[$0].order) < (events[$1].time, events[$1].order)
    }
    guard let earliest, events[earliest].time <= horizon else { return nil }
    let event = events.remove(at: earliest)
    return (event.time, event.payload)
  }
}
