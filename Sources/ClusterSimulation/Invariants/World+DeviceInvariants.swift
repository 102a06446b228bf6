import ClusterState
import KubernetesObjects
import SimulationEngine

/// Every device carries what its pods take of it, one whole or shares, and never more than it has.
extension World {
  func verifyDevices() throws(InvariantViolation) {
    for row in cluster.nodes.indices {
      var holding = DeviceHolding(node: NodeID(row))
      var pods: ContiguousArray<PodID> = []
      cluster.pods.forEach(on: NodeID(row)) { pods.append($0) }
      for pod in pods where !cluster.pods[pod].phase.isTerminal {
        let record = cluster.pods[pod]
        holding.add(record.devices, cluster.templates[record.template].devices)
      }
      try compare(holding, with: cluster.devices, of: "the API server")
      if let number = holding.mixed {
        throw violation(
          describe(NodeID(row)), "has device \(number) in hands beside a whole claim")
      }
    }
  }

  fileprivate func compare(
    _ holding: DeviceHolding, with columns: borrowing DeviceColumns, of owner: String
  ) throws(InvariantViolation) {
    let row = holding.node.row
    let isTruth = owner == "the API server"
    for number in 0..<columns.count(row: row) {
      let taken = columns.taken(number, row: row)
      guard taken == holding.taken[number] else {
        throw violation(
          describe(holding.node),
          "has \(taken) thousandths of device \(number) taken for \(owner); its pods take "
            + "\(holding.taken[number])")
      }
      // The scheduler may not know yet that the API server has given a pod another device.
      guard !isTruth || taken <= GPURequest.wholeMilli else {
        throw violation(
          describe(holding.node), "has \(taken) thousandths of device \(number) taken")
      }
    }
    guard columns.sharedCount(row: row) == holding.sharedCount else {
      throw violation(
        describe(holding.node),
        "has other devices with shares for \(owner) than its pods make")
    }
  }
}

extension SchedulerLoop {
  /// The scheduler's devices carry what its pods take of them.
  func verifyDevices(in world: borrowing World) throws(InvariantViolation) {
    let cache = view.core.cache
    for row in 0..<cache.rowCount {
      var holding = DeviceHolding(node: NodeID(row))
      var requested: Int64 = 0
      for placed in cache.pods[row] {
        let template = world.cluster.templates[placed.template]
        holding.add(placed.devices, template.devices)
        if let demand = template.devices, !demand.isShare { requested += demand.count }
      }
      try world.compare(holding, with: cache.devices, of: "the scheduler")
      guard let gpu = world.cluster.resources.find(ResourceName.gpu.rawValue) else { continue }
      guard cache.requested.amount(of: gpu, row: row) == requested + holding.sharedCount else {
        throw world.violation(
          world.describe(NodeID(row)),
          "has other GPUs requested for the scheduler than its pods take")
      }
    }
  }
}

/// What pods take of the devices of a node, summed one by one.
private struct DeviceHolding {
  let node: NodeID
  var taken = [Int64](repeating: 0, count: DeviceSet.limit)
  private var shares = [Int](repeating: 0, count: DeviceSet.limit)
  private var wholes = [Int](repeating: 0, count: DeviceSet.limit)

  init(node: NodeID) { self.node = node }

  /// How many devices carry shares.
  var sharedCount: Int64 { Int64(shares.count { $0 > 0 }) }

  /// A device that a pod has whole and that is not its alone.
  var mixed: Int? { wholes.indices.first { wholes[$0] + (shares[$0] > 0 ? 1 : 0) > 1 } }

  mutating func add(_ devices: DeviceSet, _ demand: DeviceDemand?) {
    guard let demand else { return }
    for number in devices.numbers {
      taken[number] += Int64(demand.milli)
      if demand.isShare { shares[number] += 1 } else { wholes[number] += 1 }
    }
  }
}
