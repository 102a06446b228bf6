import Foundation

/// What is compared with: the bare minimum that places the pods of the lists.
///
/// It splits lines, looks at every node for every pod, takes the one with the least GPU and
/// processor left, and frees what has ended; no control plane, no latencies, no report.
enum PlacementLoop {
  private struct Node {
    var milliCPU: Int
    var memory: Int
    var devices: [Int]
    let model: Substring

    /// The number of the device with the least left that is enough for `milli`.
    func tightest(_ milli: Int) -> Int? {
      devices.indices.filter { devices[$0] >= milli }.min { devices[$0] < devices[$1] }
    }
  }

  private struct Pod {
    let milliCPU: Int
    let memory: Int
    let gpus: Int
    let milli: Int
    let models: [Substring]
    let arrival: Int
    let runtime: Int?
  }

  private struct Placement {
    let end: Int
    let pod: Int
    let node: Int
    let devices: [Int]
  }

  /// Places the pods in order of arrival; returns how many found a node at once.
  static func run(nodes: String, pods: String) throws -> Int {
    var nodes = try rows(of: nodes).map { row in
      Node(
        milliCPU: number(row[1]), memory: number(row[2]),
        devices: Array(repeating: 1000, count: number(row[3])), model: row[4])
    }
    let pods = try rows(of: pods).map { row in
      Pod(
        milliCPU: number(row[1]), memory: number(row[2]), gpus: number(row[3]),
        milli: number(row[4]), models: row[5].split(separator: "|"), arrival: number(row[8]),
        runtime: row[10].isEmpty ? nil : number(row[9]) - number(row[10]))
    }.sorted { $0.arrival < $1.arrival }
    var running: [Placement] = []
    var placed = 0
    for (row, pod) in pods.enumerated() {
      while let last = running.last, last.end <= pod.arrival {
        running.removeLast()
        free(last, pods[last.pod], &nodes)
      }
      guard let node = bestNode(for: pod, among: nodes) else { continue }
      placed += 1
      let placement = Placement(
        end: pod.runtime.map { pod.arrival + $0 } ?? Int.max, pod: row, node: node,
        devices: take(pod, &nodes[node]))
      let index = running.firstIndex { $0.end <= placement.end } ?? running.count
      running.insert(placement, at: index)
    }
    return placed
  }

  private static func bestNode(for pod: Pod, among nodes: [Node]) -> Int? {
    var best: (node: Int, score: Int)?
    for (row, node) in nodes.enumerated() {
      guard node.milliCPU >= pod.milliCPU, node.memory >= pod.memory,
        pod.gpus == 0 || pod.models.isEmpty || pod.models.contains(node.model)
      else { continue }
      if pod.gpus > 0 {
        let fits =
          pod.milli < 1000
          ? node.tightest(pod.milli) != nil
          : node.devices.count { $0 == 1000 } >= pod.gpus
        guard fits else { continue }
      }
      let score = node.devices.reduce(0, +) * 16 + node.milliCPU
      if let known = best, known.score <= score { continue }
      best = (row, score)
    }
    return best?.node
  }

  private static func take(_ pod: Pod, _ node: inout Node) -> [Int] {
    node.milliCPU -= pod.milliCPU
    node.memory -= pod.memory
    guard pod.gpus > 0 else { return [] }
    let devices =
      pod.milli < 1000
      ? [node.tightest(pod.milli) ?? 0]
      : Array(node.devices.indices.filter { node.devices[$0] == 1000 }.prefix(pod.gpus))
    for device in devices { node.devices[device] -= pod.milli }
    return devices
  }

  private static func free(_ placement: Placement, _ pod: Pod, _ nodes: inout [Node]) {
    nodes[placement.node].milliCPU += pod.milliCPU
    nodes[placement.node].memory += pod.memory
    for device in placement.devices { nodes[placement.node].devices[device] += pod.milli }
  }

  private static func rows(of path: String) throws -> [[Substring]] {
    try String(contentsOfFile: path, encoding: .utf8).split(whereSeparator: \.isNewline)
      .dropFirst().map { $0.split(separator: ",", omittingEmptySubsequences: false) }
  }

  private static func number(_ text: Substring) -> Int { Int(Double(text) ?? 0) }
}
