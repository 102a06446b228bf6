import SimulationEngine

/// What runs inside a pod, as far as a cluster can tell: how long it takes to get ready, how long
/// it runs, how it ends, how fast it stops and what it uses.
///
/// Durations are drawn from the stream `<purpose>/<namespace>/<pod>`, so that two policies compared
/// under one seed see the same pods.
public struct PodBehavior: Sendable {
  /// From the start of the last container to readiness; nil means ready at once.
  public var startup: Distribution?
  /// From the start of a container to its exit; nil means that it runs until it is stopped.
  public var runtime: Distribution?
  /// How many runs in a million end with `failureExitCode` instead of 0.
  public var failuresPerMillion: Int64 = 0
  /// The exit code of a run that fails.
  public var failureExitCode: Int32 = 1
  /// From the signal to stop to the exit; nil means at once. Cut off by the grace period.
  public var shutdown: Distribution?
  /// Use of processor time, in millicores.
  public var cpuUsage: ResourceUsage = .ofRequest(millionths: 1_000_000)
  /// Use of memory, in bytes.
  public var memoryUsage: ResourceUsage = .ofRequest(millionths: 1_000_000)

  /// A pod that is ready at once, runs and stops when told to, and uses what it requests.
  public init() {}
}

/// How much of a resource a running pod uses.
public enum ResourceUsage: Hashable, Sendable {
  /// A share of what the pod requests, in millionths.
  case ofRequest(millionths: Int64)
  /// An amount: millicores of cpu, bytes of memory.
  case constant(Int64)

  /// The amount used by a pod that requests `request`, in the same unit.
  public func amount(request: Int64) -> Int64 {
    switch self {
    case .ofRequest(let millionths):
      let (product, overflow) = request.multipliedReportingOverflow(by: millionths)
      return overflow ? request / 1_000_000 * millionths : product / 1_000_000
    case .constant(let amount): return amount
    }
  }
}
