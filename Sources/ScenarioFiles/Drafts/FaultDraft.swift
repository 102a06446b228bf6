import ClusterSimulation
import SimulationEngine

/// What breaks by chance, as it is written.
struct FaultDraft: Sendable {
  var target = NodeTargetDraft()
  var fail: Located<Distribution>?
  var partition: Located<Distribution>?
  var unready: Located<Distribution>?
  var repair: Distribution?

  /// The time to the next fault.
  var interval: Located<Distribution>? { fail ?? partition ?? unready }

  /// What the fault does.
  var kind: StochasticFault.Kind {
    if fail != nil { return .failure }
    return partition != nil ? .partition : .unreadiness
  }
}

extension FaultDraft: SchemaMapping {
  static let fields: [Field<FaultDraft>] = [
    Field("select", "nodes", "Which nodes: {node: …}, {pool: …}, {zone: …} or {selector: …}.") {
      draft, reader in
      reader.read(NodeTargetDraft.fields, into: &draft.target)
      if draft.target.isEmpty, reader.node.kind == .mapping, reader.node.count == 0 {
        reader.fail("name the nodes by node, pool, zone or selector")
      }
    }.required,
    Field(
      "fail", SchemaReader.distributionForm,
      "The time from the start or a repair to the next failure of a node."
    ) { draft, reader in
      draft.fail = reader.distribution().map { reader.located($0) }
    },
    Field(
      "partition", SchemaReader.distributionForm,
      "Instead of fail: the time to the next loss of the connection."
    ) { draft, reader in
      draft.partition = reader.distribution().map { reader.located($0) }
    },
    Field(
      "unready", SchemaReader.distributionForm,
      "Instead of fail: the time until the kubelet next tells that its node is not ready."
    ) { draft, reader in
      draft.unready = reader.distribution().map { reader.located($0) }
    },
    Field(
      "repair", SchemaReader.distributionForm,
      "The time from a failure to the repair; without it, a node stays failed."
    ) { draft, reader in
      draft.repair = reader.distribution()
    },
  ]

  func check(_ reader: inout SchemaReader) {
    let count = [fail, partition, unready].filter { $0 != nil }.count
    if count == 0 { reader.fail("expected fail, partition or unready beside select") }
    if count > 1 { reader.fail("expected one of fail, partition and unready, found \(count)") }
  }
}
