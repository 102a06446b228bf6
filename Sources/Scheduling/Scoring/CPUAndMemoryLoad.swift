import ClusterState

/// How full nodes would be with a pod on them, for plugins that look at processor time and memory
/// alone, in this order: the common case, in which a scan shall cost little more than its
/// divisions.
///
/// Reads the columns where they lie, with one check a row that all of them reach that far. Only
/// valid within the closure that gets it.
struct CPUAndMemoryLoad: ResourceLoad {
  /// One of the two resources: by row what is allocatable and what is requested, and what the pod
  /// wants, in millicores or bytes.
  struct Resource {
    let allocatable: UnsafeBufferPointer<Int64>
    let requested: UnsafeBufferPointer<Int64>
    let wanted: Int64
    let weight: Int64
  }

  let cpu: Resource
  let memory: Resource
  let rowCount: Int

  init(cpu: Resource, memory: Resource) {
    self.cpu = cpu
    self.memory = memory
    rowCount = min(
      min(cpu.allocatable.count, cpu.requested.count),
      min(memory.allocatable.count, memory.requested.count))
  }

  @inline(__always)
  func forEach(
    row: Int, _ body: (_ requested: Int64, _ allocatable: Int64, _ weight: Int64) -> Void
  ) {
    precondition(row < rowCount)
    let (allCPU, allMemory) = (cpu.allocatable[row], memory.allocatable[row])
    if allCPU > 0 { body(cpu.requested[row] &+ cpu.wanted, allCPU, cpu.weight) }
    if allMemory > 0 { body(memory.requested[row] &+ memory.wanted, allMemory, memory.weight) }
  }

  /// Whether the node in `row` has what is wanted.
  @inline(__always)
  func fits(row: Int) -> Bool {
    precondition(row < rowCount)
    return cpu.wanted <= cpu.allocatable[row] &- cpu.requested[row]
      && memory.wanted <= memory.allocatable[row] &- memory.requested[row]
  }

  /// A hundred times one minus half the distance of the fractions in use on the node in `row`, at
  /// most 1 each, truncated; 100 unless the node has both resources.
  @inline(__always)
  func balance(row: Int) -> Int64 {
    balance(row: row, cpu: cpu.wanted, memory: memory.wanted)
  }

  /// How the pod changes that balance, as `NodeResourcesBalancedAllocation.changeScore` says.
  @inline(__always)
  func balanceChange(row: Int) -> Int64 {
    NodeResourcesBalancedAllocation.changeScore(
      before: balance(row: row, cpu: 0, memory: 0), after: balance(row: row))
  }

  /// The balance of the node in `row` with so much more on it.
  @inline(__always)
  private func balance(row: Int, cpu milliCPU: Int64, memory bytes: Int64) -> Int64 {
    precondition(row < rowCount)
    let (allCPU, allMemory) = (cpu.allocatable[row], memory.allocatable[row])
    guard allCPU > 0, allMemory > 0 else { return 100 }
    let first = min(Double(cpu.requested[row] &+ milliCPU) / Double(allCPU), 1)
    let second = min(Double(memory.requested[row] &+ bytes) / Double(allMemory), 1)
    return Int64((1 - ((first - second) / 2).magnitude) * 100)
  }
}

extension CPUAndMemoryLoad {
  /// What nodes are taken to be asked for, by row: millicores and bytes.
  typealias Requested = (
    milliCPU: ContiguousArray<Int64>, memoryBytes: ContiguousArray<Int64>
  )

  /// Calls `body` with the load if `resources` are processor time and memory, in this order; else
  /// returns false.
  ///
  /// - Parameters:
  ///   - wanted: what the pod asks for.
  ///   - countsUnstated: whether containers without a request count.
  static func with(
    _ resources: ContiguousArray<WeightedResource>, _ wanted: ResourceAmounts,
    _ cache: SchedulerCache, countsUnstated: Bool, _ body: (CPUAndMemoryLoad) -> Void
  ) -> Bool {
    guard resources.count == 2, resources[0].resource == .cpu, resources[1].resource == .memory
    else { return false }
    with(
      cache.allocatable, cache.requested(countsUnstated: countsUnstated),
      cpu: (wanted.milliCPU, resources[0].weight),
      memory: (wanted.memoryBytes, resources[1].weight), body)
    return true
  }

  /// Calls `body` with the load that the amounts wanted, each with its weight, make.
  static func with(
    _ allocatable: ResourceColumns, _ requested: Requested, cpu: (wanted: Int64, weight: Int64),
    memory: (wanted: Int64, weight: Int64), _ body: (CPUAndMemoryLoad) -> Void
  ) {
    allocatable.milliCPU.withUnsafeBufferPointer { allCPU in
      requested.milliCPU.withUnsafeBufferPointer { usedCPU in
        allocatable.memoryBytes.withUnsafeBufferPointer { allMemory in
          requested.memoryBytes.withUnsafeBufferPointer { usedMemory in
            let cpu = Resource(
              allocatable: allCPU, requested: usedCPU, wanted: cpu.wanted, weight: cpu.weight)
            let memory = Resource(
              allocatable: allMemory, requested: usedMemory, wanted: memory.wanted,
              weight: memory.weight)
            body(CPUAndMemoryLoad(cpu: cpu, memory: memory))
          }
        }
      }
    }
  }
}

extension SchedulerCache {
  /// What nodes are asked for, with or without what containers without a request count for.
  func requested(countsUnstated: Bool) -> CPUAndMemoryLoad.Requested {
    countsUnstated
      ? (nonZeroMilliCPU, nonZeroMemoryBytes) : (requested.milliCPU, requested.memoryBytes)
  }
}
