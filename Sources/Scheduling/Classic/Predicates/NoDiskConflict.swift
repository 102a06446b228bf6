import ClusterState
import KubernetesObjects

/// `NoDiskConflict`: no disk that the pod mounts is mounted on the node by another pod, unless both
/// only read and the disk allows that.
///
/// Source: `predicates.NoDiskConflict`, Kubernetes 1.2, which knows no iSCSI and does not care
/// whether RBD images are only read; `VolumeRestrictions`, Kubernetes 1.20.
public struct NoDiskConflict: FilterPlugin {
  /// The name in policies.
  public static let name = "NoDiskConflict"

  private let era: ClassicEra
  private var mounted: ContiguousArray<VolumeSource> = []

  /// The predicate as `era` had it.
  public init(era: ClassicEra) { self.era = era }

  /// Notes the disks that `pod` mounts.
  public mutating func preFilter(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: inout SchedulerCache
  ) -> PreFilterResult {
    mounted = Self.disks(of: cluster.templates[pod.template])
    return mounted.isEmpty ? .skip : .proceed
  }

  /// Turns down the nodes on which a disk is in use.
  public func filter(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache, _ pass: inout FilterPass
  ) {
    var conflicts = TemplateMemo<Bool>()
    pass.retain { node in
      for placed in cache.pods[node.row] {
        let isConflict = conflicts.value(of: placed.template) {
          hasConflict(with: cluster.templates[placed.template])
        }
        if isConflict { return .unschedulable() }
      }
      return nil
    }
  }

  /// The text of Kubernetes 1.20.
  public func reasons(for detail: UInt64, in cluster: ClusterState) -> [String] {
    ["node(s) had no available disk"]
  }

  private static func disks(of template: PodTemplate) -> ContiguousArray<VolumeSource> {
    ContiguousArray(
      template.pod.spec.volumes.map(\.source).filter {
        switch $0 {
        case .gcePersistentDisk, .awsElasticBlockStore, .iscsi, .rbd: true
        default: false
        }
      })
  }

  /// Whether pods of `template` use a disk that the pod wants.
  func hasConflict(with template: PodTemplate) -> Bool {
    let others = Self.disks(of: template)
    return mounted.contains { disk in others.contains { isConflict(disk, $0) } }
  }

  /// Whether two disks of different pods cannot be on one node.
  func isConflict(_ a: VolumeSource, _ b: VolumeSource) -> Bool {
    switch (a, b) {
    case (.gcePersistentDisk(let a), .gcePersistentDisk(let b)):
      return a.pdName == b.pdName && !(a.readOnly && b.readOnly)
    case (.awsElasticBlockStore(let a), .awsElasticBlockStore(let b)):
      return a.volumeID == b.volumeID
    case (.iscsi(let a), .iscsi(let b)):
      return era == .v1_20 && a.iqn == b.iqn && !(a.readOnly && b.readOnly)
    case (.rbd(let a), .rbd(let b)):
      let isSame =
        a.pool == b.pool && a.image == b.image && a.monitors.contains(where: b.monitors.contains)
      return isSame && (era == .v1_2 || !(a.readOnly && b.readOnly))
    default: return false
    }
  }
}

extension NoDiskConflict {
  /// The node and the pods on it decide.
  public func dependence(
    on pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> Dependence { .nodeAndPods }
}
