/// The neighbours that a pod must have (or, as anti-affinity, must not have) and those that it
/// prefers to have (or not to have).
public struct PodAffinity: Hashable, Sendable {
  /// What must hold (`requiredDuringSchedulingIgnoredDuringExecution`).
  public var required: [PodAffinityTerm] = []
  /// What had better hold (`preferredDuringSchedulingIgnoredDuringExecution`).
  public var preferred: [WeightedPodAffinityTerm] = []

  public init() {}
}

extension PodAffinity: ObjectDecodable {
  /// Reads one field of the affinity.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "requiredDuringSchedulingIgnoredDuringExecution": decoder.read(&required)
    case "preferredDuringSchedulingIgnoredDuringExecution": decoder.read(&preferred)
    default: decoder.skipUnknownField()
    }
  }
}

/// The pods that count as neighbours, and how near.
public struct PodAffinityTerm: Hashable, Sendable {
  /// The pods; nil matches none, an empty selector all.
  public var labelSelector: LabelSelector?
  /// The node label whose equal values make pods neighbours.
  public var topologyKey = ""
  /// The namespaces of the pods; with no selector of namespaces, empty means the pod's own.
  public var namespaces: [String] = []
  /// Further namespaces, by their labels; nil selects none, an empty selector all.
  public var namespaceSelector: LabelSelector?
  /// Keys whose value in the incoming pod the others must share.
  public var matchLabelKeys: [String] = []
  /// Keys whose value in the incoming pod the others must not share.
  public var mismatchLabelKeys: [String] = []

  /// A term that matches no pod.
  public init() {}
}

extension PodAffinityTerm: ObjectDecodable {
  /// Reads one field of the term.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "labelSelector": decoder.read(&labelSelector)
    case "topologyKey": decoder.read(&topologyKey)
    case "namespaces": decoder.read(&namespaces)
    case "namespaceSelector": decoder.read(&namespaceSelector)
    case "matchLabelKeys": decoder.read(&matchLabelKeys)
    case "mismatchLabelKeys": decoder.read(&mismatchLabelKeys)
    default: decoder.skipUnknownField()
    }
  }
}

/// A term that had better hold.
public struct WeightedPodAffinityTerm: Hashable, Sendable {
  /// How much it matters, 1...100.
  public var weight: Int32 = 0
  public var podAffinityTerm = PodAffinityTerm()

  /// A term of weight 0.
  public init() {}
}

extension WeightedPodAffinityTerm: ObjectDecodable {
  /// Reads one field of the term.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "weight": decoder.read(&weight)
    case "podAffinityTerm": decoder.read(&podAffinityTerm)
    default: decoder.skipUnknownField()
    }
  }
}
