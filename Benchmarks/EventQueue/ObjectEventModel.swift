import SimulationEngine

/// An event as a straightforward simulator has it: an object that knows how to fire itself.
class ObjectEvent {
  let time: Int64
  let order: Int

  init(time: Int64, order: Int) {
    self.time = time
    self.order = order
  }

  func fire(in model: inout ObjectEventModel) {}
}

/// An event that stands for one kind: it counts something and posts its successor.
final class ObjectEventOfPod: ObjectEvent {
  private let pod: Int

  init(time: Int64, order: Int, pod: Int) {
    self.pod = pod
    super.init(time: time, order: order)
  }

  override func fire(in model: inout ObjectEventModel) {
    model.tally &+= pod
    model.post { ObjectEventOfNode(time: $0, order: $1, node: pod & 1_023) }
  }
}

/// An event of the other kind.
final class ObjectEventOfNode: ObjectEvent {
  private let node: Int

  init(time: Int64, order: Int, node: Int) {
    self.node = node
    super.init(time: time, order: order)
  }

  override func fire(in model: inout ObjectEventModel) {
    model.tally &+= 1
    model.post { ObjectEventOfPod(time: $0, order: $1, pod: node) }
  }
}

/// The hold model over a binary heap of event objects, in plain Swift.
struct ObjectEventModel: HoldModel {
  var tally = 0
  private var heap: [ObjectEvent] = []
  private var now: Int64 = 0
  private var postedCount = 0
  private var delays = HoldDelays()

  init(_ pending: Int) {
    for index in 0..<pending { post { ObjectEventOfPod(time: $0, order: $1, pod: index) } }
  }

  mutating func fire(_ count: Int) -> Int {
    for _ in 0..<count {
      let event = removeFirst()
      now = event.time
      event.fire(in: &self)
    }
    return tally
  }

  /// Posts the event that is made from a random later time and the order of posting.
  mutating func post(_ make: (Int64, Int) -> ObjectEvent) {
    postedCount += 1
    heap.append(make(now + delays.next().microseconds, postedCount))
    var child = heap.count - 1
    while child > 0, precedes(child, (child - 1) / 2) {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  private mutating func removeFirst() -> ObjectEvent {
    heap.swapAt(0, heap.count - 1)
    let first = heap.removeLast()
    var parent = 0
    while true {
      var child = 2 * parent + 1
      guard child < heap.count else { return first }
      if child + 1 < heap.count, precedes(child + 1, child) { child += 1 }
      guard precedes(child, parent) else { return first }
      heap.swapAt(child, parent)
      parent = child
    }
  }

  private func precedes(_ a: Int, _ b: Int) -> Bool {
    let (a, b) = (heap[a], heap[b])
    return a.time != b.time ? a.time < b.time : a.order < b.order
  }
}
