/// A priority with a name.
public struct PriorityClass: Hashable, Sendable {
  /// The class's name.
  public var metadata = ObjectMeta()
  /// The priority of its pods.
  public var value: Int32 = 0
  /// Whether pods without a class are of this one.
  public var globalDefault = false
  /// Whether its pods may preempt.
  public var preemptionPolicy = PreemptionPolicy.preemptLowerPriority

  /// The highest value that a class other than the system's may have.
  /// Source: `pkg/apis/scheduling` v1.34.
  public static let highestUserValue: Int32 = 1_000_000_000
  /// The value of the class `system-cluster-critical`.
  public static let systemClusterCritical: Int32 = 2_000_000_000
  /// The value of the class `system-node-critical`.
  public static let systemNodeCritical: Int32 = 2_000_001_000

  /// A class of priority 0.
  public init() {}

  /// The classes that every cluster has.
  public static var builtIn: [PriorityClass] {
    let values = [
      ("system-cluster-critical", systemClusterCritical),
      ("system-node-critical", systemNodeCritical),
    ]
    return values.map { name, value in
      var builtIn = PriorityClass()
      builtIn.metadata.name = name
      builtIn.value = value
      return builtIn
    }
  }
}

extension PriorityClass: StoredObject {
  /// Its name, its versions and what it means in a simulation.
  public static let kind = ObjectKind(
    "PriorityClass",
    in: ["scheduling.k8s.io/v1", "scheduling.k8s.io/v1beta1", "scheduling.k8s.io/v1alpha1"],
    isNamespaced: false, role: .stored)

  /// Reads one field of the class.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "metadata": decoder.read(&metadata)
    case "value": decoder.read(&value)
    case "globalDefault": decoder.read(&globalDefault)
    case "preemptionPolicy": decoder.read(&preemptionPolicy)
    case "apiVersion", "description", "kind": break
    default: decoder.skipUnknownField()
    }
  }
}
