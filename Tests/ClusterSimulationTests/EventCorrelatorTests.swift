import SimulationEngine
import Testing

@testable import ClusterSimulation

/// What recorders make of events alike.
@Suite struct EventCorrelatorTests {
  /// A recorder that is handed events of one object, and what it makes of them.
  private struct Recorder {
    var correlator: EventCorrelator
    var rows: Int32 = 0

    init(_ manner: EventCorrelator.Manner) { correlator = EventCorrelator(manner) }

    /// The verdict over an event with text number `text` at `seconds`: `new`, `combined`,
    /// `dropped`, or the number that it makes.
    mutating func verdict(
      _ text: Int32, at seconds: Int64, object: Int32 = 0, reason: Int32 = 0, component: Int32 = 0,
      by recorder: EventCorrelator.Recorder = .controller
    ) -> String {
      let event = EventObject(
        time: .zero + .seconds(seconds), isWarning: false, reason: reason, subject: .pod,
        index: object, component: component, message: .text(text))
      switch correlator.judge(event, row: rows, by: recorder) {
      case .dropped: return "dropped"
      case .written(nil, _, let isCombined):
        rows += 1
        return isCombined ? "combined" : "new"
      case .written(_, let count, let isCombined):
        rows += 1
        return isCombined ? "combined \(count)" : "\(count)"
      }
    }
  }

  @Test("one text again is counted, at any time; another object or component has its own count")
  func alike() {
    var recorder = Recorder(.dropping)
    #expect(recorder.verdict(1, at: 0) == "new" && recorder.verdict(1, at: 5) == "2")
    #expect(recorder.verdict(1, at: 5000) == "3" && recorder.verdict(2, at: 5000) == "new")
    #expect(recorder.verdict(1, at: 5000, object: 1) == "new")
    #expect(recorder.verdict(1, at: 5000, component: 1) == "new")
    #expect(recorder.verdict(1, at: 5000, reason: 1) == "new")
  }

  @Test("nine texts of one reason are written, from the tenth on they are combined")
  func similar() {
    for manner in [EventCorrelator.Manner.combining, .dropping] {
      var recorder = Recorder(manner)
      let verdicts = (1...12).map { recorder.verdict($0, at: Int64($0)) }
      #expect(
        verdicts == Array(repeating: "new", count: 9) + ["combined", "combined 2", "combined 3"])
      // One of those that are remembered is counted by itself.
      #expect(recorder.verdict(3, at: 20) == "2")
      // After ten minutes without any, counting begins anew.
      #expect(recorder.verdict(13, at: 620) == "combined 4")
      #expect(recorder.verdict(14, at: 1221) == "new")
    }
  }

  @Test("of one object twenty-five are written at once, then one each five minutes")
  func spam() {
    var recorder = Recorder(.dropping)
    let verdicts = (1...30).map { recorder.verdict($0, at: 0) }
    #expect(verdicts.count { $0 != "dropped" } == 25)
    #expect(verdicts[24] == "combined 16" && verdicts[25] == "dropped")
    #expect(recorder.verdict(31, at: 299) == "dropped")
    // What was dropped was counted all the same.
    #expect(recorder.verdict(32, at: 300) == "combined 23")
    #expect(recorder.verdict(33, at: 301) == "dropped")
    #expect(recorder.verdict(1, at: 301, object: 1) == "new")
    var kubelet = Recorder(.dropping)
    #expect((1...30).allSatisfy { kubelet.verdict($0, at: 0, by: .kubelet) != "dropped" })
    var older = Recorder(.combining)
    #expect((1...30).allSatisfy { older.verdict($0, at: 0) != "dropped" })
  }

  @Test("the scheduler writes the first and the second of one reason, whatever they say")
  func series() {
    var recorder = Recorder(.dropping)
    func verdict(_ text: Int32, _ seconds: Int64) -> String {
      recorder.verdict(text, at: seconds, by: .scheduler)
    }
    #expect(verdict(1, 10) == "new" && verdict(2, 20) == "2" && verdict(3, 30) == "dropped")
    // A series is over when six minutes have passed since its last event, as is noticed every six.
    #expect(verdict(4, 700) == "dropped")
    #expect(verdict(5, 1079) == "dropped" && verdict(6, 1439) == "dropped")
    #expect(verdict(7, 2159) == "new" && verdict(8, 2160) == "2")
  }

  @Test("the number of a scheduler's series is written when it is over, and each half an hour")
  func lastCount() {
    var recorder = Recorder(.dropping)
    func counts(_ seconds: Int64) -> [Int32] {
      recorder.correlator.reviewSeries(at: .zero + .seconds(seconds)).map(\.count)
    }
    for second in [10, 20, 30, 40] {
      _ = recorder.verdict(1, at: Int64(second), by: .scheduler)
    }
    _ = recorder.verdict(1, at: 50, object: 1, by: .scheduler)
    #expect(counts(360).isEmpty && counts(720) == [4] && counts(1080).isEmpty)
    for second in stride(from: Int64(2000), through: 6000, by: 100) {
      _ = recorder.verdict(2, at: second, object: 2, by: .scheduler)
    }
    _ = recorder.verdict(1, at: 6000, object: 3, by: .scheduler)
    _ = recorder.verdict(1, at: 6001, object: 3, by: .scheduler)
    #expect(counts(3600).isEmpty && counts(3960) == [41])
    // The series of two has nothing more to say.
    #expect(counts(6480).isEmpty)
  }

  @Test("the textbook's components write every event")
  func textbook() {
    var recorder = Recorder(.none)
    #expect((0..<40).allSatisfy { _ in recorder.verdict(1, at: 0) == "new" })
  }

  @Test("a count equals that of a slow model without a bound on memory", arguments: 0..<20)
  func model(seed: UInt64) {
    var stream = RandomStream(seed: seed, name: "events")
    var recorder = Recorder(.dropping)
    var counts: [Int32: Int] = [:]
    for step in 0..<20 {
      // Few texts are never similar enough to be combined, and few events no spam.
      let text = Int32(stream.next() % 5)
      counts[text, default: 0] += 1
      let count = counts[text] ?? 0
      let expected = count == 1 ? "new" : "\(count)"
      #expect(recorder.verdict(text, at: Int64(step * 7)) == expected)
    }
  }
}
