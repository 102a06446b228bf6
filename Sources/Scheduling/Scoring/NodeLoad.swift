import ClusterState
import KubernetesObjects

/// A resource that a score looks at, with its weight.
public struct WeightedResource: Hashable, Sendable {
  /// The resource.
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
struct NodeLoad {
  private struct Entry {
    let resource: ResourceID
    let weight: Int64
    let wanted: Int64
  }

  private let entries: ContiguousArray<Entry>
  /// The processor time and the memory, if the score looks at these two alone, in this order.
  private let plain: (cpu: Entry, memory: Entry)?
  private let allocatable: ResourceColumns
  private let requested: ResourceColumns
  private let milliCPU: ContiguousArray<Int64>
  private let memoryBytes: ContiguousArray<Int64>

  /// - Parameters:
  ///   - wanted: what the pod asks for.
  ///   - countsUnstated: whether cpu and memory of containers without a request count.
  init(
    _ resources: ContiguousArray<WeightedResource>, _ wanted: ResourceAmounts,
    _ cache: SchedulerCache, countsUnstated: Bool, _ names: ResourceTable
  ) {
    allocatable = cache.allocatable
    requested = cache.requested
    milliCPU = countsUnstated ? cache.nonZeroMilliCPU : cache.requested.milliCPU
    memoryBytes = countsUnstated ? cache.nonZeroMemoryBytes : cache.requested.memoryBytes
    var entries: ContiguousArray<Entry> = []
    for entry in resources {
      let amount = wanted[entry.resource]
      let isNative = !entry.resource.isExtended && entry.resource != .pods
      guard isNative || (amount != 0 && ResourceName(rawValue: names[entry.resource]).isScalar)
      else { continue }
      entries.append(Entry(resource: entry.resource, weight: entry.weight, wanted: amount))
    }
    self.entries = entries
    let isPlain =
      entries.count == 2 && entries[0].resource == .cpu && entries[1].resource == .memory
    plain = isPlain ? (entries[0], entries[1]) : nil
  }

  /// Half the distance of the fractions of processor time and memory that would be in use on the
  /// node in `row`, at most 1 each; nil unless the score looks at these two and the node has both.
  @inline(__always)
  func plainDeviation(row: Int) -> Double? {
    guard let plain else { return nil }
    let (cpu, memory) = (allocatable.milliCPU[row], allocatable.memoryBytes[row])
    guard cpu > 0, memory > 0 else { return nil }
    let first = min(Double(milliCPU[row] &+ plain.cpu.wanted) / Double(cpu), 1)
    let second = min(Double(memoryBytes[row] &+ plain.memory.wanted) / Double(memory), 1)
    return ((first - second) / 2).magnitude
  }

  /// Calls `body` for each resource that the node in `row` has, in order of the configuration.
  @inline(__always)
  func forEach(
    row: Int, _ body: (_ requested: Int64, _ allocatable: Int64, _ weight: Int64) -> Void
  ) {
    if let plain {
      let (cpu, memory) = (allocatable.milliCPU[row], allocatable.memoryBytes[row])
      if cpu > 0 { body(milliCPU[row] &+ plain.cpu.wanted, cpu, plain.cpu.weight) }
      if memory > 0 { body(memoryBytes[row] &+ plain.memory.wanted, memory, plain.memory.weight) }
      return
    }
    for entry in entries {
      let used: Int64
      let total: Int64
      switch entry.resource {
      case .cpu:
        total = allocatable.milliCPU[row]
        used = milliCPU[row]
      case .memory:
        total = allocatable.memoryBytes[row]
        used = memoryBytes[row]
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
