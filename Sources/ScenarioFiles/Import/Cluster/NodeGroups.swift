import KubernetesObjects
import StructuredText

/// The nodes of a dump in pools: those of one instance type, shape, labels and taints.
struct NodeGroups {
  /// Nodes of one pool.
  struct Group {
    var name = ""
    var nodes: [Node]
    /// What new nodes of the pool are like.
    let template: SyntaxValue
    /// The zones, in order of first mention.
    var zones: [String] {
      var zones: [String] = []
      for node in nodes {
        if let zone = node.metadata.labels.zone, !zones.contains(zone) { zones.append(zone) }
      }
      return zones
    }
  }

  /// What nodes of a pool have in common.
  private struct Shape: Hashable {
    let labels: Labels
    let taints: [Taint]
    let amounts: [String]
  }

  /// Labels that say where a node is, or which one it is.
  private static let placeKeys: Set<String> = [
    NodeLabels.hostname, NodeLabels.zone, NodeLabels.region, NodeLabels.betaZone,
    NodeLabels.betaRegion,
  ]
  /// Labels after which people call their pools.
  private static let nameKeys = [
    "cloud.google.com/gke-nodepool", "eks.amazonaws.com/nodegroup",
    "alpha.eksctl.io/nodegroup-name",
    "kubernetes.azure.com/agentpool", "agentpool", "karpenter.sh/nodepool", "node-pool", "pool",
  ]
  private static let typeKeys = [NodeLabels.instanceType, NodeLabels.betaInstanceType]
  private static let rolePrefix = "node-role.kubernetes.io/"
  /// By how much the memory of nodes of one pool may differ: machines of one type do, by pages.
  private static let tolerance: (part: Int64, whole: Int64) = (2, 100)

  private(set) var groups: [Group] = []

  /// The groups of `nodes`, in the order of their first nodes.
  init(_ nodes: [Node]) {
    let own = Self.ownKeys(nodes)
    var rows: [Shape: Int] = [:]
    var alike: [(shape: Shape, nodes: [Node])] = []
    for node in nodes {
      let shape = Self.shape(of: node, without: own)
      if let row = rows[shape] {
        alike[row].nodes.append(node)
      } else {
        rows[shape] = alike.count
        alike.append((shape, [node]))
      }
    }
    for (shape, nodes) in alike {
      for part in Self.splitByMemory(nodes) {
        groups.append(Group(nodes: part, template: Self.template(shape, part)))
      }
    }
    nameGroups(nodes)
  }

  /// The keys whose values tell single nodes apart: as good as every node has its own.
  private static func ownKeys(_ nodes: [Node]) -> Set<String> {
    var values: [String: Set<String>] = [:]
    var counts: [String: Int] = [:]
    for node in nodes {
      for label in node.metadata.labels {
        values[label.key, default: []].insert(label.value)
        counts[label.key, default: 0] += 1
      }
    }
    var own = placeKeys
    for (key, count) in counts.sorted(by: { $0.key < $1.key }) {
      let isPlace = key.hasSuffix("/zone") || key.hasSuffix("/region")
      if isPlace || count > 2 && (values[key]?.count ?? 0) * 10 > count * 9 { own.insert(key) }
    }
    return own
  }

  private static func shape(of node: Node, without own: Set<String>) -> Shape {
    var labels = Labels()
    for label in node.metadata.labels where !own.contains(label.key) {
      labels[label.key] = label.value
    }
    let taints = node.spec.taints.filter { !$0.isOfLifecycle }.map {
      Taint(key: $0.key, value: $0.value, effect: $0.effect)
    }
    let amounts = node.status.offered.entries.filter { !$0.name.rawValue.varies }.map {
      "\($0.name.rawValue)=\($0.quantity.milliValue)"
    }
    return Shape(labels: labels, taints: taints, amounts: amounts.sorted())
  }

  /// Splits nodes where the next larger memory is much larger.
  private static func splitByMemory(_ nodes: [Node]) -> [[Node]] {
    let memory = nodes.map { $0.status.offered[.memory]?.value ?? 0 }
    let order = nodes.indices.sorted { (memory[$0], $0) < (memory[$1], $1) }
    var parts: [[Int]] = []
    var last: Int64?
    for index in order {
      let isNear =
        last.map { memory[index] - $0 <= $0 / tolerance.whole * tolerance.part } ?? false
      if isNear { parts[parts.count - 1].append(index) } else { parts.append([index]) }
      last = memory[index]
    }
    return parts.map { $0.sorted().map { nodes[$0] } }
  }

  /// A node as new ones of a pool are: of its nodes the one with the least memory.
  private static func template(_ shape: Shape, _ nodes: [Node]) -> SyntaxValue {
    let least = nodes.min {
      ($0.status.offered[.memory]?.value ?? 0) < ($1.status.offered[.memory]?.value ?? 0)
    }
    var metadata: [(key: String, value: SyntaxValue?)] = []
    let labels = shape.labels.map { (key: $0.key, value: $0.value) }
    if !labels.isEmpty { metadata.append(("labels", .mapping(ofTexts: labels))) }
    let taints = shape.taints.map { taint in
      SyntaxValue.mapping(
        ofTexts: [("key", taint.key), ("value", taint.value), ("effect", taint.effect.rawValue)]
          .filter { !$0.1.isEmpty })
    }
    let amounts = { (list: ResourceList?) in
      list.flatMap { list in
        list.isEmpty
          ? nil
          : SyntaxValue.mapping(
            ofTexts: list.entries.map { ($0.name.rawValue, "\($0.quantity)") })
      }
    }
    return .mapping(ofPresent: [
      ("metadata", metadata.isEmpty ? nil : .mapping(ofPresent: metadata)),
      ("spec", taints.isEmpty ? nil : ["taints": .sequence(taints)]),
      (
        "status",
        .mapping(ofPresent: [
          ("capacity", amounts(least?.status.capacity)),
          ("allocatable", amounts(least?.status.allocatable)),
        ])
      ),
    ])
  }

  /// Gives each group a name of its own, which no node is called after.
  private mutating func nameGroups(_ nodes: [Node]) {
    var taken = Set(nodes.map { Self.stem($0.metadata.name) })
    for row in groups.indices {
      let base = Self.name(of: groups[row].nodes[0])
      var name = base
      var number = 2
      while !taken.insert(name).inserted {
        name = "\(base)-\(number)"
        number += 1
      }
      groups[row].name = name
    }
  }

  /// The pool after which a node would be called.
  private static func stem(_ name: String) -> String {
    guard let dash = name.lastIndex(of: "-") else { return name }
    return String(name[..<dash])
  }

  private static func name(of node: Node) -> String {
    let labels = node.metadata.labels
    let role = labels.first { $0.key.hasPrefix(rolePrefix) }
      .map { String($0.key.dropFirst(rolePrefix.count)) }
    let text =
      nameKeys.lazy.compactMap { labels[$0] }.first ?? role
      ?? typeKeys.lazy.compactMap { labels[$0] }.first ?? "pool"
    let letters = text.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
    let name = String(letters).split(separator: "-").joined(separator: "-")
    return name.isEmpty ? "pool" : String(name.prefix(50))
  }
}

extension NodeStatus {
  /// What pods may request.
  fileprivate var offered: ResourceList { allocatable.isEmpty ? capacity : allocatable }
}

extension String {
  /// Whether amounts of this resource differ a little among machines of one type.
  fileprivate var varies: Bool { self == "memory" || self == "ephemeral-storage" }
}
