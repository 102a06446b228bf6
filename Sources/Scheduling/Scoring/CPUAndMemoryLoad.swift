import ClusterState

/// How full nodes would be with a pod on them, for a score that looks at processor time and memory
/// alone, in this order: the common case, in which a scan shall cost little more than its
/// divisions.
///
/// Reads the columns where they lie, with one check a row that all of them reach that far. Only
/// valid within `NodeLoad.withCPUAndMemory`.
struct CPUAndMemoryLoad: ResourceLoad {
  /// One of the two resources.
  struct Resource {
    let allocatable: UnsafeBufferPointer<Int64>
    let requested: UnsafeBufferPointer<Int64>
    let wanted: Int64
    let weight: Int64
  }

  private let cpu: Resource
  private let memory: Resource
  private let rowCount: Int

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

  /// Half the distance of the fractions in use on the node in `row`, at most 1 each; 0 unless the
  /// node has both resources.
  @inline(__always)
  func deviation(row: Int) -> Double {
    precondition(row < rowCount)
    let (allCPU, allMemory) = (cpu.allocatable[row], memory.allocatable[row])
    guard allCPU > 0, allMemory > 0 else { return 0 }
    let first = min(Double(cpu.requested[row] &+ cpu.wanted) / Double(allCPU), 1)
    let second = min(Double(memory.requested[row] &+ memory.wanted) / Double(allMemory), 1)
    return ((first - second) / 2).magnitude
  }
}

extension NodeLoad {
  /// Calls `body` with the load if the score looks at processor time and memory alone, in this
  /// order; else returns false.
  func withCPUAndMemory(_ body: (CPUAndMemoryLoad) -> Void) -> Bool {
    guard let (cpu, memory) = cpuAndMemory else { return false }
    allocatable.milliCPU.withUnsafeBufferPointer { allCPU in
      milliCPU.withUnsafeBufferPointer { usedCPU in
        allocatable.memoryBytes.withUnsafeBufferPointer { allMemory in
          memoryBytes.withUnsafeBufferPointer { usedMemory in
            body(
              CPUAndMemoryLoad(
                cpu: .init(
                  allocatable: allCPU, requested: usedCPU, wanted: cpu.wanted, weight: cpu.weight),
                memory: .init(
                  allocatable: allMemory, requested: usedMemory, wanted: memory.wanted,
                  weight: memory.weight)))
          }
        }
      }
    }
    return true
  }
}
