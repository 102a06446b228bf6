import SimulationEngine

/// What breaks by chance, as it is written.
struct FaultDraft: Sendable {
  var target = NodeTargetDraft()
  var fail: Located<Distribution>?
  var partition: Located<Distribution>?
  var repair: Distribution?
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
      "repair", SchemaReader.distributionForm,
      "The time from a failure to the repair; without it, a node stays failed."
    ) { draft, reader in
      draft.repair = reader.distribution()
    },
  ]

  func check(_ reader: inout SchemaReader) {
    if fail == nil, partition == nil { reader.fail("expected fail or partition beside select") }
    if fail != nil, partition != nil { reader.fail("expected fail or partition, found both") }
  }
}
