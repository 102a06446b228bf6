import ClusterState
import Scheduling
import SimulationEngine
import Testing

@Suite struct SchedulerCacheTests {
  @Test("Totals are those of the placed pods, whatever came and went", arguments: 0..<8)
  func totals(seed: UInt64) throws {
    var random = RandomStream(seed: seed, name: "cache")
    var cluster = try SmallCluster(nodes: "a", "b", "c")
    var pods: [(pod: PendingPod, cpu: Int64, node: NodeID)] = []
    for _ in 0..<200 {
      if pods.isEmpty || random.chance(0.6) {
        let cpu = Int64(random.index(below: 4)) * 100
        let pod = try cluster.pod(
          labels: "app: a\(random.index(below: 3))", requests: cpu == 0 ? "" : "cpu: \(cpu)m")
        let node = NodeID(random.index(below: 3))
        cluster.place(pod, on: cluster.name(node))
        pods.append((pod, cpu, node))
      } else {
        let entry = pods.remove(at: random.index(below: pods.count))
        let removed = cluster.scheduler.cache.removePod(entry.pod.pod, from: entry.node)
        #expect(removed?.pod == entry.pod.pod)
      }
      let cache = cluster.scheduler.cache
      for row in 0..<3 {
        let there = pods.filter { $0.node.row == row }
        #expect(cache.pods[row].count == there.count, "seed \(seed)")
        #expect(cache.requested.milliCPU[row] == there.reduce(0) { $0 + $1.cpu }, "seed \(seed)")
        #expect(
          cache.nonZeroMilliCPU[row] == there.reduce(0) { $0 + ($1.cpu == 0 ? 100 : $1.cpu) },
          "seed \(seed)")
      }
    }
  }

  @Test("A copy of a cache is a snapshot")
  func copies() throws {
    var cluster = try SmallCluster(nodes: "a")
    let copy = cluster.scheduler.cache
    cluster.place(try cluster.pod(requests: "cpu: 1"), on: "a")
    #expect(copy.requested.milliCPU[0] == 0)
    #expect(cluster.scheduler.cache.requested.milliCPU[0] == 1000)
  }
}
