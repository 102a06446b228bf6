import ClusterState
import KubernetesObjects

/// Turns down nodes without room for the GPUs that a pod asks for by annotation: a share of one
/// device, which lies on a single one, or whole devices.
///
/// Pods that list `nvidia.com/gpu` among their requests are `NodeResourcesFit`'s: to it a device
/// that carries a share is taken. After `Open-Gpu-Share` of Alibaba's open-simulator; Kubernetes
/// itself has no plugin for it.
public struct GPUShare: FilterPlugin {
  /// The name in configurations.
  public static let name = "GPUShare"

  /// What a rejection's detail says.
  private enum Shortage {
    static let milli: UInt64 = 0
    static let milliOfOneDevice: UInt64 = 1
    static let devices: UInt64 = 2
  }

  /// The plugin; it has no settings.
  public init() {}

  /// Skips pods that do not ask for GPUs by annotation.
  public mutating func preFilter(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: inout SchedulerCache
  ) -> PreFilterResult {
    let demand = cluster.templates[pod.template].devices
    return demand?.isRequested == false ? .proceed : .skip
  }

  /// Compares the share with the device that has the most left, or the number of whole devices with
  /// the idle ones.
  public func filter(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache, _ pass: inout FilterPass
  ) {
    guard let demand = cluster.templates[pod.template].devices else { return }
    let devices = cache.devices
    pass.retain { node in
      let row = node.row
      let detail: UInt64
      if demand.isShare {
        guard devices.largestFree(row: row) < demand.milli else { return nil }
        let isScattered = devices.totalFree(row: row) >= demand.milli
        detail = isScattered ? Shortage.milliOfOneDevice : Shortage.milli
      } else {
        guard Int64(devices.idleCount(row: row)) < demand.count else { return nil }
        detail = Shortage.devices
      }
      // Where there are too few devices at all, no eviction helps.
      return Int64(devices.count(row: row)) < demand.count
        ? .unresolvable(detail) : .unschedulable(detail)
    }
  }

  /// Says what is short: thousandths altogether, thousandths of one device, or idle devices.
  public func reasons(for detail: UInt64, in cluster: ClusterState) -> [String] {
    switch detail {
    case Shortage.milli: ["Insufficient \(ResourceName.gpuMilli)"]
    case Shortage.milliOfOneDevice: ["Insufficient \(ResourceName.gpuMilli) on a single GPU"]
    default: ["Insufficient \(ResourceName.gpu)"]
    }
  }
}

extension GPUShare {
  /// The devices of the node decide.
  public func dependence(
    on pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> Dependence { .nodeAndPods }
}
