/// What a node must meet, by the names of the classic eras.
public enum ClassicPredicate: Hashable, Sendable {
  /// `PodFitsHostPorts`, once `PodFitsPorts`: no wanted host port is taken.
  case podFitsHostPorts
  /// `PodFitsResources`: what is requested is free.
  case podFitsResources
  /// `HostName`: the node is the one that the pod names.
  case hostName
  /// `MatchNodeSelector`: the node has the labels that the pod selects.
  case matchNodeSelector
  /// `GeneralPredicates`: resources, host name, host ports and node selector.
  case generalPredicates
  /// `NoDiskConflict`: no disk that the pod mounts is mounted there by another.
  case noDiskConflict
  /// `NoVolumeZoneConflict`: the node is in the zone of the pod's volumes.
  case noVolumeZoneConflict
  /// `MaxEBSVolumeCount`: not more volumes of Amazon's cloud than a node can attach.
  case maxEBSVolumeCount
  /// `MaxGCEPDVolumeCount`: not more disks of Google's cloud than a node can attach.
  case maxGCEPDVolumeCount
  /// `MaxAzureDiskVolumeCount`: not more disks of Microsoft's cloud than a node can attach.
  case maxAzureDiskVolumeCount
  /// `MaxCinderVolumeCount`: not more volumes of OpenStack than a node can attach.
  case maxCinderVolumeCount
  /// `MaxCSIVolumeCountPred`: not more volumes of a storage driver than it can attach.
  case maxCSIVolumeCount
  /// `CheckVolumeBinding`: the pod's claims can be bound on the node.
  case checkVolumeBinding
  /// `CheckNodeUnschedulable`: the node is not cordoned.
  case checkNodeUnschedulable
  /// `PodToleratesNodeTaints`: the pod tolerates the node's taints.
  case podToleratesNodeTaints
  /// `EvenPodsSpread`: the pod's spread constraints hold.
  case evenPodsSpread
  /// `MatchInterPodAffinity`: the pod's wishes about its neighbours hold, and theirs about it.
  case matchInterPodAffinity
  /// A custom predicate: the node has, or does not have, labels.
  case labelsPresence(labels: [String], presence: Bool)
  /// A custom predicate: pods of a service go to nodes that agree in labels.
  case serviceAffinity(labels: [String])
}

extension ClassicPredicate {
  /// The names by which a policy of `era` can ask for predicates without an argument.
  ///
  /// Source: `plugin/pkg/scheduler/algorithmprovider/defaults` of Kubernetes 1.2;
  /// `framework/plugins/legacy_registry.go` of Kubernetes 1.20.
  static func named(_ name: String, in era: ClassicEra) -> ClassicPredicate? {
    switch name {
    case "PodFitsPorts", "PodFitsHostPorts": .podFitsHostPorts
    case "PodFitsResources": .podFitsResources
    case "HostName": .hostName
    case "MatchNodeSelector": .matchNodeSelector
    case "GeneralPredicates": .generalPredicates
    case "NoDiskConflict": .noDiskConflict
    case "NoVolumeZoneConflict": .noVolumeZoneConflict
    case "MaxEBSVolumeCount": .maxEBSVolumeCount
    case "MaxGCEPDVolumeCount": .maxGCEPDVolumeCount
    default: era == .v1_20 ? namedSince1_3(name) : nil
    }
  }

  private static func namedSince1_3(_ name: String) -> ClassicPredicate? {
    switch name {
    case "MaxAzureDiskVolumeCount": .maxAzureDiskVolumeCount
    case "MaxCinderVolumeCount": .maxCinderVolumeCount
    case "MaxCSIVolumeCountPred": .maxCSIVolumeCount
    case "CheckVolumeBinding": .checkVolumeBinding
    case "CheckNodeUnschedulable": .checkNodeUnschedulable
    case "PodToleratesNodeTaints": .podToleratesNodeTaints
    case "EvenPodsSpread": .evenPodsSpread
    case "MatchInterPodAffinity": .matchInterPodAffinity
    case "CheckNodeLabelPresence": .labelsPresence(labels: [], presence: true)
    case "CheckServiceAffinity": .serviceAffinity(labels: [])
    default: nil
    }
  }

  /// The names of the predicates of a policy without predicates.
  ///
  /// Source: `defaultPredicates` of Kubernetes 1.2; `NewLegacyRegistry` of Kubernetes 1.20.
  static func defaultNames(of era: ClassicEra) -> [String] {
    switch era {
    case .v1_2:
      [
        "NoDiskConflict", "NoVolumeZoneConflict", "MaxEBSVolumeCount", "MaxGCEPDVolumeCount",
        "GeneralPredicates",
      ]
    case .v1_20:
      [
        "NoVolumeZoneConflict", "MaxEBSVolumeCount", "MaxGCEPDVolumeCount",
        "MaxAzureDiskVolumeCount", "MaxCSIVolumeCountPred", "MatchInterPodAffinity",
        "NoDiskConflict", "GeneralPredicates", "PodToleratesNodeTaints", "CheckVolumeBinding",
        "CheckNodeUnschedulable", "EvenPodsSpread",
      ]
    }
  }

  /// Every name that a policy of `era` can use, for suggestions.
  static func names(of era: ClassicEra) -> [String] {
    let first = [
      "PodFitsPorts", "PodFitsHostPorts", "PodFitsResources", "HostName", "MatchNodeSelector",
    ]
    let further = ["CheckNodeLabelPresence", "CheckServiceAffinity", "MaxCinderVolumeCount"]
    return first + defaultNames(of: era) + (era == .v1_20 ? further : [])
  }
}
