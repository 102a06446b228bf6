import Scheduling
import SimulationEngine

/// How far the devices of the cluster are used up and broken up after a pod was first tried.
package struct FragmentationRow: Equatable, Sendable {
  /// When.
  package let time: SimulationTime
  /// How many pods have been tried so far, each once.
  package let arrivals: Int64
  /// Thousandths of devices that those pods ask for, whatever became of them.
  package let arrivedMilli: Int64
  /// The devices of the cluster.
  package let totals: FragmentationLedger.Totals
}
