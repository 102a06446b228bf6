import ClusterState
import SimulationEngine

/// What pods wait for at the end of a run.
extension RunReport {
  /// What turns down the pods that wait for a node, and how many pods each, the most first.
  ///
  /// A pod counts for the reason for which its last attempt turned down the most nodes.
  package var waitingReasons: [(reason: String, pods: Int)] {
    let cluster = run.source.cluster
    var seen: Set<PodID> = []
    var counts: [String: Int] = [:]
    for attempt in run.source.recording.attempts.reversed()
    where cluster.pods[attempt.pod].isWaiting && seen.insert(attempt.pod).inserted {
      let message = run.source.recording.message(attempt.message)
      counts[Self.foremostReason(in: message), default: 0] += 1
    }
    return counts.map { (reason: $0.key, pods: $0.value) }.sorted {
      ($1.pods, $0.reason) < ($0.pods, $1.reason)
    }
  }

  /// The reason that the most nodes give in `0/5 nodes are available: 2 Insufficient cpu, 3 …`; of
  /// equal ones the first. A message of another form is its own reason.
  static func foremostReason(in message: String) -> String {
    guard let start = message.firstRange(of: " available: ")?.upperBound else { return message }
    let end = message[start...].firstRange(of: ". ")?.lowerBound ?? message.endIndex
    let list = message[start..<end]
    var best: (count: Int, reason: String)?
    for part in list.split(separator: ", ") {
      let words = part.split(separator: " ", maxSplits: 1)
      guard words.count == 2, let count = Int(words[0]) else { continue }
      let reason = words[1].hasSuffix(".") ? words[1].dropLast() : words[1]
      if count > best?.count ?? 0 { best = (count, String(reason)) }
    }
    return best?.reason ?? message
  }
}
