import ClusterState
import KubernetesObjects
import SimulationEngine

/// Prefers the node, and on it the device, where placing the pod makes the least of what is free
/// useless to the typical pods: fragmentation gradient descent. No profile has it unless it says
/// so.
///
/// Source: "Beware of Fragmentation" (USENIX ATC 2023), section 5.
public struct FragmentationGradient: ScorePlugin {
  /// The name in configurations.
  public static let name = "FragmentationGradient"

  private let measure: FragmentationMeasure

  /// The plugin that goes by `measure`; where that knows no typical pods, all nodes are equal.
  public init(_ measure: FragmentationMeasure) { self.measure = measure }

  /// A hundred times the logistic function of the decrease of fragmentation, in GPUs.
  public func score(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache,
    _ column: inout ScoreColumn
  ) {
    let (wantedCPU, _) = cache.wishes(of: pod)
    let demand = cluster.templates[pod.template].devices
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: DeviceSet.limit) { storage in
      column.fill { best(demand, wantedCPU, on: $0, cache, storage).score }
    }
  }

  /// The device with the best score for a share, the lowest number among equals; whole GPUs are
  /// left to the rule, which takes the lowest numbers as the score does.
  public func devices(
    for pod: PendingPod, on node: NodeID, _ cluster: ClusterState, _ cache: SchedulerCache,
    _ draws: inout RandomStream
  ) -> DeviceSet? {
    guard let demand = cluster.templates[pod.template].devices, demand.isShare else { return nil }
    let (wantedCPU, _) = cache.wishes(of: pod)
    return withUnsafeTemporaryAllocation(of: Int32.self, capacity: DeviceSet.limit) { storage in
      best(demand, wantedCPU, on: node, cache, storage).device.map { DeviceSet([$0]) }
    }
  }

  /// The best score on `node`, and the device of a share that has it.
  private func best(
    _ demand: DeviceDemand?, _ wantedCPU: Int64, on node: NodeID, _ cache: SchedulerCache,
    _ storage: UnsafeMutableBufferPointer<Int32>
  ) -> (score: Int64, device: Int?) {
    let left = cache.devices.left(row: node.row, in: storage)
    let model = cache.labels[node.row][measure.modelKey]
    let free = cache.freeMilliCPU(row: node.row)
    let before = measure.classes(milliCPU: free, left: left, model: model).fragmented
    func score() -> Int64 {
      let after = measure.classes(milliCPU: free - wantedCPU, left: left, model: model).fragmented
      return Self.score((before - after) / 1000)
    }
    guard let demand else { return (score(), nil) }
    guard demand.isShare else {
      var missing = demand.count
      for device in left.indices where left[device] == GPURequest.wholeMilli && missing > 0 {
        left[device] = 0
        missing -= 1
      }
      return (score(), nil)
    }
    var best: (score: Int64, device: Int?) = (0, nil)
    for device in left.indices where left[device] >= demand.milli {
      left[device] -= demand.milli
      let score = score()
      left[device] += demand.milli
      if best.device == nil || score > best.score { best = (score, device) }
    }
    return best
  }

  /// The logistic function first, then the hundredfold, truncated: where nothing changes, exactly
  /// 50.
  static func score(_ decrease: Double) -> Int64 {
    let logistic = 1 / (1 + ExactMath.exp(-decrease))
    return Int64(logistic * 100)
  }
}

extension FragmentationGradient {
  /// What is free on the node and its model decide.
  public func dependence(
    on pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> Dependence { .nodeAndPods }
}
