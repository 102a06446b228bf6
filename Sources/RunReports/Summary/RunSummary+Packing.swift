import ClusterState
import KubernetesObjects
import SimulationEngine

/// What is left over at the end of the run and cannot be used.
///
/// - `stranded`: what is free on ready nodes where another resource is too short for the smallest
///   request of any pod of the run (after Verma and others, CLUSTER 2014).
/// - `fragmented`: the expected amount that is free on ready nodes and that a pod like those of the
///   run could not use: on nodes where it does not fit all of it, and everywhere if it asks for
///   none (after Weng and others, "FGD", ATC 2023). The pods are of the most frequent shapes. Of
///   GPUs it is counted by device, see `FinalFragmentation`.
/// - `fragmentation_ratio`: that amount over all that is free.
extension RunSummary {
  mutating func addPacking(_ source: ReportSource) {
    let load = FinalLoad(source.closing)
    guard !load.nodes.isEmpty else { return }
    let shapes = PodShapes(source.cluster)
    for row in load.resources.indices {
      let resource = load.resources[row]
      let name = source.cluster.resources[resource]
      let unit = resource.unit
      guard let stranded = load.stranded(row, smallest: shapes.smallest(load.resources)) else {
        continue
      }
      add("stranded.\(name)", .count(stranded), unit)
      let devices = name == ResourceName.gpuMilli.rawValue ? FinalFragmentation(source) : nil
      guard let fragmented = devices?.amount ?? load.fragmented(row, shapes) else { continue }
      add("fragmented.\(name)", .count(fragmented), unit)
      ratio("fragmentation_ratio.\(name)", Ratio.millionths(fragmented, of: load.free(row)))
      guard let devices else { continue }
      for part in devices.parts {
        add("gpu_fragmentation.\(part.name)", .count(part.milli), resource.unit)
      }
    }
  }
}

/// What pods of the run request, the most frequent shapes first.
struct PodShapes {
  /// How many shapes stand for all: more would not change an expectation that anyone could see.
  private static let limit = 200

  struct Shape {
    let requests: ResourceAmounts
    fileprivate(set) var count: Int64
  }

  private(set) var shapes: [Shape] = []
  private(set) var total: Int64 = 0

  init(_ cluster: ClusterState) {
    var counts = ContiguousArray<Int64>(repeating: 0, count: cluster.templates.count)
    for row in 0..<cluster.pods.count { counts[cluster.pods[PodID(row)].template.row] += 1 }
    var rows = GroupRows<ResourceAmounts>()
    for template in cluster.templates.all where counts[template.id.row] > 0 {
      let row = Int(rows.row(of: template.requestsWithDevices))
      while shapes.count <= row {
        shapes.append(Shape(requests: template.requestsWithDevices, count: 0))
      }
      shapes[row].count += counts[template.id.row]
    }
    let order = shapes.indices.sorted { (-shapes[$0].count, $0) < (-shapes[$1].count, $1) }
    shapes = order.prefix(Self.limit).map { shapes[$0] }
    total = shapes.reduce(0) { $0 + $1.count }
  }

  /// The least amount above zero that a pod requests of each resource; nil where none does.
  func smallest(_ resources: [ResourceID]) -> [Int64?] {
    resources.map { resource in
      shapes.lazy.map { $0.requests[resource] }.filter { $0 > 0 }.min()
    }
  }
}

/// What is free on each ready node at the end of a run.
struct FinalLoad {
  /// The resources that any node offers, pods left out.
  let resources: [ResourceID]
  /// What is free of each of the resources, one row a ready node; negative where a pod was bound by
  /// hand.
  private(set) var nodes: [[Int64]] = []
  /// How many more pods each node takes.
  private(set) var freePods: [Int64] = []

  init(_ cluster: ClusterState) {
    resources = (0..<cluster.resources.count).map { ResourceID($0) }.filter { resource in
      resource != .pods && cluster.nodes.contains { $0.isPresent && $0.allocatable[resource] > 0 }
    }
    var rows = ContiguousArray(repeating: -1, count: cluster.nodes.count)
    for (row, node) in cluster.nodes.enumerated() where node.isPresent && node.ready == .yes {
      rows[row] = nodes.count
      nodes.append(resources.map { node.allocatable[$0] })
      freePods.append(node.allocatablePods)
    }
    for row in 0..<cluster.pods.count {
      let pod = cluster.pods[PodID(row)]
      guard pod.node.isPresent, !pod.isRemoved, !pod.phase.isTerminal else { continue }
      let node = rows[pod.node.row]
      guard node >= 0 else { continue }
      let requests = cluster.templates[pod.template].requestsWithDevices
      for (column, resource) in resources.enumerated() {
        let (rest, overflow) = nodes[node][column].subtractingReportingOverflow(requests[resource])
        nodes[node][column] = overflow ? .min : rest
      }
      freePods[node] -= 1
    }
    // A device that carries a share is not free, though no pod has it whole.
    guard let gpu = cluster.resources.find(ResourceName.gpu.rawValue),
      let column = resources.firstIndex(of: gpu)
    else { return }
    for row in cluster.nodes.indices where rows[row] >= 0 && cluster.nodes[row].deviceCount > 0 {
      nodes[rows[row]][column] -= cluster.devices.sharedCount(row: row)
    }
  }

  /// What is free of one resource on all nodes.
  func free(_ column: Int) -> Int64 {
    Int64(clamping: nodes.reduce(Int128(0)) { $0 + Int128(max(0, $1[column])) })
  }

  /// What is free of one resource on nodes that lack another; nil for a single resource.
  func stranded(_ column: Int, smallest: [Int64?]) -> Int64? {
    guard resources.count > 1 else { return nil }
    var sum: Int128 = 0
    for (row, free) in nodes.enumerated() {
      let lacks = free.indices.contains { other in
        // A node without the resource at all is of another kind, and not exhausted.
        guard other != column, !resources[other].isExtended, let least = smallest[other] else {
          return false
        }
        return free[other] < least
      }
      if lacks || freePods[row] < 1 { sum += Int128(max(0, free[column])) }
    }
    return Int64(clamping: sum)
  }

  /// The expected amount of one resource that a pod of `shapes` cannot use, rounded; nil without
  /// shapes.
  func fragmented(_ column: Int, _ shapes: PodShapes) -> Int64? {
    guard shapes.total > 0 else { return nil }
    let requests = shapes.shapes.map { shape in resources.map { shape.requests[$0] } }
    var sum: Int128 = 0
    for (row, free) in nodes.enumerated() where free[column] > 0 {
      var useless: Int64 = 0
      for (index, request) in requests.enumerated() {
        let fits =
          freePods[row] > 0 && request.indices.allSatisfy { request[$0] <= max(0, free[$0]) }
        if !fits || request[column] == 0 { useless += shapes.shapes[index].count }
      }
      sum += Int128(free[column]) * Int128(useless)
    }
    return Ratio.rounded(sum, Int128(shapes.total))
  }
}
