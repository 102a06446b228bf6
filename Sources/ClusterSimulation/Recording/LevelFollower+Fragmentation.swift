import ClusterState
import Scheduling
import SimulationEngine

/// How much of the free devices of each node typical pods cannot use.
extension LevelFollower {
  /// Thousandths by row of the node table, zero for nodes that are not ready or have no devices;
  /// empty where there are no devices, or no trace says which pods are typical.
  mutating func fragmentation(in world: inout World) -> ContiguousArray<Int64> {
    guard !world.configuration.scheduling.typicalPods.kinds.isEmpty,
      world.cluster.nodes.contains(where: { $0.isPresent && $0.deviceCount > 0 })
    else { return [] }
    let measure =
      self.measure
      ?? FragmentationMeasure(world.configuration.scheduling.typicalPods, &world.cluster.symbols)
    self.measure = measure
    return ContiguousArray(
      world.cluster.nodes.indices.map { row in
        let node = world.cluster.nodes[row]
        guard node.isPresent, node.ready == .yes, node.deviceCount > 0 else { return 0 }
        let requested = Int64(clamping: load.requested(.cpu, on: NodeID(row)))
        let classes = measure.classes(
          milliCPU: node.allocatable.milliCPU - requested, devices: world.cluster.devices,
          row: row, labels: node.labels)
        return Int64(classes.fragmented.rounded())
      })
  }
}

extension World {
  /// The sums over the cluster, its pools and its zones.
  func fragmentation(
    by broken: ContiguousArray<Int64>
  ) -> [ResourceLevels.Scope: Int128] {
    var sums: [ResourceLevels.Scope: Int128] = [:]
    for (row, milli) in broken.enumerated() where milli > 0 {
      sums[ResourceLevels.Scope(kind: .cluster, name: .empty), default: 0] += Int128(milli)
      let pool = cluster.nodes[row].pool
      if pool != .empty {
        sums[ResourceLevels.Scope(kind: .pool, name: pool), default: 0] += Int128(milli)
      }
      if let zone = zone(of: NodeID(row)), zone != .empty {
        sums[ResourceLevels.Scope(kind: .zone, name: zone), default: 0] += Int128(milli)
      }
    }
    return sums
  }
}
