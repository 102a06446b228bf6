import SimulationEngine

/// A model in which every event posts one successor.
protocol HoldModel {
  /// Fires `count` events and returns something that depends on all of them.
  mutating func fire(_ count: Int) -> Int
}

/// What the events of the models do, four kinds of them, in a few instructions.
enum HoldEvent {
  case podArrived(pod: Int32)
  case podStarted(pod: Int32, node: Int32)
  case heartbeatDue(node: Int32)
  case podFinished(pod: Int32, exitCode: Int32)

  static func number(_ index: Int) -> HoldEvent {
    let id = Int32(truncatingIfNeeded: index)
    return switch index & 3 {
    case 0: .podArrived(pod: id)
    case 1: .podStarted(pod: id, node: id & 1_023)
    case 2: .heartbeatDue(node: id & 1_023)
    default: .podFinished(pod: id, exitCode: id & 1)
    }
  }
}

/// Delays of the hold model: uniform over two seconds.
struct HoldDelays {
  private var random = RandomStream(seed: 1, name: "hold model")

  mutating func next() -> SimulationDuration {
    SimulationDuration(microseconds: Int64(random.bounded(2_000_000)))
  }
}

/// The event loop with dispatch over an enum.
struct EventLoopModel: HoldModel {
  private var loop = EventLoop<HoldEvent>()
  private var delays = HoldDelays()
  private var tally = (arrived: 0, started: 0, beats: 0, failed: 0)

  init(_ pending: Int) {
    for index in 0..<pending { loop.post(.number(index), after: delays.next()) }
  }

  mutating func fire(_ count: Int) -> Int {
    for _ in 0..<count {
      guard let event = loop.next() else { break }
      switch event {
      case .podArrived(let pod):
        tally.arrived &+= Int(pod)
        loop.post(.podStarted(pod: pod, node: 1), after: delays.next())
      case .podStarted(let pod, let node):
        tally.started &+= Int(node)
        loop.post(.podFinished(pod: pod, exitCode: pod & 1), after: delays.next())
      case .heartbeatDue(let node):
        tally.beats &+= 1
        loop.post(.heartbeatDue(node: node), after: delays.next())
      case .podFinished(let pod, let exitCode):
        tally.failed &+= Int(exitCode)
        loop.post(.podArrived(pod: pod), after: delays.next())
      }
    }
    return tally.arrived &+ tally.started &+ tally.beats &+ tally.failed
  }
}

/// The bare queue: take one, post it again later.
struct EventQueueModel: HoldModel {
  private var queue = EventQueue<Int>()
  private var delays = HoldDelays()

  init(_ pending: Int) {
    for index in 0..<pending { queue.post(index, at: .zero + delays.next()) }
  }

  mutating func fire(_ count: Int) -> Int {
    var sum = 0
    for _ in 0..<count {
      guard let (time, payload) = queue.popFirst() else { break }
      sum &+= payload
      queue.post(payload, at: time + delays.next())
    }
    return sum
  }
}
