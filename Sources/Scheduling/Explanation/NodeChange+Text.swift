import ClusterState
import KubernetesObjects

extension NodeChange {
  /// What would have to be, in a few words: `300m more cpu`, `label disk=ssd`.
  public func text(_ cluster: ClusterState) -> String {
    switch self {
    case .resource(let resource, let missing, let asked, let allocatable):
      let name = cluster.resources[resource]
      let text = "\(resource.text(missing)) more \(name)"
      guard asked > allocatable else { return text }
      return "\(text) (the node has \(resource.text(allocatable)))"
    case .podCount(let excess): return "\(excess) pod\(excess == 1 ? "" : "s") fewer"
    case .uncordon: return "uncordoned"
    case .taint(let taint):
      let value = taint.value == .empty ? "" : "=\(cluster.symbols[taint.value])"
      return "taint \(cluster.symbols[taint.key])\(value):\(taint.effect.name) removed or tolerated"
    case .label(let key, let change):
      return change.text(of: cluster.symbols[key], cluster.symbols)
    case .hostPort(let port, let holders):
      let address = port.isAnyAddress ? "" : "\(cluster.symbols[port.address]):"
      let names = holders.map { cluster.qualifiedName(of: $0) }.joined(separator: ", ")
      return "host port \(address)\(port.port)/\(cluster.symbols[port.protocolName]) free"
        + (names.isEmpty ? "" : " (held by \(names))")
    case .nodeName(let name): return "pod not tied to node \(cluster.symbols[name])"
    case .condition(let text), .storage(let text), .neighbors(let text), .other(let text):
      return text
    }
  }
}

extension LabelChange {
  fileprivate func text(of key: String, _ symbols: SymbolTable) -> String {
    func list(_ values: ContiguousArray<Symbol>) -> String {
      values.map { symbols[$0] }.joined(separator: " or ")
    }
    switch self {
    case .oneOf(let values): return "label \(key)=\(list(values))"
    case .present(let except):
      return except.isEmpty ? "label \(key)" : "label \(key) other than \(list(except))"
    case .integer(_, let above, let below):
      let bounds = [above.map { "> \($0)" }, below.map { "< \($0)" }].compactMap(\.self)
      return "label \(key) \(bounds.joined(separator: " and "))"
    case .absent: return "no label \(key)"
    case .otherThan(let values): return "label \(key) not \(list(values))"
    }
  }
}

extension ResourceID {
  /// An amount in the scheduler's unit as Kubernetes writes it: `300m`, `2`, `256Mi`.
  public func text(_ amount: Int64) -> String {
    switch self {
    case .cpu: Quantity(milliValue: amount).description
    case .memory, .ephemeralStorage: Quantity(amount, format: .binarySI).description
    default: Quantity(amount).description
    }
  }
}

extension ClusterState {
  /// The pod as `namespace/name`.
  public func qualifiedName(of pod: PodID) -> String {
    let record = pods[pod]
    return "\(symbols[templates[record.template].namespace])/\(record.name.text(symbols))"
  }
}
