import KubernetesObjects

/// Nodes of one shape.
package struct NodePool: Sendable {
  /// The pool's name; its nodes are called `<name>-0`, `<name>-1`, ….
  package var name: String
  /// How many nodes there are at the start.
  package var count: Int
  /// The names of nodes among the objects of the start that belong to the pool too.
  package var members: [String] = []
  /// The zones that the nodes go to in turn; empty for none.
  package var zones: [String] = []
  /// The price of a node-hour in millionths of the currency; nil where none is known.
  package var pricePerHourMillionths: Int64?
  /// The node without its name.
  package var template: Node

  /// `count` nodes like `template`.
  package init(name: String, count: Int, template: Node) {
    self.name = name
    self.count = count
    self.template = template
  }
}
