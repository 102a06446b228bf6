import ClusterSimulation
import ClusterState
import KubernetesObjects
import SimulationEngine

/// Where pods are when the measuring window ends.
struct PodPlacement {
  private let run: RunAnalysis
  private let cluster: ClusterState

  init(_ run: RunAnalysis) {
    self.run = run
    cluster = run.source.closing
  }

  /// The figures that an expectation makes of pods. O(pods + nodes).
  func figures(of expectation: PodExpectation) -> [ExpectationResult.Found] {
    let pods = selected(by: expectation)
    switch expectation.measure {
    case .count: return [ExpectationResult.Found(millionths: Int64(pods.count) * Ratio.one)]
    case .countEach(let topology):
      return counts(of: pods, by: topology).map {
        ExpectationResult.Found(
          name: "\(topology.word) \($0.name)", millionths: $0.count * Ratio.one)
      }
    case .skew(let topology):
      let counts = counts(of: pods, by: topology).map(\.count)
      guard let most = counts.max(), let fewest = counts.min() else { return [] }
      return [ExpectationResult.Found(millionths: (most - fewest) * Ratio.one)]
    case .shareEach(let topology):
      let whole = pods.count { cluster.pods[$0].node.isPresent }
      return counts(of: pods, by: topology).compactMap { place in
        Ratio.millionths(place.count, of: Int64(whole)).map {
          ExpectationResult.Found(name: "\(topology.word) \(place.name)", millionths: $0)
        }
      }
    }
  }

  private func selected(by expectation: PodExpectation) -> [PodID] {
    let isSelected = cluster.templates.all.map { template in
      expectation.selector?.matches(template.pod.metadata.labels) ?? true
        && expectation.namespace?.matches(cluster.symbols[template.namespace]) ?? true
    }
    return (0..<cluster.pods.count).lazy.map { PodID($0) }.filter { pod in
      let record = cluster.pods[pod]
      guard isSelected[record.template.row], expectation.takes(record) else { return false }
      if let workload = expectation.workload,
        !workload.matches(run.groups.workload(of: pod.row))
      {
        return false
      }
      return isPlaced(record, as: expectation)
    }
  }

  private func isPlaced(_ pod: PodRecord, as expectation: PodExpectation) -> Bool {
    for (pattern, topology) in [
      (expectation.node, PodExpectation.Topology.node), (expectation.zone, .zone),
      (expectation.pool, .pool),
    ] {
      guard let pattern else { continue }
      guard pod.node.isPresent, let name = name(of: pod.node, topology), pattern.matches(name)
      else { return false }
    }
    return true
  }

  /// How many of `pods` are in each group of nodes, those without any included, by name.
  private func counts(
    of pods: [PodID], by topology: PodExpectation.Topology
  ) -> [(name: String, count: Int64)] {
    var rows = GroupRows<String>()
    let groups = cluster.nodes.indices.map { row in
      name(of: NodeID(row), topology).map { name in
        cluster.nodes[row].isPresent ? Int(rows.row(of: name)) : -1
      } ?? -1
    }
    var counts = [Int64](repeating: 0, count: rows.keys.count)
    for pod in pods where cluster.pods[pod].node.isPresent {
      let group = groups[cluster.pods[pod].node.row]
      if group >= 0 { counts[group] += 1 }
    }
    return zip(rows.keys, counts).map { ($0, $1) }.sorted {
      $0.name.utf8.lexicographicallyPrecedes($1.name.utf8)
    }
  }

  /// The group of a node; nil for a node that is in none.
  private func name(of node: NodeID, _ topology: PodExpectation.Topology) -> String? {
    let record = cluster.nodes[node.row]
    switch topology {
    case .node: return cluster.symbols[record.name]
    case .zone: return record.labels.zone(cluster.symbols).map { cluster.symbols[$0] }
    case .pool: return record.pool == .empty ? nil : cluster.symbols[record.pool]
    case .label(let key):
      return cluster.symbols.find(key).flatMap { record.labels[$0] }.map { cluster.symbols[$0] }
    }
  }
}

extension PodExpectation {
  /// Whether a pod is in the state that is wanted.
  fileprivate func takes(_ pod: PodRecord) -> Bool {
    guard !pod.isRemoved, isReady.map({ $0 == pod.isReady }) ?? true else { return false }
    guard let state else { return pod.isActive }
    if pod.isDeleting { return state == .terminating }
    return switch pod.phase {
    case .pending: state == .pending
    case .running: state == .running
    case .succeeded: state == .succeeded
    case .failed: state == .failed
    }
  }

  /// The expectation as a sentence says it: `skew of pods app=web over zone`.
  var words: String {
    switch measure {
    case .count, .countEach: pods
    case .skew(let topology): "skew of \(pods) over \(topology.word)"
    case .shareEach: "share of \(pods)"
    }
  }

  private var pods: String {
    var words = [state.map { "\($0.rawValue) pods" } ?? "pods"]
    if let isReady { words[0] = (isReady ? "ready " : "unready ") + words[0] }
    if let selector { words.append("\(selector)") }
    for (word, pattern) in [
      ("of namespace", namespace), ("of workload", workload), ("on node", node), ("in zone", zone),
      ("in pool", pool),
    ] {
      if let pattern { words.append("\(word) \(pattern.text)") }
    }
    return words.joined(separator: " ")
  }
}
