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

  /// Draws the number of one of `count` nodes, counted off in the order of the search; nil if the
  /// choice goes by something else.
  mutating func numberInSearch(among count: Int) -> Int? {
    guard case .drawn(var stream) = self else { return nil }
    guard count > 1 else { return 0 }
    let number = stream.index(below: count)
    self = .drawn(stream)
    return number
  }

  /// Takes one of `nodes` for making room: no placement that counts.
  mutating func chooseForPreemption(
    _ nodes: ContiguousArray<NodeID>, _ cache: inout SchedulerCache, _ symbols: SymbolTable
  ) -> NodeID {
    guard case .roundRobin = self else { return choose(nodes, &cache, symbols) }
    var other = self
    return other.choose(nodes, &cache, symbols)
  }

  /// Takes one of `nodes`, which are not empty.
  mutating func choose(
    _ nodes: ContiguousArray<NodeID>, _ cache: inout SchedulerCache, _ symbols: SymbolTable
  ) -> NodeID {
    switch self {
    case .drawn: return nodes[numberInSearch(among: nodes.count) ?? 0]
    case .first: return nodes.min() ?? nodes[0]
    case .smallestName: return cache.node(number: 0, byNameAmong: nodes, symbols)
    case .roundRobin(let placements):
      self = .roundRobin(placements: placements &+ 1)
      let number = nodes.count - 1 - placements % nodes.count
      return cache.node(number: number, byNameAmong: nodes, symbols)
    }
  }
}
