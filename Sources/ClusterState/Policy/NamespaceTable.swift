/// The namespaces that have an object, with their labels.
public struct NamespaceTable: Sendable {
  private var labelsOfNamespace: [Symbol: LabelSet] = [:]
  /// Counts the writes, so that readers know when what they derived is out of date.
  public private(set) var version = 0

  init() {}

  /// The labels of the namespace `name`; nil if there is no such object.
  public func labels(of name: Symbol) -> LabelSet? { labelsOfNamespace[name] }

  mutating func set(_ name: Symbol, _ labels: LabelSet?) {
    guard labelsOfNamespace[name] != labels else { return }
    labelsOfNamespace[name] = labels
    version += 1
  }
}

extension ClusterState {
  /// Creates the namespace `name`, or replaces its labels.
  public mutating func setNamespace(_ name: Symbol, labels: LabelSet) {
    namespaces.set(name, labels)
  }

  /// Takes the namespace's object away.
  // tidy allows DeadDeclaration: the store can delete whatever it can create.
  public mutating func removeNamespace(_ name: Symbol) { namespaces.set(name, nil) }
}
