import SimulationEngine
import Testing

@testable import Controllers

/// The turns that writes and events take of one client.
@Suite struct ControllerClientTests {
  private static func client() -> ControllerClient {
    ControllerClient(
      TokenBucket(interval: .milliseconds(50), burst: 3), writeLatency: .milliseconds(5))
  }

  private static func milliseconds(_ count: Int64) -> SimulationTime {
    .zero + .milliseconds(count)
  }

  @Test("an event takes a turn, so a write comes later by one")
  func oneEvent() {
    var client = Self.client()
    client.addEvent(at: .zero)
    let sent = (0..<3).map { _ in client.takeForWrite(at: .zero) }
    #expect(sent == [.zero, .zero, Self.milliseconds(50)])
  }

  @Test("events leave one by one, behind the writes that were asked for in the meantime")
  func storm() {
    var client = Self.client()
    for _ in 0..<4 { client.addEvent(at: .zero) }
    // The second event would ask for its turn after 5 ms: all the writes are before it.
    let sent = (0..<4).map { _ in client.takeForWrite(at: .zero) }
    #expect(sent == [.zero, .zero, Self.milliseconds(50), Self.milliseconds(100)])
    // The second got 150 ms, and has arrived at 155 ms; the third takes 200 ms then.
    #expect(client.takeForWrite(at: Self.milliseconds(160)) == Self.milliseconds(250))
    // The fourth asked at 205 ms, behind that write.
    #expect(client.takeForWrite(at: Self.milliseconds(210)) == Self.milliseconds(350))
  }

  @Test("without a limit nothing waits")
  func unlimited() {
    var client = ControllerClient(.unlimited, writeLatency: .milliseconds(5))
    for _ in 0..<100 { client.addEvent(at: .zero) }
    #expect(client.takeForWrite(at: Self.milliseconds(1)) == Self.milliseconds(1))
  }
}
