import ClusterState
import KubernetesObjects
import SimulationEngine

/// The pools of the configuration and how many nodes each has made.
struct NodePools: Sendable {
  private struct Pool: Sendable {
    let name: Symbol
    var made = 0
  }

  private var pools: ContiguousArray<Pool> = []

  /// Makes the nodes that are there at time 0.
  mutating func begin(in world: inout World, _ host: inout KubeletHost) {
    let configured = world.configuration.nodePools
    for pool in configured {
      world.recording.resources.declare(.pool, world.cluster.symbols.intern(pool.name))
    }
    for row in configured.indices {
      let name = world.cluster.symbols.intern(configured[row].name)
      pools.append(Pool(name: name))
      world.appliedNodes.note(configured[row].members, of: name)
      join(configured[row].count, toPool: row, in: &world, &host)
    }
  }

  /// Adds `count` nodes to the pool of this name.
  mutating func join(
    _ count: Int, to pool: String, labels: [(key: String, value: String?)],
    in world: inout World, _ host: inout KubeletHost
  ) {
    guard let row = world.configuration.nodePools.firstIndex(where: { $0.name == pool }) else {
      return
    }
    join(count, toPool: row, labels: labels, in: &world, &host)
  }

  private mutating func join(
    _ count: Int, toPool row: Int, labels: [(key: String, value: String?)] = [],
    in world: inout World, _ host: inout KubeletHost
  ) {
    let pool = world.configuration.nodePools[row]
    for _ in 0..<count {
      var number: Int
      var node = pool.template
      repeat {
        number = pools[row].made
        pools[row].made += 1
        node.metadata.name = pool.nodeName(number)
        // A member may be called as the pool calls its own.
      } while world.hasNode(node.metadata.name)
      node.metadata.labels[NodeLabels.hostname] = node.metadata.name
      if let zone = pool.zone(ofNode: number) { node.metadata.labels[NodeLabels.zone] = zone }
      for label in labels { node.metadata.labels[label.key] = label.value }
      host.add(node, pool: pools[row].name, in: &world)
    }
  }
}

extension World {
  /// Whether a node of this name is there.
  fileprivate mutating func hasNode(_ name: String) -> Bool {
    cluster.node(named: cluster.symbols.intern(name)) != nil
  }
}
