/// Keeps pods that differ: each has a number, a name and claims of its own.
public struct StatefulSet: Hashable, Sendable {
  /// Name and labels.
  public var metadata = ObjectMeta()
  /// What is wanted.
  public var spec = StatefulSetSpec()
  /// What was observed.
  public var status = StatefulSetStatus()

  /// A set without a name.
  public init() {}
}

extension StatefulSet: WorkloadObject {
  /// Its name, its versions and what it means in a simulation.
  public static let kind = ObjectKind(
    "StatefulSet", formerly: "PetSet",
    in: ["apps/v1", "apps/v1beta2", "apps/v1beta1", "apps/v1alpha1"], role: .simulated)
  /// Where its pods are specified.
  public static var podSpecPath: String { "spec.template.spec" }
  /// What its pods are stamped from.
  public var podTemplate: PodTemplateSpec {
    get { spec.template }
    set { spec.template = newValue }
  }
  /// Whether there are to be any pods.
  public var wantsPods: Bool { spec.replicas > 0 }

  /// Reads one field of the set.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "metadata": decoder.read(&metadata)
    case "spec": decoder.read(&spec)
    case "status": decoder.read(&status)
    case "apiVersion", "kind": break
    default: decoder.skipUnknownField()
    }
  }
}

/// In which order a set's pods come and go.
public enum PodManagementPolicy: String, Sendable, EnumerationDecodable {
  /// One after another.
  case orderedReady = "OrderedReady"
  /// All at once.
  case parallel = "Parallel"
}

/// What becomes of a set's claims.
public enum PersistentVolumeClaimRetention: String, Sendable, EnumerationDecodable {
  case retain = "Retain"
  /// They go with their pod.
  case delete = "Delete"
}

/// What a StatefulSet wants.
public struct StatefulSetSpec: Hashable, Sendable {
  /// The number of pods.
  public var replicas: Int32 = 1
  /// Its pods; nil matches none.
  public var selector: LabelSelector?
  /// What the pods are stamped from.
  public var template = PodTemplateSpec()
  /// What each pod's claims are stamped from.
  public var volumeClaimTemplates: [PersistentVolumeClaim] = []
  /// The service that names the pods.
  public var serviceName = ""
  /// In which order pods come and go.
  public var podManagementPolicy = PodManagementPolicy.orderedReady
  /// How old pods are replaced.
  public var updateStrategy = StatefulSetUpdateStrategy()
  /// The seconds that a pod must be ready to count as available.
  public var minReadySeconds: Int32 = 0
  /// How many old revisions are kept.
  public var revisionHistoryLimit: Int32 = 10
  /// The number of the first pod.
  public var firstOrdinal: Int32 = 0
  /// What becomes of the claims when the set is deleted.
  public var claimsWhenDeleted = PersistentVolumeClaimRetention.retain
  /// What becomes of the claims of pods beyond the wanted number.
  public var claimsWhenScaled = PersistentVolumeClaimRetention.retain

  /// One pod of an empty template.
  public init() {}
}

extension StatefulSetSpec: ObjectDecodable {
  /// Reads one field of the specification.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "replicas": decoder.read(&replicas)
    case "selector": decoder.read(&selector)
    case "template": decoder.read(&template)
    case "volumeClaimTemplates": decoder.read(&volumeClaimTemplates)
    case "serviceName": decoder.read(&serviceName)
    case "podManagementPolicy": decoder.read(&podManagementPolicy)
    case "updateStrategy": decoder.read(&updateStrategy)
    case "minReadySeconds": decoder.read(&minReadySeconds)
    case "revisionHistoryLimit": decoder.read(&revisionHistoryLimit)
    case "ordinals": decodeOrdinals(from: &decoder)
    case "persistentVolumeClaimRetentionPolicy": decodeRetention(from: &decoder)
    default: decoder.skipUnknownField()
    }
  }

  private mutating func decodeOrdinals(from decoder: inout ObjectDecoder) {
    if decoder.node.isNull { return }
    var first = firstOrdinal
    decoder.readMembers { name, decoder in
      name == "start" ? decoder.read(&first) : decoder.skipUnknownField()
    }
    firstOrdinal = first
  }

  private mutating func decodeRetention(from decoder: inout ObjectDecoder) {
    if decoder.node.isNull { return }
    var spec = self
    decoder.readMembers { name, decoder in
      switch name {
      case "whenDeleted": decoder.read(&spec.claimsWhenDeleted)
      case "whenScaled": decoder.read(&spec.claimsWhenScaled)
      default: decoder.skipUnknownField()
      }
    }
    self = spec
  }
}

/// Who replaces the pods of an old template.
public enum UpdateStrategyType: String, Sendable, EnumerationDecodable {
  /// The controller, step by step.
  case rollingUpdate = "RollingUpdate"
  /// The user deletes them.
  case onDelete = "OnDelete"
}

/// How a StatefulSet replaces its pods.
public struct StatefulSetUpdateStrategy: Hashable, Sendable {
  /// Who replaces them; nil until defaulted by the version of the API.
  public var type: UpdateStrategyType?
  /// Pods of lower numbers keep the old template; nil where nothing is said of rolling updates.
  public var partition: Int32?
  /// The most pods that may be missing; nil means 1.
  public var maxUnavailable: IntOrString?

  /// The API version's strategy.
  public init() {}
}

extension StatefulSetUpdateStrategy: ObjectDecodable {
  /// Reads one field of the strategy.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "type": decoder.read(&type)
    case "rollingUpdate":
      if decoder.node.isNull { return }
      var strategy = self
      strategy.partition = 0
      decoder.readMembers { name, decoder in
        switch name {
        case "partition": decoder.read(&strategy.partition)
        case "maxUnavailable": decoder.read(&strategy.maxUnavailable)
        default: decoder.skipUnknownField()
        }
      }
      self = strategy
    default: decoder.skipUnknownField()
    }
  }
}

/// What was observed of a StatefulSet's pods.
public struct StatefulSetStatus: Hashable, Sendable {
  /// The pods that exist.
  public var replicas: Int32 = 0
  /// Those that are ready.
  public var readyReplicas: Int32 = 0
  /// Those that have been ready for `minReadySeconds`.
  public var availableReplicas: Int32 = 0
  /// Those of the current revision.
  public var currentReplicas: Int32 = 0
  /// Those of the revision to which the set is updated.
  public var updatedReplicas: Int32 = 0
  /// The revision that the pods had before the last change of the template.
  public var currentRevision = ""
  /// The revision of the template.
  public var updateRevision = ""
  /// The generation of the specification that the status tells of.
  public var observedGeneration: Int64 = 0

  public init() {}
}

extension StatefulSetStatus: ObjectDecodable {
  /// Reads one field of the status.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "replicas": decoder.read(&replicas)
    case "readyReplicas": decoder.read(&readyReplicas)
    case "availableReplicas": decoder.read(&availableReplicas)
    case "currentReplicas": decoder.read(&currentReplicas)
    case "updatedReplicas": decoder.read(&updatedReplicas)
    case "observedGeneration": decoder.read(&observedGeneration)
    case "currentRevision": decoder.read(&currentRevision)
    case "updateRevision": decoder.read(&updateRevision)
    case "collisionCount", "conditions": break
    default: decoder.skipUnknownField()
    }
  }
}
