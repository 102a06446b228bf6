import NodeAgents
import SimulationEngine

/// What pods use from an instant on, in the place of what their behavior says.
package struct LoadChange: Sendable {
  /// How the use of one resource changes.
  package enum Change: Hashable, Sendable {
    /// As often as much as the behavior says, in millionths.
    case factor(millionths: Int64)
    /// Something else than the behavior says.
    case usage(ResourceUsage)
    /// An equal part of a total, for each pod of the target that runs.
    case shared(ResourceUsage)

    /// What is used at `instant` by a pod that requests `request` and of which the behavior says
    /// `usual`; it is number `rank` of `count` pods that share a total.
    func amount(
      usual: Int64, request: Int64, rank: Int, of count: Int, at instant: UsageInstant
    ) -> Int64 {
      switch self {
      case .shared(let usage):
        let total = usage.amount(request: 0, at: instant)
        // What does not divide evenly falls to the oldest.
        return total / Int64(count) + (Int64(rank) < total % Int64(count) ? 1 : 0)
      case .factor(let millionths): return ResourceUsage.share(millionths, of: usual)
      case .usage(let usage): return usage.amount(request: request, at: instant)
      }
    }

    /// When the amount may next change, other than with what the behavior says.
    func nextChange(after instant: UsageInstant) -> SimulationTime? {
      switch self {
      case .shared(let usage), .usage(let usage): usage.nextChange(after: instant)
      case .factor: nil
      }
    }
  }

  /// The change of processor time; nil leaves it as it is.
  package var cpu: Change?
  /// The change of memory; nil leaves it as it is.
  package var memory: Change?

  /// Whether pods share a total.
  var isShared: Bool {
    for change in [cpu, memory] { if case .shared? = change { return true } }
    return false
  }

  /// No change.
  package init() {}
}
