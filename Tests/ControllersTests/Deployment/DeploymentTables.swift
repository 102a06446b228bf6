import Controllers
import KubernetesObjects
import SimulationEngine
import StructuredText
import TestSupport
import Testing

/// Rows of recorded decisions of the deployment controller.
enum DeploymentTables {
  /// The rows of `tables/<name>.json`; none, after one notice, where the shared data is absent.
  static func rows(_ name: String) throws -> [SyntaxNode] {
    guard let bytes = try SharedFolder.bytes("tables/\(name).json") else { return [] }
    return Array(try #require(try JSONReader.read(bytes, file: name)["rows"]).elements)
  }

  /// The whole number in the column `key`.
  static func number(_ row: SyntaxNode, _ key: String) throws -> Int32 {
    try #require(Int32(row[key]?.text ?? ""), "\(key) of \(row.location)")
  }

  /// The number or percentage in the column `key`.
  static func amount(_ row: SyntaxNode, _ key: String) throws -> IntOrString {
    IntOrString(text: try #require(row[key]?.text))
  }

  /// The bounds of `replicas` pods that roll with these steps.
  static func bounds(
    _ replicas: Int32, surge: IntOrString, unavailable: IntOrString
  ) throws -> RolloutBounds {
    var strategy = DeploymentStrategy()
    strategy.maxSurge = surge
    strategy.maxUnavailable = unavailable
    return try RolloutBounds(replicas: replicas, strategy: strategy)
  }

  /// A set that wants `replicas` pods, of which `available` are; created `age` seconds before 1000.
  static func set(
    _ replicas: Int32, available: Int32? = nil, age: Int64 = 0, isNew: Bool = false,
    scaledFor: (desired: Int32, most: Int32)? = nil
  ) -> ReplicaSetSizes {
    var set = ReplicaSetSizes(replicas: replicas, created: .seconds(1000 - age), isNew: isNew)
    set.available = available ?? replicas
    set.desiredAnnotation = scaledFor?.desired
    set.maxAnnotation = scaledFor?.most
    return set
  }
}
