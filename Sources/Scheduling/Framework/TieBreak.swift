import ClusterState
import SimulationEngine

/// Which of several equally good nodes a pod gets.
public enum TieBreak: Sendable {
  /// One drawn from a stream, as the real scheduler does.
  case drawn(RandomStream)
  /// The node that joined first.
  case first
  /// The node whose name comes first in order of bytes.
  case smallestName
  /// In turn, by name descending: the choice of Kubernetes 1.2, with the number of placements so
  /// far.
  case roundRobin(placements: Int)

  /// Counts a placement that left no choice.
  mutating func notePlacement() {
    if case .roundRobin(let placements) = self { self = .roundRobin(placements: placements &+ 1) }
  }

  /// Takes one of `nodes`, which are in ascending order of id and not empty.
  mutating func choose(
    _ nodes: ContiguousArray<NodeID>, _ cache: SchedulerCache, _ symbols: SymbolTable
  ) -> NodeID {
    func isBefore(_ a: NodeID, _ b: NodeID) -> Bool {
      symbols[cache.names[a.row]].utf8.lexicographicallyPrecedes(
        symbols[cache.names[b.row]].utf8)
    }
    switch self {
    case .drawn(var stream):
      let index = nodes.count == 1 ? 0 : stream.index(below: nodes.count)
      self = .drawn(stream)
      return nodes[index]
    case .first: return nodes[0]
    case .smallestName: return nodes.min(by: isBefore) ?? nodes[0]
    case .roundRobin(let placements):
      self = .roundRobin(placements: placements &+ 1)
      let ordered = nodes.sorted { isBefore($1, $0) }
      return ordered[placements % ordered.count]
    }
  }
}
