import ClusterSimulation
import RunReports
import SimulationEngine

/// Which pods two runs under one seed place on different nodes.
package struct PlacementDifference: Sendable {
  /// A pod that both runs place, on two nodes.
  package struct Move: Sendable {
    /// The pod as `namespace/name`.
    package let pod: String
    package let a: Placement
    package let b: Placement

    /// The instant of the earlier of the two placements.
    package var time: SimulationTime { min(a.time, b.time) }
  }

  /// Where and when a pod gets its first node.
  package struct Placement: Sendable {
    package let node: String
    package let time: SimulationTime
  }

  /// The pods on different nodes, in order of time.
  package let moves: [Move]
  /// How many pods both runs place.
  package let shared: Int

  /// How many events a run goes on before its changes are read.
  private static let stretch = 2000

  /// Runs both to their ends.
  package init(_ a: SimulationConfiguration, _ b: SimulationConfiguration) {
    let runs = ThreadPool.map(2, threads: 2) { Self.placements($0 == 0 ? a : b) }
    var nodes: [String: Placement] = [:]
    for (pod, placement) in runs[1] { nodes[pod] = placement }
    var shared = 0
    var moves: [Move] = []
    for (pod, placement) in runs[0] {
      guard let other = nodes[pod] else { continue }
      shared += 1
      if other.node != placement.node { moves.append(Move(pod: pod, a: placement, b: other)) }
    }
    // Equal instants stay in the order of the first run.
    self.moves = moves.enumerated()
      .sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }.map(\.element)
    self.shared = shared
  }

  /// The first placement of each pod, in order of time.
  private static func placements(
    _ configuration: SimulationConfiguration
  ) -> [(pod: String, placement: Placement)] {
    var simulation = Simulation(configuration)
    simulation.recordChanges()
    var seen: Set<String> = []
    var placements: [(pod: String, placement: Placement)] = []
    var goesOn = true
    while goesOn {
      goesOn = simulation.run(events: stretch) && simulation.standstill == nil
      for case .object(let change) in simulation.takeChanges() where change.kind == "Pod" {
        guard let field = change.fields.first(where: { $0.name == "node" }),
          case .text(let node) = field.value
        else { continue }
        let pod = "\(change.namespace)/\(change.name)"
        guard !node.isEmpty, seen.insert(pod).inserted else { continue }
        placements.append((pod, Placement(node: node, time: change.time)))
      }
    }
    return placements
  }

  /// How many pods moved, and the first of them, in words; nil where none did.
  package func headline(seed: UInt64) -> String? {
    guard let first = moves.first else { return nil }
    let others = moves.dropFirst().prefix(4).map(\.pod)
    let rest = moves.count - 1 - others.count
    let list = others.isEmpty ? "" : "; then " + others.joined(separator: ", ")
    return "first decision that differs: \(first.pod), under seed \(seed), "
      + "at \(first.time.secondsText(decimals: 6)) s, "
      + "of \(moves.count) among \(shared) pods that land on another node"
      + list + (rest > 0 ? " and \(rest) more" : "") + ":"
  }
}
