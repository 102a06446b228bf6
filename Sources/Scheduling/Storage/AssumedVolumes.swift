import KubernetesObjects

/// What the scheduler has decided for claims whose volumes are not bound yet: the pod that needs
/// them has a node, and the writes are under way.
///
/// Source: `AssumePodVolumes` and the assume caches of
/// `pkg/scheduler/framework/plugins/volumebinding`, Kubernetes 1.34.
public struct AssumedVolumes: Sendable {
  /// A claim, by namespace and name.
  struct ClaimName: Hashable, Sendable {
    let namespace: String
    let name: String

    init(_ claim: PersistentVolumeClaim) {
      namespace = claim.metadata.namespaceOrDefault
      name = claim.metadata.name
    }
  }

  private var claimOfVolume: [String: ClaimName] = [:]
  private var volumeOfClaim: [ClaimName: String] = [:]
  private var nodeOfClaim: [ClaimName: String] = [:]

  /// Nothing is decided.
  init() {}

  /// Notes what becomes of claims.
  public mutating func assume(_ assignments: [ClaimAssignment]) {
    for assignment in assignments {
      let claim = ClaimName(assignment.claim)
      switch assignment.means {
      case .volume(let name):
        claimOfVolume[name] = claim
        volumeOfClaim[claim] = name
      case .provision(let node): nodeOfClaim[claim] = node
      }
    }
  }

  /// Takes back what was to become of claims, or forgets it, for it has come to pass.
  public mutating func forget(_ assignments: [ClaimAssignment]) {
    for assignment in assignments {
      let claim = ClaimName(assignment.claim)
      if let volume = volumeOfClaim.removeValue(forKey: claim) { claimOfVolume[volume] = nil }
      nodeOfClaim[claim] = nil
    }
  }

  /// The volume that `claim` is to get; nil if none is chosen.
  func volume(of claim: PersistentVolumeClaim) -> String? {
    volumeOfClaim.isEmpty ? nil : volumeOfClaim[ClaimName(claim)]
  }

  /// Whether another claim than `claim` is to get the volume.
  func isTaken(_ volume: String, from claim: PersistentVolumeClaim) -> Bool {
    guard !claimOfVolume.isEmpty, let owner = claimOfVolume[volume] else { return false }
    return owner != ClaimName(claim)
  }

  /// The node for which the volume of `claim` is to be made; nil if none is chosen.
  func node(of claim: PersistentVolumeClaim) -> String? {
    nodeOfClaim.isEmpty ? nil : nodeOfClaim[ClaimName(claim)]
  }
}

/// How a claim that waits for its consumer gets its volume on the node of the consumer.
public struct ClaimAssignment: Hashable, Sendable {
  /// Where the volume comes from.
  public enum Means: Hashable, Sendable {
    /// The volume of this name is there.
    case volume(String)
    /// One is made for this node.
    case provision(node: String)
  }

  public let claim: PersistentVolumeClaim
  /// Where its volume comes from.
  public let means: Means
}
