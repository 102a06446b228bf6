import ClusterState
import Scheduling

/// The fragmentation of devices, as the scheduler sees them.
extension SchedulerLoop {
  /// Writes down what the devices are like now that `pod` has been tried for the first time.
  mutating func recordFragmentation(after pod: PodID, in world: inout World) {
    guard world.configuration.fragmentationRows != .none,
      world.recording.attemptCounts[pod.row] == 1
    else { return }
    var ledger =
      self.ledger
      ?? FragmentationLedger(
        FragmentationMeasure(
          world.configuration.scheduling.typicalPods, &world.cluster.symbols))
    self.ledger = nil
    ledger.update(view.core.cache, world.cluster.symbols)
    let last = world.recording.fragmentation.last
    let demand = world.cluster.templates[world.cluster.pods[pod].template].devices
    world.recording.fragmentation.append(
      FragmentationRow(
        time: world.now, arrivals: (last?.arrivals ?? 0) + 1,
        arrivedMilli: (last?.arrivedMilli ?? 0) + (demand?.totalMilli ?? 0),
        totals: ledger.totals(view.core.cache)))
    self.ledger = ledger
  }
}
