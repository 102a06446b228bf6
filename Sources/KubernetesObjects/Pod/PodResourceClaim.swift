/// A claim of devices among those of a pod: one that exists, or one that is made for the pod.
public struct PodResourceClaim: Hashable, Sendable {
  /// Names the claim within the pod.
  public var name = ""
  /// The claim in the pod's namespace; empty if one is made from a template.
  public var resourceClaimName = ""
  /// The template from which a claim is made; empty if the pod names one.
  public var resourceClaimTemplateName = ""

  /// A claim without a name.
  public init() {}
}

extension PodResourceClaim: ObjectDecodable {
  /// Reads one field of the claim.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "name": decoder.read(&self.name)
    case "resourceClaimName": decoder.read(&resourceClaimName)
    case "resourceClaimTemplateName": decoder.read(&resourceClaimTemplateName)
    // Until 1.30 the two names lay one level deeper.
    case "source": decoder.skipUnusedField()
    default: decoder.skipUnknownField()
    }
  }
}

/// The claim that was made for one of a pod's claims from a template.
public struct PodResourceClaimStatus: Hashable, Sendable {
  /// The name of the claim within the pod.
  public var name = ""
  /// The claim that was made; empty if none is needed.
  public var resourceClaimName = ""

  /// A status of no claim.
  public init() {}
}

extension PodResourceClaimStatus: ObjectDecodable {
  /// Reads one field of the status.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "name": decoder.read(&self.name)
    case "resourceClaimName": decoder.read(&resourceClaimName)
    default: decoder.skipUnknownField()
    }
  }
}
