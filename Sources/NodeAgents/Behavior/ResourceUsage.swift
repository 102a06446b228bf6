import SimulationEngine

/// How much of a resource a running pod uses.
package enum ResourceUsage: Hashable, Sendable {
  /// A share of what the pod requests, in millionths.
  case ofRequest(millionths: Int64)
  /// An amount: millicores of cpu, bytes of memory.
  case constant(Int64)
  /// A share of what the pod requests, in millionths, that changes with time.
  case ofRequestOverTime(UsageCurve)
  /// An amount that changes with time.
  case overTime(UsageCurve)
  /// Nobody has measured it: it counts as nothing, and the metrics API has no reading.
  case unknown

  /// The amount used at `instant` by a pod that requests `request`, in the unit of the request.
  package func amount(request: Int64, at instant: UsageInstant) -> Int64 {
    switch self {
    case .ofRequest(let millionths): Self.share(millionths, of: request)
    case .ofRequestOverTime(let curve): Self.share(curve.amount(at: instant), of: request)
    case .constant(let amount): amount
    case .overTime(let curve): curve.amount(at: instant)
    case .unknown: 0
    }
  }

  /// When the amount may next change; nil for never again.
  package func nextChange(after instant: UsageInstant) -> SimulationTime? {
    switch self {
    case .ofRequest, .constant, .unknown: nil
    case .ofRequestOverTime(let curve), .overTime(let curve): curve.nextChange(after: instant)
    }
  }

  /// So many millionths of `amount`.
  package static func share(_ millionths: Int64, of amount: Int64) -> Int64 {
    let (product, overflow) = amount.multipliedReportingOverflow(by: millionths)
    return overflow ? amount / 1_000_000 * millionths : product / 1_000_000
  }
}
