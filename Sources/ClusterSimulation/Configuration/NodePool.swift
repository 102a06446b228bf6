import KubernetesObjects

/// Nodes of one shape.
public struct NodePool: Sendable {
  /// The pool's name; its nodes are called `<name>-0`, `<name>-1`, ….
  public var name: String
  /// How many nodes there are at the start.
  public var count: Int
  /// The zones that the nodes go to in turn; empty for none.
  public var zones: [String] = []
  /// The price of a node-hour in millionths of the currency.
  public var pricePerHourMillionths: Int64 = 0
  /// The node without its name.
  public var template: Node

  /// `count` nodes like `template`.
  public init(name: String, count: Int, template: Node) {
    self.name = name
    self.count = count
    self.template = template
  }
}
