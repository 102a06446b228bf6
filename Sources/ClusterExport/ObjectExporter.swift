import ClusterViews
import KubernetesObjects
import StructuredText

/// How the objects of one kind are read off a simulation.
///
/// A kind is one conforming type and its line in `SimulatedObjects`.
protocol ObjectExporter: Sendable {
  /// The kinds that it writes; most write one.
  static var kinds: [String] { get }
  /// The objects of `kind` that are there, in any order.
  static func keys(of kind: String, in view: ExportView) -> [ObjectKey]
  /// What the API server would give for the object of `key`, without its type.
  static func object(_ key: ObjectKey, of kind: String, in view: ExportView) -> FieldList
}

/// An object that is there.
struct ObjectKey {
  /// Empty for an object of the cluster.
  let namespace: String
  let name: String
  /// Its row in its table.
  let row: Int

  /// An object of the cluster.
  init(_ name: String, row: Int) { self.init("", name, row: row) }

  init(_ namespace: String, _ name: String, row: Int) {
    self.namespace = namespace
    self.name = name
    self.row = row
  }

  /// The key under which the API server stores it, by which lists are ordered.
  var path: String { "\(namespace)/\(name)" }
}
