/// The most that a namespace may hold.
public struct ResourceQuota: Hashable, Sendable {
  /// Name and labels.
  public var metadata = ObjectMeta()
  /// What is allowed.
  public var spec = ResourceQuotaSpec()
  /// What is used, as last counted.
  public var used = ResourceList()

  /// A quota without a name.
  public init() {}
}

extension ResourceQuota: StoredObject {
  /// Its name, its versions and what it means in a simulation.
  public static let kind = ObjectKind(
    "ResourceQuota", in: ["v1"], role: .simulated)

  /// Reads one field of the quota.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "metadata": decoder.read(&metadata)
    case "spec": decoder.read(&spec)
    case "status":
      if decoder.node.isNull { return }
      var used = self.used
      decoder.readMembers { name, decoder in
        switch name {
        case "used": decoder.read(&used)
        case "hard": break
        default: decoder.skipUnknownField()
        }
      }
      self.used = used
    case "apiVersion", "kind": break
    default: decoder.skipUnknownField()
    }
  }
}

/// The pods to which a quota applies.
public enum ResourceQuotaScope: String, Sendable, EnumerationDecodable {
  /// Those with a deadline.
  case terminating = "Terminating"
  case notTerminating = "NotTerminating"
  /// Those that request nothing.
  case bestEffort = "BestEffort"
  /// Those that request something.
  case notBestEffort = "NotBestEffort"
  /// Those of certain priority classes.
  case priorityClass = "PriorityClass"
  /// Those whose affinity looks into other namespaces.
  case crossNamespacePodAffinity = "CrossNamespacePodAffinity"
  /// Claims of certain volume classes.
  case volumeAttributesClass = "VolumeAttributesClass"
}

/// What a quota allows.
public struct ResourceQuotaSpec: Hashable, Sendable {
  /// The most of each resource or kind of object.
  public var hard = ResourceList()
  /// The pods to which the quota applies; empty for all.
  public var scopes: [ResourceQuotaScope] = []
  /// Further conditions on the pods, all of which must hold.
  public var scopeSelector: [ScopedResourceSelectorRequirement] = []

  /// A quota of nothing.
  public init() {}
}

extension ResourceQuotaSpec: ObjectDecodable {
  /// Reads one field of the specification.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "hard": decoder.read(&hard)
    case "scopes": decoder.read(&scopes)
    case "scopeSelector":
      if decoder.node.isNull { return }
      var requirements = scopeSelector
      decoder.readMembers { name, decoder in
        name == "matchExpressions" ? decoder.read(&requirements) : decoder.skipUnknownField()
      }
      scopeSelector = requirements
    default: decoder.skipUnknownField()
    }
  }
}

/// How a scope must relate to its values.
public enum ScopeSelectorOperator: String, Sendable, EnumerationDecodable {
  /// It is one of the values.
  case isIn = "In"
  /// It is none of the values.
  case notIn = "NotIn"
  case exists = "Exists"
  /// It does not apply.
  case doesNotExist = "DoesNotExist"
}

/// One condition on the pods of a quota.
public struct ScopedResourceSelectorRequirement: Hashable, Sendable {
  public var scopeName = ResourceQuotaScope.priorityClass
  /// How it must relate to `values`.
  public var `operator` = ScopeSelectorOperator.exists
  public var values: [String] = []

  /// That the pod has a priority class.
  public init() {}
}

extension ScopedResourceSelectorRequirement: ObjectDecodable {
  /// What has no default.
  public static var requiredFields: [String] { ["scopeName", "operator"] }

  /// Reads one field of the requirement.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "scopeName": decoder.read(&scopeName)
    case "operator": decoder.read(&`operator`)
    case "values": decoder.read(&values)
    default: decoder.skipUnknownField()
    }
  }
}
