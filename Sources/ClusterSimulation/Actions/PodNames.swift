import ClusterState
import SimulationEngine

/// The five letters behind the name of a workload's pods, from one stream a workload, so that
/// another workload changes nobody's names.
struct PodNames: Sendable {
  /// By row of the workload.
  private var streams: ContiguousArray<RandomStream> = []

  /// A name that no pod has which is there: `base`, or the owner's name, with five letters.
  mutating func next(
    for owner: WorkloadID, base: Symbol? = nil, in cluster: borrowing ClusterState, seed: UInt64
  ) -> PodName {
    while streams.count <= owner.row {
      streams.append(Self.stream(of: WorkloadID(streams.count), in: cluster, seed: seed))
    }
    let record = cluster.workloads[owner.row]
    var name: PodName
    repeat {
      let suffix = Int32(streams[owner.row].index(below: Int(PodName.suffixCount)))
      name = PodName(base: base ?? record.podNameBase, suffix: suffix)
    } while cluster.pod(named: name, in: record.namespace) != nil
    return name
  }

  /// One more draw from every stream, folded together.
  mutating func unseed() -> UInt64 {
    var digest: UInt64 = 0
    for row in streams.indices { digest ^= streams[row].unseed() &+ UInt64(row) }
    return digest
  }

  private static func stream(
    of workload: WorkloadID, in cluster: borrowing ClusterState, seed: UInt64
  ) -> RandomStream {
    let record = cluster.workloads[workload.row]
    let namespace = cluster.symbols[record.namespace]
    return RandomStream(
      seed: seed,
      name: "names/\(record.kind.name)/\(namespace)/\(cluster.symbols[record.name])")
  }
}
