import ClusterSimulation
import RunReports

/// Whether a cluster of one size meets what is asked of it.
struct SizingTrial: Sendable {
  /// The greatest shares of a pool's processor time and memory that were requested at any instant,
  /// in millionths; nil where there is nothing to measure.
  struct Peaks: Sendable {
    var cpu: Int64?
    var memory: Int64?
  }

  /// What does not hold and why, in words; nil if all holds.
  let obstacle: String?
  /// The peaks of the pools that are sized, the worst over all cases of a loss.
  let peaks: [Peaks]

  /// Whether all holds.
  var holds: Bool { obstacle == nil }

  /// What one run shows, in which `loss` was gone.
  init(_ report: RunReport, without loss: String, pools: [String]) {
    let broken = report.expectations.first { !$0.holds }
    let suffix = loss.isEmpty ? "" : " " + loss
    obstacle = broken.map { broken in
      guard let waiting = report.waitingReasons.first else { return broken.description + suffix }
      let pods = waiting.pods == 1 ? "1 pod waits" : "\(waiting.pods) pods wait"
      return "\(pods)\(suffix): \(waiting.reason)"
    }
    peaks = pools.map { pool in
      func peak(_ resource: String) -> Int64? {
        report.summary.figure("allocation_ratio.\(resource).max", of: "pool=\(pool)")?
          .value.millionths
      }
      return Peaks(cpu: peak("cpu"), memory: peak("memory"))
    }
  }

  private init(obstacle: String?, peaks: [Peaks]) {
    self.obstacle = obstacle
    self.peaks = peaks
  }

  /// What the cases of a loss show together: the first obstacle, and the highest peaks.
  init(_ cases: [SizingTrial]) {
    var all = cases[0]
    for other in cases.dropFirst() {
      let peaks = zip(all.peaks, other.peaks).map { a, b in
        Peaks(cpu: Self.greater(a.cpu, b.cpu), memory: Self.greater(a.memory, b.memory))
      }
      all = SizingTrial(obstacle: all.obstacle ?? other.obstacle, peaks: peaks)
    }
    self = all
  }

  private static func greater(_ a: Int64?, _ b: Int64?) -> Int64? {
    [a, b].compactMap { $0 }.max()
  }
}
