import NodeAgents

/// What pods use from an instant on, in the place of what their behavior says.
package struct LoadChange: Sendable {
  /// How the use of one resource changes.
  package enum Change: Hashable, Sendable {
    /// As often as much as the behavior says, in millionths.
    case factor(millionths: Int64)
    /// Something else than the behavior says.
    case usage(ResourceUsage)
    /// An equal part of a total, for each pod of the target that runs.
    case shared(Int64)

    /// What is used by a pod that requests `request` and of which the behavior says `usual`; it is
    /// number `rank` of `count` pods that share a total.
    func amount(usual: Int64, request: Int64, rank: Int, of count: Int) -> Int64 {
      switch self {
      case .shared(let total):
        // What does not divide evenly falls to the oldest.
        total / Int64(count) + (Int64(rank) < total % Int64(count) ? 1 : 0)
      case .factor(let millionths):
        ResourceUsage.ofRequest(millionths: millionths).amount(request: usual)
      case .usage(let usage): usage.amount(request: request)
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
