import ClusterState

/// What the pods of each node request and use, kept current by the log of writes.
///
/// Pods that are bound by hand may request more of a node than 64 bits hold, so sums have 128.
struct NodeLoad: Sendable {
  /// Requests by resource, then node.
  private(set) var requested: ContiguousArray<ContiguousArray<Int128>> = []
  /// Millicores used, by node.
  private(set) var usedMilliCPU: ContiguousArray<Int128> = []
  /// Bytes of memory used, by node.
  private(set) var usedMemoryBytes: ContiguousArray<Int128> = []
  /// Pods bound and not ended, by node.
  private(set) var podCounts: ContiguousArray<Int32> = []
  /// Devices that carry shares and are counted as requested, by node.
  private var sharedDevices: ContiguousArray<Int64> = []
  private var isRequesting: ContiguousArray<Bool> = []
  /// What each pod uses now.
  private var used: ContiguousArray<PodUsage> = []

  /// What the pods on `node` request of `resource`.
  func requested(_ resource: ResourceID, on node: NodeID) -> Int128 {
    if resource == .pods { return Int128(podCounts[node.row]) }
    guard resource.row < requested.count, node.row < requested[resource.row].count else { return 0 }
    return requested[resource.row][node.row]
  }

  /// What the pods on `node` use of `resource`; negative where it is not modelled.
  func used(_ resource: ResourceID, on node: NodeID) -> Int128 {
    switch resource {
    case .cpu: usedMilliCPU[node.row]
    case .memory: usedMemoryBytes[node.row]
    default: -1
    }
  }

  /// Whether it is modeled how much pods use of `resource`, and not only what they request.
  static func modelsUse(of resource: ResourceID) -> Bool {
    resource == .cpu || resource == .memory
  }

  mutating func addNode(_ node: NodeID) {
    while podCounts.count <= node.row {
      podCounts.append(0)
      sharedDevices.append(0)
      usedMilliCPU.append(0)
      usedMemoryBytes.append(0)
    }
  }

  /// Brings the columns up to date for `pod`, whose state has changed, and which uses `usage` while
  /// it runs.
  mutating func update(_ pod: PodID, in cluster: borrowing ClusterState, usage: PodUsage) {
    while used.count <= pod.row {
      isRequesting.append(false)
      used.append(PodUsage())
    }
    let record = cluster.pods[pod]
    guard record.node.isPresent else { return }
    let requests = !record.isRemoved && !record.phase.isTerminal
    if requests != isRequesting[pod.row] {
      isRequesting[pod.row] = requests
      let template = cluster.templates[record.template]
      add(template.requestsWithDevices, to: record.node.row, sign: requests ? 1 : -1)
      if let demand = template.devices, demand.isShare {
        countShared(demand.resource, cluster.devices, row: record.node.row)
      }
    }
    let new = requests && record.phase == .running ? usage : PodUsage()
    usedMilliCPU[record.node.row] += Int128(new.milliCPU) - Int128(used[pod.row].milliCPU)
    usedMemoryBytes[record.node.row] +=
      Int128(new.memoryBytes) - Int128(used[pod.row].memoryBytes)
    used[pod.row] = new
  }

  /// Counts the devices that carry shares as requested, however many pods have them.
  private mutating func countShared(
    _ resource: ResourceID, _ devices: borrowing DeviceColumns, row: Int
  ) {
    let shared = devices.sharedCount(row: row)
    add(Int128(shared - sharedDevices[row]), of: resource, to: row)
    sharedDevices[row] = shared
  }

  private mutating func add(_ amounts: ResourceAmounts, to row: Int, sign: Int128) {
    podCounts[row] += Int32(sign)
    add(Int128(amounts.milliCPU) * sign, of: .cpu, to: row)
    add(Int128(amounts.memoryBytes) * sign, of: .memory, to: row)
    add(Int128(amounts.ephemeralStorageBytes) * sign, of: .ephemeralStorage, to: row)
    for extended in amounts.extended {
      add(Int128(extended.amount) * sign, of: extended.resource, to: row)
    }
  }

  private mutating func add(_ amount: Int128, of resource: ResourceID, to row: Int) {
    guard amount != 0 else { return }
    while requested.count <= resource.row { requested.append([]) }
    while requested[resource.row].count <= row { requested[resource.row].append(0) }
    requested[resource.row][row] += amount
  }
}
