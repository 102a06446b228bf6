import ClusterState
import Controllers
import SimulationEngine

/// The controllers of a run, their clients, and what is under way between them and the API server.
struct ControllerManager: Sendable {
  /// A write that a controller has asked for.
  struct PendingWrite: Sendable {
    /// The controller's place in `controllers`.
    let controller: Int
    /// The write.
    let write: ClusterWrite
  }

  /// A timer that came due while the manager was paused.
  private struct DeferredTimer: Sendable {
    let controller: Int
    let timer: ControllerTimer
  }

  /// In the order in which a delivery reaches them.
  var controllers: ContiguousArray<any Controller>
  /// The rate limit of each controller's writes: every one has a client of its own.
  var clients: ContiguousArray<TokenBucket>
  /// Whether nothing is delivered to the controllers.
  private(set) var isPaused = false
  /// What the controller at hand asks for.
  var actions: ControllerActions = []
  private var deferred: ContiguousArray<DeferredTimer> = []
  private var pending: ContiguousArray<PendingWrite?> = []
  private var freeSlots: ContiguousArray<Int32> = []

  /// The controllers of a control plane, which have seen nothing.
  init(_ settings: ControlPlaneSettings) {
    controllers = ControllerRegistry.controllers(settings.controllers)
    let client = TokenBucket(
      thousandthsPerSecond: settings.kubeAPIQPSThousandths, burst: settings.kubeAPIBurst)
    clients = ContiguousArray(repeating: client, count: controllers.count)
  }

  /// How many writes have not reached the API server yet.
  var writesInFlight: Int { pending.count - freeSlots.count }

  /// Keeps a write until it arrives; returns the slot by which it is taken again.
  mutating func keep(_ write: ClusterWrite, of controller: Int) -> Int32 {
    let entry = PendingWrite(controller: controller, write: write)
    guard let slot = freeSlots.popLast() else {
      pending.append(entry)
      return Int32(pending.count - 1)
    }
    pending[Int(slot)] = entry
    return slot
  }

  /// Takes the write of `slot`, which arrives.
  mutating func take(_ slot: Int32) -> PendingWrite {
    guard let entry = pending[Int(slot)] else {
      preconditionFailure("a write arrives once")
    }
    pending[Int(slot)] = nil
    freeSlots.append(slot)
    return entry
  }

  /// Keeps a timer until the manager is resumed.
  mutating func postpone(_ timer: ControllerTimer, of controller: Int) {
    deferred.append(DeferredTimer(controller: controller, timer: timer))
  }

  mutating func pause() { isPaused = true }

  /// Goes on; returns what came due meanwhile, as events.
  mutating func resume() -> ContiguousArray<SimulationEvent> {
    isPaused = false
    defer { deferred.removeAll() }
    return ContiguousArray(
      deferred.map { .controllerTimerDue(controller: UInt8($0.controller), $0.timer) })
  }
}
