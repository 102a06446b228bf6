/// The predicates of Kubernetes 1.20 in the order in which the version asks them.
///
/// Source: `predicatesOrdering` of `framework/plugins/legacy_registry.go`.
enum PredicatePlace: Int, CaseIterable {
  case checkNodeUnschedulable
  case generalPredicates
  case hostName
  case podFitsHostPorts
  case matchNodeSelector
  case podFitsResources
  case noDiskConflict
  case podToleratesNodeTaints
  case labelsPresence
  case serviceAffinity
  case maxEBSVolumeCount
  case maxGCEPDVolumeCount
  case maxCSIVolumeCount
  case maxAzureDiskVolumeCount
  case maxCinderVolumeCount
  case checkVolumeBinding
  case noVolumeZoneConflict
  case evenPodsSpread
  case matchInterPodAffinity

  /// The plugins that the predicate stands for; custom predicates of one kind become one plugin.
  func filters(_ policy: ClassicPolicy) -> [Profile.Filter] {
    switch self {
    case .checkNodeUnschedulable: [Profile.Filter(NodeUnschedulable())]
    case .generalPredicates: [Self.fit, Self.nodeName, Profile.Filter(NodePorts()), Self.affinity]
    case .hostName: [Self.nodeName]
    case .podFitsHostPorts: [Profile.Filter(NodePorts())]
    case .matchNodeSelector: [Self.affinity]
    case .podFitsResources: [Self.fit]
    case .noDiskConflict:
      [Profile.Filter(NoDiskConflict(era: .v1_20), named: VolumeRestrictions.name)]
    case .podToleratesNodeTaints:
      [Profile.Filter(PodToleratesNodeTaints(), named: TaintToleration.name)]
    case .labelsPresence: [Self.labels(policy)]
    case .serviceAffinity: [Self.services(policy)]
    case .maxEBSVolumeCount: [Self.volumes(.awsElasticBlockStore, "EBSLimits")]
    case .maxGCEPDVolumeCount: [Self.volumes(.gcePersistentDisk, "GCEPDLimits")]
    case .maxAzureDiskVolumeCount: [Self.volumes(.azureDisk, "AzureDiskLimits")]
    case .maxCinderVolumeCount: [Self.volumes(.cinder, "CinderLimits")]
    case .maxCSIVolumeCount: [Profile.Filter(NodeVolumeLimits())]
    case .checkVolumeBinding: [Profile.Filter(VolumeBinding())]
    case .noVolumeZoneConflict: [Profile.Filter(VolumeZone())]
    case .evenPodsSpread: [Profile.Filter(EvenPodsSpread(), named: "PodTopologySpread")]
    case .matchInterPodAffinity:
      [Profile.Filter(MatchInterPodAffinity(), named: InterPodAffinity.name)]
    }
  }

  private static var fit: Profile.Filter {
    Profile.Filter(PodFitsResources(era: .v1_20), named: "NodeResourcesFit")
  }

  private static var nodeName: Profile.Filter {
    Profile.Filter(HostName(), named: NodeName.name)
  }

  private static var affinity: Profile.Filter {
    Profile.Filter(MatchNodeSelector(), named: NodeAffinity.name)
  }

  private static func volumes(_ kind: MaxVolumeCount.Kind, _ name: String) -> Profile.Filter {
    Profile.Filter(MaxVolumeCount(kind, era: .v1_20), named: name)
  }

  private static func labels(_ policy: ClassicPolicy) -> Profile.Filter {
    var present: [String] = []
    var absent: [String] = []
    for entry in policy.predicates {
      guard case .labelsPresence(let labels, let presence) = entry.predicate else { continue }
      if presence { present += labels } else { absent += labels }
    }
    return Profile.Filter(NodeLabelPresence(present: present, absent: absent))
  }

  private static func services(_ policy: ClassicPolicy) -> Profile.Filter {
    var all: [String] = []
    for entry in policy.predicates {
      if case .serviceAffinity(let labels) = entry.predicate { all += labels }
    }
    return Profile.Filter(ServiceAffinity(labels: all, era: .v1_20))
  }
}

extension ClassicPredicate {
  /// Where Kubernetes 1.20 asks the predicate.
  var place: PredicatePlace {
    switch self {
    case .podFitsHostPorts: .podFitsHostPorts
    case .podFitsResources: .podFitsResources
    case .hostName: .hostName
    case .matchNodeSelector: .matchNodeSelector
    case .generalPredicates: .generalPredicates
    case .noDiskConflict: .noDiskConflict
    case .noVolumeZoneConflict: .noVolumeZoneConflict
    case .maxEBSVolumeCount: .maxEBSVolumeCount
    case .maxGCEPDVolumeCount: .maxGCEPDVolumeCount
    case .maxAzureDiskVolumeCount: .maxAzureDiskVolumeCount
    case .maxCinderVolumeCount: .maxCinderVolumeCount
    case .maxCSIVolumeCount: .maxCSIVolumeCount
    case .checkVolumeBinding: .checkVolumeBinding
    case .checkNodeUnschedulable: .checkNodeUnschedulable
    case .podToleratesNodeTaints: .podToleratesNodeTaints
    case .evenPodsSpread: .evenPodsSpread
    case .matchInterPodAffinity: .matchInterPodAffinity
    case .labelsPresence: .labelsPresence
    case .serviceAffinity: .serviceAffinity
    }
  }
}
