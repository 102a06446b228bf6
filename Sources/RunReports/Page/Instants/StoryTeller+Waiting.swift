import ClusterSimulation
import ClusterState
import ReportPages
import SimulationEngine

/// Pods that find no node, and when most of them waited.
extension StoryTeller {
  private static let messageLimit = 20

  /// Tells of the first attempt of each message with which pods were turned down.
  mutating func tellRefusals() {
    var firsts: [Int32: SchedulingAttempt] = [:]
    var counts: [Int32: Int] = [:]
    var order: [Int32] = []
    for attempt in source.recording.attempts where attempt.result == .unschedulable {
      counts[attempt.message, default: 0] += 1
      guard firsts[attempt.message] == nil else { continue }
      firsts[attempt.message] = attempt
      order.append(attempt.message)
    }
    for message in order.prefix(Self.messageLimit) {
      guard let attempt = firsts[message], let count = counts[message] else { continue }
      let pod = source.cluster.pods[attempt.pod].name.text(source.cluster.symbols)
      let often = count == 1 ? "once" : "\(PageText.count(Int128(count))) times"
      tell(
        attempt.time, .low, "\(pod) fits on no node",
        because:
          "“\(source.recording.message(message))” So the scheduler says \(often) in the run.",
        in: "scheduling.csv")
    }
  }

  /// Tells when most pods waited, if any sample found more than one.
  mutating func tellQueue() {
    func length(_ sample: QueueSample) -> Int64 {
      Int64(sample.active) + Int64(sample.backOff) + Int64(sample.unschedulable)
    }
    var longest: QueueSample?
    for sample in source.recording.queueSamples where length(sample) > 1 {
      if let best = longest, length(best) >= length(sample) { continue }
      longest = sample
    }
    guard let longest else { return }
    let parts: [(count: Int32, words: String)] = [
      (longest.active, "for their turn"), (longest.backOff, "for the end of a pause"),
      (longest.unschedulable, "for something to change"),
    ]
    let text = parts.filter { $0.count > 0 }
      .map { "\(PageText.count(Int128($0.count))) \($0.words)" }.joined(separator: ", ")
    let age = longest.oldestAge.map { " The oldest has waited for \(PageText.duration($0))." } ?? ""
    tell(
      longest.time, .low,
      "\(PageText.count(Int128(length(longest)))) pods wait, the most of all samples",
      because: "They wait \(text).\(age)", in: "queue.csv")
  }
}
