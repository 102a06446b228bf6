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

  /// The name of its node number `number`.
  package func nodeName(_ number: Int) -> String { "\(name)-\(number)" }

  /// The zone that its node number `number` goes to; nil if that is the template's.
  package func zone(ofNode number: Int) -> String? {
    zones.isEmpty ? nil : zones[number % zones.count]
  }

  /// The numbers of the nodes that it makes at the start, where nodes called `taken` are there
  /// already: a number whose name is taken is passed over.
  package func numbers(besides taken: Set<String>) -> [Int] {
    Array((0...).lazy.filter { !taken.contains(nodeName($0)) }.prefix(count))
  }
}
