import ClusterState

/// An amount of every resource for every node, one column a resource.
public struct ResourceColumns: Sendable {
  /// Processor time by node row, in millicores.
  public internal(set) var milliCPU: ContiguousArray<Int64> = []
  /// Memory by node row, in bytes.
  public internal(set) var memoryBytes: ContiguousArray<Int64> = []
  /// Local scratch space by node row, in bytes.
  public internal(set) var ephemeralStorageBytes: ContiguousArray<Int64> = []
  /// Extended resources: by `ResourceID.row`, then by node row; a column ends after the last node
  /// that has any.
  @usableFromInline var extended: ContiguousArray<ContiguousArray<Int64>> = []

  init() {}

  mutating func appendRow() {
    milliCPU.append(0)
    memoryBytes.append(0)
    ephemeralStorageBytes.append(0)
  }

  /// The amount of `resource` on the node in `row`.
  @inlinable public func amount(of resource: ResourceID, row: Int) -> Int64 {
    switch resource {
    case .cpu: return milliCPU[row]
    case .memory: return memoryBytes[row]
    case .ephemeralStorage: return ephemeralStorageBytes[row]
    default:
      guard resource.row < extended.count, row < extended[resource.row].count else { return 0 }
      return extended[resource.row][row]
    }
  }

  /// Adds `amounts` to the node in `row`, wrapping around beyond 64 bits as the real code does.
  mutating func add(_ amounts: ResourceAmounts, row: Int, sign: Int64) {
    milliCPU[row] &+= sign &* amounts.milliCPU
    memoryBytes[row] &+= sign &* amounts.memoryBytes
    ephemeralStorageBytes[row] &+= sign &* amounts.ephemeralStorageBytes
    for entry in amounts.extended {
      grow(entry.resource, row: row)
      extended[entry.resource.row][row] &+= sign &* entry.amount
    }
  }

  /// Adds an amount of one extended resource to the node in `row`.
  mutating func add(_ entry: ResourceAmounts.Extended, row: Int) {
    grow(entry.resource, row: row)
    extended[entry.resource.row][row] &+= entry.amount
  }

  /// Sets the node in `row` to `amounts`, and to zero for extended resources not among them.
  mutating func set(_ amounts: ResourceAmounts, row: Int) {
    milliCPU[row] = amounts.milliCPU
    memoryBytes[row] = amounts.memoryBytes
    ephemeralStorageBytes[row] = amounts.ephemeralStorageBytes
    for resource in extended.indices where row < extended[resource].count {
      extended[resource][row] = 0
    }
    for entry in amounts.extended {
      grow(entry.resource, row: row)
      extended[entry.resource.row][row] = entry.amount
    }
  }

  private mutating func grow(_ resource: ResourceID, row: Int) {
    while extended.count <= resource.row { extended.append([]) }
    let missing = row + 1 - extended[resource.row].count
    if missing > 0 {
      extended[resource.row].append(contentsOf: repeatElement(0, count: missing))
    }
  }
}
