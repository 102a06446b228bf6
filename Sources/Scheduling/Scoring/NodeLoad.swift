import ClusterState
import KubernetesObjects

/// A resource that a score looks at, with its weight.
public struct WeightedResource: Hashable, Sendable {
  public let resource: ResourceID
  /// Its weight, at least 1.
  public let weight: Int64

  /// `resource` with `weight`.
  public init(_ resource: ResourceID, weight: Int64 = 1) {
    self.resource = resource
    self.weight = weight
  }

  /// Processor time and memory, equally.
  public static let cpuAndMemory: ContiguousArray<WeightedResource> = [
    WeightedResource(.cpu), WeightedResource(.memory),
  ]
}

/// How full nodes would be with a pod on them, for the resources that a score looks at.
///
/// Source: `resourceAllocationScorer.calculateResourceAllocatableRequest`, Kubernetes 1.34.
struct NodeLoad: ResourceLoad {
  private struct Entry {
    let resource: ResourceID
    let weight: Int64
    var wanted: Int64
  }

  private var entries: ContiguousArray<Entry>
  private let allocatable: ResourceColumns
  private let requested: ResourceColumns
  /// The processor time and the memory that are taken to be requested.
  private let native: CPUAndMemoryLoad.Requested

  /// - Parameters:
  ///   - wanted: what the pod asks for.
  ///   - countsUnstated: whether cpu and memory of containers without a request count.
  init(
    _ resources: ContiguousArray<WeightedResource>, _ wanted: ResourceAmounts,
    _ cache: SchedulerCache, countsUnstated: Bool, _ names: ResourceTable
  ) {
    allocatable = cache.allocatable
    requested = cache.requested
    native = cache.requested(countsUnstated: countsUnstated)
    var entries: ContiguousArray<Entry> = []
    for entry in resources {
      let amount = wanted[entry.resource]
      let isNative = !entry.resource.isExtended && entry.resource != .pods
      guard isNative || (amount != 0 && ResourceName(rawValue: names[entry.resource]).isScalar)
      else { continue }
      entries.append(Entry(resource: entry.resource, weight: entry.weight, wanted: amount))
    }
    self.entries = entries
  }

  /// How full the nodes are without the pod, of the same resources.
  var withoutPod: NodeLoad {
    var load = self
    for index in load.entries.indices { load.entries[index].wanted = 0 }
    return load
  }

  @inline(__always)
  func forEach(
    row: Int, _ body: (_ requested: Int64, _ allocatable: Int64, _ weight: Int64) -> Void
  ) {
    for entry in entries {
      let used: Int64
      let total: Int64
      switch entry.resource {
      case .cpu:
        total = allocatable.milliCPU[row]
        used = native.milliCPU[row]
      case .memory:
        total = allocatable.memoryBytes[row]
        used = native.memoryBytes[row]
      default:
        total = allocatable.amount(of: entry.resource, row: row)
        used = requested.amount(of: entry.resource, row: row)
      }
      if total > 0 { body(used &+ entry.wanted, total, entry.weight) }
    }
  }
}

extension String {
  /// Whether the text names an extended resource.
  var isExtendedResource: Bool { ResourceName(rawValue: self).isExtended }
}
