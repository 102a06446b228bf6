import ClusterState
import KubernetesObjects
import SimulationEngine
import Testing

@testable import Scheduling

@Suite("One meaning of node selectors")
struct NodeSelectionLawTests {
  @Test("what the kubelet asks is what the scheduler's filter works out", arguments: 1...40)
  func kubeletAndScheduler(seed: UInt64) throws {
    var random = RandomStream(seed: seed, name: "node-selection")
    func number(_ limit: Int64) -> Int64 { random.integer(in: 0...(limit - 1)) }
    func pick(_ words: [String]) -> String { words[Int(number(Int64(words.count)))] }
    func requirement(_ key: String, _ values: [String]) -> String {
      let operation = pick(["In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt"])
      let operands =
        switch operation {
        case "In", "NotIn": pick(values) + ", " + pick(values)
        case "Gt", "Lt": "'" + pick(["4", "5", "many"]) + "'"
        default: ""
        }
      return "{key: \(key), operator: \(operation), values: [\(operands)]}"
    }
    func list(_ limit: Int64, _ element: () -> String) -> String {
      (0..<number(limit)).map { _ in element() }.joined(separator: ", ")
    }
    var cluster = try SmallCluster()
    for name in ["a", "b", "c", "d"] {
      let labels = list(3) { "\(pick(["x", "y"])): '\(pick(["4", "5", "6", "word"]))'" }
      try cluster.addNode(name, labels: number(3) == 0 ? "" : labels.uniqueKeys)
    }
    for _ in 0..<20 {
      let terms = list(3) {
        let labels = list(3) { requirement(pick(["x", "y"]), ["'4'", "'5'", "word"]) }
        let isNamed = number(4) == 0
        let fields =
          isNamed ? "{key: metadata.name, operator: \(pick(["In", "NotIn"])), values: [a]}" : ""
        return "{matchExpressions: [\(labels)], matchFields: [\(fields)]}"
      }
      let selector = number(2) == 0 ? "nodeSelector: {x: '5'}" : "nodeSelector: {}"
      let pod = try cluster.pod(
        spec: selector + ", affinity: {nodeAffinity: "
          + "{requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [\(terms)]}}}")
      let demand = cluster.scheduler.cache.requirements[pod.template.row].nodeDemand
      let spec = cluster.state.templates[pod.template].pod.spec
      for row in cluster.state.nodes.indices {
        let record = cluster.state.nodes[row]
        let selects = spec.selectsNode(named: .known(cluster.state.symbols[record.name])) { key in
          cluster.state.symbols.find(key).flatMap { record.labels[$0] }
            .map { .known(cluster.state.symbols[$0]) } ?? .absent
        }
        #expect(
          selects == demand.matches(row: row, cluster.scheduler.cache, cluster.state.symbols),
          "seed \(seed), node \(row): \(spec)")
      }
    }
  }
}

extension String {
  /// Labels in flow style without a second one of a key.
  fileprivate var uniqueKeys: String {
    let parts = split(separator: ", ")
    guard parts.count == 2, parts[0].prefix(1) == parts[1].prefix(1) else { return self }
    return String(parts[0])
  }
}
