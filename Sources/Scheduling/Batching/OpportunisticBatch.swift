import ClusterState
import SimulationEngine

/// What is left of the ranking of a pod's nodes, for pods alike that come right after it.
///
/// If the node that the last pod got has no room for the next one, the next best node of the
/// ranking is still the best there is: nothing else has changed. Source:
/// `framework/runtime/batch.go`, Kubernetes 1.36.
struct OpportunisticBatch: Sendable {
  /// How long a ranking is used.
  static let maximumAge = SimulationDuration.milliseconds(500)

  /// What the pods of a ranking have in common.
  struct Key: Equatable, Sendable {
    /// The number of the signature.
    let signature: Int32
    /// The node that the pod insists on; empty mostly.
    let nodeName: Symbol
  }

  /// The nodes that have not been taken, and the total of each; their order means nothing.
  private(set) var nodes: ContiguousArray<NodeID> = []
  private(set) var totals: ContiguousArray<Int64> = []
  private var key: Key?
  private var created: SimulationTime = .zero
  /// The number of the last cycle that placed a pod, and the node that it chose.
  private var lastCycle = -1
  private(set) var lastNode: NodeID = .absent

  /// Whether a pod of `key` may use the ranking in the cycle of this number at `now`, if the last
  /// pod's node turns it down.
  func isUsable(by key: Key, cycle: Int, at now: SimulationTime) -> Bool {
    !nodes.isEmpty && cycle == lastCycle + 1 && self.key == key
      && now - created <= Self.maximumAge
  }

  /// The best of the nodes that are left, each of which is as good as the others.
  func best() -> ContiguousArray<NodeID> {
    let top = totals.max() ?? 0
    return ContiguousArray(nodes.indices.filter { totals[$0] == top }.map { nodes[$0] }.sorted())
  }

  /// Takes `node` out of the ranking.
  mutating func remove(_ node: NodeID) {
    guard let place = nodes.firstIndex(of: node) else { return }
    nodes.swapAt(place, nodes.count - 1)
    totals.swapAt(place, totals.count - 1)
    nodes.removeLast()
    totals.removeLast()
  }

  /// Notes that a pod got `node` in the cycle of this number.
  mutating func notePlacement(on node: NodeID, cycle: Int) {
    lastCycle = cycle
    lastNode = node
  }

  /// Replaces the ranking by `ranking`, which a pod of `key` got at `now`; `chosen` is taken.
  mutating func replace(
    by ranking: inout NodeRanking, of key: Key?, without chosen: NodeID, at now: SimulationTime
  ) {
    swap(&nodes, &ranking.nodes)
    swap(&totals, &ranking.totals)
    self.key = key
    created = now
    remove(chosen)
  }
}

/// Nodes and the total of each.
struct NodeRanking: Sendable {
  var nodes: ContiguousArray<NodeID> = []
  var totals: ContiguousArray<Int64> = []

  mutating func removeAll() {
    nodes.removeAll(keepingCapacity: true)
    totals.removeAll(keepingCapacity: true)
  }
}

/// The rankings of all profiles, and the signatures of all templates.
struct BatchingState: Sendable {
  /// Where the ranking of the cycle that runs is collected, if it will be kept.
  var ranking = NodeRanking()
  /// What the pod of the cycle that runs has in common with others; nil if its ranking is not kept.
  var key: OpportunisticBatch.Key?
  /// How many cycles there have been.
  var cycle = 0
  var batches: ContiguousArray<OpportunisticBatch> = []
  private var numbers: [PodSignature: Int32] = [:]
  /// By profile and template, the number of the signature; unsigned, or not yet asked for.
  private var signatures: ContiguousArray<ContiguousArray<Int32>> = []

  private static let unsigned: Int32 = -1
  private static let unknown: Int32 = -2

  /// The number of the signature of the pods of `template` under the profile in place `index`; nil
  /// if a plugin cannot sign them.
  mutating func signature(
    of template: PodTemplateID, _ requirements: PodRequirements, _ profile: Profile,
    place index: Int
  ) -> Int32? {
    while signatures.count <= index { signatures.append([]) }
    while signatures[index].count <= template.row { signatures[index].append(Self.unknown) }
    if signatures[index][template.row] == Self.unknown {
      var number = Self.unsigned
      if let signature = profile.signature(of: requirements) {
        number = numbers[signature] ?? Int32(numbers.count)
        numbers[signature] = number
      }
      signatures[index][template.row] = number
    }
    let number = signatures[index][template.row]
    return number == Self.unsigned ? nil : number
  }
}
