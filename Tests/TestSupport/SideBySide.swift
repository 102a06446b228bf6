import Foundation
import Synchronization

/// Two pieces of work on two threads, for tests of what threads may share.
public enum SideBySide {
  /// Runs both at once and returns when both have ended.
  ///
  /// Neither begins before the other's thread is there too, so that even short work overlaps.
  public static func run(
    _ first: @escaping @Sendable () -> Void, _ second: @escaping @Sendable () -> Void
  ) {
    let meeting = Meeting()
    for work in [first, second] {
      let thread = Thread {
        meeting.join()
        work()
        meeting.ended.signal()
      }
      // What a main thread has: debug builds take more than the half megabyte of other threads.
      thread.stackSize = 8 << 20
      thread.start()
    }
    for _ in 0..<2 { meeting.ended.wait() }
  }

  /// Where two threads wait for each other.
  private final class Meeting: Sendable {
    let ended = DispatchSemaphore(value: 0)
    private let arrived = Atomic(0)

    /// Returns once both are here. It spins: a thread that must be woken comes too late.
    func join() {
      arrived.add(1, ordering: .acquiringAndReleasing)
      while arrived.load(ordering: .acquiring) < 2 { sched_yield() }
    }
  }
}
