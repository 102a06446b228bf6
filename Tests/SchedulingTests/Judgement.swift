import ClusterState

@testable import Scheduling

/// A decision in words and names, for comparing.
struct Judgement {
  let decision: Decision
  let record: DecisionRecord
  private let cluster: ClusterState

  init(_ decision: Decision, _ record: DecisionRecord, _ cluster: ClusterState) {
    self.decision = decision
    self.record = record
    self.cluster = cluster
  }

  /// The node's name.
  func name(_ node: NodeID) -> String { cluster.symbols[cluster.nodes[node.row].name] }

  /// The name of the pod.
  func name(_ pod: PodID) -> String { cluster.pods[pod].name.text(cluster.symbols) }

  /// The feasible nodes.
  var feasible: [String] { record.feasible.map { name($0) } }

  /// What is said of each node: nothing if it is feasible, else the reasons, after `never: ` if no
  /// eviction helps. What was said before nodes were looked at stands under `PreFilter`.
  func verdicts(of plugin: String) -> [String: String] {
    var verdicts: [String: String] = [:]
    for node in record.feasible { verdicts[name(node)] = "" }
    for rejection in record.rejections {
      let verdict = rejection.verdicts[0]
      verdicts[name(rejection.node)] = Self.text(verdict.code, verdict.reasons)
    }
    if record.skippedFilters.contains(plugin) { verdicts["PreFilter"] = "skip" }
    if let (_, status) = record.preFilter {
      verdicts["PreFilter"] = Self.text(status.code, status.reasons)
    }
    return verdicts
  }

  /// The scores that `plugin` gave; nil if it excused itself.
  func scores(of plugin: String) -> (raw: [String: Int64], normalized: [String: Int64])? {
    guard let scores = record.scores.first(where: { $0.plugin == plugin }) else { return nil }
    return (named(scores.raw), named(scores.normalized))
  }

  /// The totals by node.
  var totals: [String: Int64] { named(record.totals) }

  /// The nodes that are equally good for evictions.
  var nominated: [String] { record.preemption?.nominated.map { name($0) } ?? [] }

  /// The pods that are to go from each node on which evictions help; nil for a node on which they
  /// do not.
  var victims: [String: [String]?] {
    var victims: [String: [String]?] = [:]
    for candidate in record.preemption?.candidates ?? [] {
      victims[name(candidate.node)] =
        .some(candidate.failure == nil ? candidate.victims.map { name($0.pod) } : nil)
    }
    return victims
  }

  private func named(_ column: ContiguousArray<Int64>) -> [String: Int64] {
    var named: [String: Int64] = [:]
    for (place, node) in record.feasible.enumerated() { named[name(node)] = column[place] }
    return named
  }

  private static func text(_ code: StatusCode, _ reasons: [String]) -> String {
    (code == .unschedulableAndUnresolvable ? "never: " : "") + reasons.joined(separator: ", ")
  }
}
