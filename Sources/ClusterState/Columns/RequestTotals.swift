/// What the pods that are bound to one node and have not ended request together, kept current by
/// every write, so that a kubelet need not look at each of them to find that another one fits.
///
/// Wide enough for any number of the largest requests that can be written.
public struct RequestTotals: Hashable, Sendable {
  /// How many pods there are.
  public private(set) var pods: Int64 = 0
  /// Processor time, in millicores.
  public private(set) var milliCPU: Int128 = 0
  /// Memory, in bytes.
  public private(set) var memoryBytes: Int128 = 0
  /// Local scratch space, in bytes.
  public private(set) var ephemeralStorageBytes: Int128 = 0

  init() {}

  mutating func add(_ requests: ResourceAmounts, _ sign: Int64) {
    pods += sign
    milliCPU += Int128(requests.milliCPU) * Int128(sign)
    memoryBytes += Int128(requests.memoryBytes) * Int128(sign)
    ephemeralStorageBytes += Int128(requests.ephemeralStorageBytes) * Int128(sign)
  }
}

extension ClusterState {
  /// What the pods on `node` that have not ended request.
  public func requestTotals(on node: NodeID) -> RequestTotals {
    node.row < totalsOfNode.count ? totalsOfNode[node.row] : RequestTotals()
  }

  /// Adds what `pod` requests of its node as it stands, or takes it back: call it with -1 before a
  /// write that may change it and with 1 after.
  mutating func countRequests(of pod: PodID, _ sign: Int64) {
    let node = pods[pod].node
    guard node.isPresent, !pods[pod].isRemoved, !pods[pod].phase.isTerminal else { return }
    while totalsOfNode.count <= node.row { totalsOfNode.append(RequestTotals()) }
    totalsOfNode[node.row].add(templates[pods[pod].template].requests, sign)
  }
}
