import ClusterSimulation
import KubernetesObjects

/// What a cluster must be able to lose.
package enum SizingLoss: Hashable, Sendable {
  case nothing
  /// Any one zone, with all of its nodes.
  case zone
  /// So many nodes of any one pool.
  case nodes(Int)

  /// Reads `zone`, `node` or a number of nodes; nil for anything else.
  package init?(parsing text: String) {
    switch text {
    case "zone": self = .zone
    case "node": self = .nodes(1)
    default:
      guard let count = Int(text), (1...100_000).contains(count) else { return nil }
      self = .nodes(count)
    }
  }

  /// What is lost in a run, and how a sentence names it.
  struct Case: Hashable, Sendable {
    let words: String
    let targets: [NodeTarget]
  }

  /// Every case that the cluster of `configuration` must stand; one without a loss if there is
  /// nothing to lose.
  ///
  /// The nodes of a pool are alike but for their zones, to which they go in turn. The last ones are
  /// lost.
  func cases(of configuration: SimulationConfiguration) -> [Case] {
    let cases: [Case]
    switch self {
    case .nothing: cases = []
    case .zone:
      cases = configuration.zoneNames.map {
        Case(words: "without zone \($0)", targets: [.zone($0)])
      }
    case .nodes(let count):
      cases = configuration.nodePools.compactMap { pool in
        let lost = configuration.nodeNames(of: pool).suffix(count)
        guard !lost.isEmpty else { return nil }
        let words = lost.count == 1 ? lost.joined() : "\(lost.count) of \(pool.name)"
        return Case(words: "without \(words)", targets: lost.map { .node($0) })
      }
    }
    return cases.isEmpty ? [Case(words: "", targets: [])] : cases
  }
}

extension SimulationConfiguration {
  /// The names of nodes that are objects of the start.
  private var namesOfNodes: Set<String> {
    Set(initialObjects.compactMap { ($0 as? Node)?.metadata.name })
  }

  /// The names of a pool's nodes at the start, those that are objects of their own first.
  fileprivate func nodeNames(of pool: NodePool) -> [String] {
    pool.members + pool.numbers(besides: namesOfNodes).map(pool.nodeName)
  }

  /// The zones of the nodes of the start, in order of their names.
  fileprivate var zoneNames: [String] {
    var zones: Set<String> = []
    for pool in nodePools where pool.count > 0 {
      if pool.zones.isEmpty {
        if let zone = pool.template.metadata.labels[NodeLabels.zone] { zones.insert(zone) }
      } else {
        zones.formUnion(pool.numbers(besides: namesOfNodes).compactMap(pool.zone))
      }
    }
    for case let node as Node in initialObjects {
      if let zone = node.metadata.labels[NodeLabels.zone] { zones.insert(zone) }
    }
    return zones.sorted()
  }

  /// The configuration of a cluster from which `loss` is gone before the first pod comes.
  func losing(_ loss: SizingLoss.Case) -> SimulationConfiguration {
    var lessened = self
    lessened.timeline = loss.targets.map { TimelineEntry(at: .zero, .leave($0)) } + timeline
    return lessened
  }
}
