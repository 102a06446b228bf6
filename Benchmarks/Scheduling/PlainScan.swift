/// What a scan over plain columns costs, with nothing of a framework around it: one pod against all
/// nodes in one loop, by resources, pod count, a bit set of taints and one of labels, scored by
/// least and balanced allocation; the best node wins.
struct PlainScan {
  private var allocatableCPU: [Int64]
  private var allocatableMemory: [Int64]
  private var requestedCPU: [Int64]
  private var requestedMemory: [Int64]
  private var podCounts: [Int32]
  private var taints: [UInt64]
  private var labels: [UInt64]

  /// `nodes` equal nodes.
  init(nodes: Int) {
    allocatableCPU = Array(repeating: 32_000, count: nodes)
    allocatableMemory = Array(repeating: 128 << 30, count: nodes)
    requestedCPU = Array(repeating: 0, count: nodes)
    requestedMemory = Array(repeating: 0, count: nodes)
    podCounts = Array(repeating: 0, count: nodes)
    taints = Array(repeating: 0, count: nodes)
    labels = Array(repeating: 1, count: nodes)
  }

  /// Places `count` pods one after the other.
  mutating func place(_ count: Int) {
    for _ in 0..<count {
      let node = best(cpu: 100, memory: 256 << 20, tolerated: 0, wanted: 1)
      requestedCPU[node] += 100
      requestedMemory[node] += 256 << 20
      podCounts[node] += 1
    }
  }

  private func best(cpu: Int64, memory: Int64, tolerated: UInt64, wanted: UInt64) -> Int {
    var (best, top) = (0, Int64.min)
    for node in allocatableCPU.indices {
      if podCounts[node] + 1 > 110 || taints[node] & ~tolerated != 0 { continue }
      if labels[node] & wanted != wanted { continue }
      let usedCPU = requestedCPU[node] + cpu
      let usedMemory = requestedMemory[node] + memory
      let (allCPU, allMemory) = (allocatableCPU[node], allocatableMemory[node])
      if usedCPU > allCPU || usedMemory > allMemory { continue }
      let least =
        ((allCPU - usedCPU) * 100 / allCPU + (allMemory - usedMemory) * 100 / allMemory) / 2
      let distance =
        Double(usedCPU) / Double(allCPU) - Double(usedMemory) / Double(allMemory)
      let total = least + Int64((1 - (distance / 2).magnitude) * 100)
      if total > top { (best, top) = (node, total) }
    }
    return best
  }
}
