import ClusterState
import SimulationEngine

/// Nodes that fail by chance: each fault has its own stream of random numbers for each node.
struct Faults: Sendable {
  private var streams: [FaultKey: RandomStream] = [:]

  /// Draws when each node fails for the first time.
  mutating func begin(in world: inout World) {
    for row in world.configuration.faults.indices {
      for node in world.nodes(of: world.configuration.faults[row].target) {
        postFault(row, node, in: &world)
      }
    }
  }

  /// Lets a fault strike a node, or ends it.
  mutating func handle(_ event: FaultEvent, in world: inout World, _ host: inout KubeletHost) {
    switch event {
    case .struck(let row, let node): strike(node, with: Int(row), in: &world, &host)
    case .repaired(let row, let node): repair(node, after: Int(row), in: &world, &host)
    }
  }

  /// One more draw from every stream, folded together.
  mutating func unseed() -> UInt64 {
    var digest: UInt64 = 0
    for key in streams.keys.sorted() { digest ^= streams[key]?.unseed() ?? 0 }
    return digest
  }

  private mutating func postFault(_ row: Int, _ node: NodeID, in world: inout World) {
    let key = FaultKey(fault: Int32(row), node: node)
    let name = world.cluster.symbols[world.cluster.nodes[node.row].name]
    var stream =
      streams[key]
      ?? RandomStream(seed: world.configuration.seed, name: "faults/\(row)/\(name)")
    let delay = world.configuration.faults[row].fail.sample(using: &stream)
    streams[key] = stream
    Self.post(.struck(Int32(row), node), afterSeconds: delay, in: &world)
  }

  private mutating func strike(
    _ node: NodeID, with row: Int, in world: inout World, _ host: inout KubeletHost
  ) {
    guard world.cluster.nodes[node.row].isPresent else { return }
    let fault = world.configuration.faults[row]
    switch fault.kind {
    case .failure: host.fail(node, in: &world)
    case .partition: host.partition(node, in: &world)
    case .unreadiness: host.setReadiness(of: node, false, in: &world)
    }
    guard let repair = fault.repair else { return }
    let key = FaultKey(fault: Int32(row), node: node)
    guard var stream = streams[key] else { return }
    let delay = repair.sample(using: &stream)
    streams[key] = stream
    Self.post(.repaired(Int32(row), node), afterSeconds: delay, in: &world)
  }

  private mutating func repair(
    _ node: NodeID, after row: Int, in world: inout World, _ host: inout KubeletHost
  ) {
    guard world.cluster.nodes[node.row].isPresent else { return }
    switch world.configuration.faults[row].kind {
    case .failure: host.recover(node, in: &world)
    case .partition: host.heal(node, in: &world)
    case .unreadiness: host.setReadiness(of: node, true, in: &world)
    }
    postFault(row, node, in: &world)
  }

  private static func post(
    _ event: FaultEvent, afterSeconds seconds: Double, in world: inout World
  ) {
    let delay = max(.zero, SimulationDuration(nearestToSeconds: seconds))
    let time = world.now.addingSaturating(delay)
    if time <= world.configuration.ending.limit { world.loop.post(.fault(event), at: time) }
  }
}

/// The stream of one fault of one node.
private struct FaultKey: Hashable, Comparable, Sendable {
  let fault: Int32
  let node: NodeID

  static func < (a: Self, b: Self) -> Bool {
    a.fault != b.fault ? a.fault < b.fault : a.node < b.node
  }
}
