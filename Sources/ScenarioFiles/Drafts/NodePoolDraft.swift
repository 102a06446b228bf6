import KubernetesObjects
import StructuredText

/// A node pool as it is written.
struct NodePoolDraft: Sendable {
  var name: Located<String>?
  var count: Located<Int>?
  var zones: [String] = []
  var nodes: [Located<String>] = []
  var pricePerHourMillionths: Int64?
  var template: Located<Node>?
}

extension NodePoolDraft: SchemaMapping {
  static let fields: [Field<NodePoolDraft>] = [
    Field("name", "name", "The pool's name; its nodes are called name-0, name-1, ….") {
      draft, reader in
      draft.name = reader.name().map { reader.located($0) }
    }.required,
    Field("count", "whole number", "How many nodes there are at the start; 1 unless said.") {
      draft, reader in
      draft.count = reader.integer(in: 0...Limits.nodes).map { reader.located(Int($0)) }
    },
    Field("zones", "list of names", "The zones that the nodes go to in turn.") { draft, reader in
      draft.zones = reader.names().map(\.value)
    },
    Field(
      "nodes", "list of names",
      "Nodes among the objects of the start that belong to the pool beside those that it makes."
    ) { draft, reader in
      draft.nodes = reader.names()
    },
    Field(
      "price", "number",
      "The price of a node-hour; the reports give the cost if every node has one."
    ) { draft, reader in
      if let price = reader.number(in: 0...1_000_000) {
        draft.pricePerHourMillionths = Int64((price * 1_000_000).rounded())
      }
    },
    Field("template", "Node", "A Kubernetes Node without a name.") { draft, reader in
      let place = reader.located(0)
      draft.template = reader.object(Node.self, kind: "Node").map { node in place.map { _ in node }
      }
    }.required,
  ]
}

/// The size of an image as it is written.
struct ImageDraft: Sendable {
  var name = ""
  var bytes: Int64 = 0
}

extension ImageDraft: SchemaMapping {
  static let fields: [Field<ImageDraft>] = [
    Field("name", "image", "The image, as pods write it.") { draft, reader in
      draft.name = reader.name() ?? ""
    }.required,
    Field("size", "quantity", "Bytes to pull and to keep.") { draft, reader in
      draft.bytes = reader.amount("180M") ?? 0
    }.required,
  ]
}
