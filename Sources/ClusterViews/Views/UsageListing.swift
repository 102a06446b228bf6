import KubernetesObjects

/// Where it is known what pods use.
package protocol UsageSource {
  /// What each pod that runs uses, in any order.
  var usage: [PodUse] { get }
}

/// What a pod uses at an instant.
package struct PodUse: Hashable, Sendable {
  package let namespace: String
  package let name: String
  /// The node that it runs on.
  package let node: String
  package let milliCPU: Int64
  package let memoryBytes: Int64

  /// A pod's use.
  package init(
    namespace: String, name: String, node: String, milliCPU: Int64, memoryBytes: Int64
  ) {
    self.namespace = namespace
    self.name = name
    self.node = node
    self.milliCPU = milliCPU
    self.memoryBytes = memoryBytes
  }
}

/// What `kubectl top` prints.
package struct UsageListing {
  /// The text, with a line break at its end; empty if nothing is there.
  package let text: String

  /// What the nodes, or the pods, of `selection` use.
  package init(_ kind: APIResource, of selection: ObjectSelection, _ source: any UsageSource) {
    let rows =
      kind.kind == "Node"
      ? Self.nodes(selection, source.usage) : Self.pods(selection, source.usage)
    let isPlain = kind.kind == "Node"
    let titles =
      isPlain
      ? ["NAME", "CPU(cores)", "CPU(%)", "MEMORY(bytes)", "MEMORY(%)"]
      : (selection.namespace == nil ? ["NAMESPACE"] : []) + ["NAME", "CPU(cores)", "MEMORY(bytes)"]
    let lines = ([titles] + rows).map { $0.joined(separator: "\t") + "\n" }
    text = rows.isEmpty ? "" : ElasticTabs.table.layOut(lines.joined())
  }

  private static func nodes(_ selection: ObjectSelection, _ uses: [PodUse]) -> [[String]] {
    var totals: [String: (cpu: Int64, memory: Int64)] = [:]
    for use in uses {
      totals[use.node, default: (0, 0)].cpu += use.milliCPU
      totals[use.node, default: (0, 0)].memory += use.memoryBytes
    }
    guard let kind = APIResource.of("Node") else { return [] }
    var rows: [[String]] = []
    let problems = selection.forEach(.init(kind: kind, names: [])) { node in
      let total = totals[node.objectName] ?? (0, 0)
      let offered = node.status.allocatable.amounts
      rows.append([
        node.objectName, cores(total.cpu), share(total.cpu, of: offered.amount(of: .cpu)),
        bytes(total.memory), share(total.memory, of: offered.amount(of: .memory)),
      ])
    }
    return problems.isEmpty ? rows : []
  }

  private static func pods(_ selection: ObjectSelection, _ uses: [PodUse]) -> [[String]] {
    var byName: [String: PodUse] = [:]
    for use in uses { byName["\(use.namespace)/\(use.name)"] = use }
    guard let kind = APIResource.of("Pod") else { return [] }
    var rows: [[String]] = []
    let problems = selection.forEach(.init(kind: kind, names: [])) { pod in
      guard let use = byName["\(pod.objectNamespace)/\(pod.objectName)"] else { return }
      rows.append(
        (selection.namespace == nil ? [use.namespace] : [])
          + [use.name, cores(use.milliCPU), bytes(use.memoryBytes)])
    }
    return problems.isEmpty ? rows : []
  }

  private static func cores(_ milli: Int64) -> String { "\(milli)m" }

  private static func bytes(_ bytes: Int64) -> String { "\(bytes / (1024 * 1024))Mi" }

  /// A share in whole percent, as kubectl works it out.
  private static func share(_ part: Int64, of whole: Int64) -> String {
    whole > 0 ? "\(Int64(Double(part) / Double(whole) * 100))%" : "0%"
  }
}
