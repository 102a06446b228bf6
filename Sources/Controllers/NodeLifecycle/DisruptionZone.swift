import ClusterState
import SimulationEngine

/// One zone as the node controller sees it: how many of its nodes are ready, and which wait for a
/// `NoExecute` taint.
struct DisruptionZone: Sendable {
  let region: Symbol
  let zone: Symbol
  private var ready = 0
  private var notReady = 0
  private var waiting: ContiguousArray<NodeID> = []
  private var rateThousandths: Int64
  private var limiter: TokenBucket

  init(region: Symbol, zone: Symbol, settings: NodeLifecycleSettings) {
    self.region = region
    self.zone = zone
    rateThousandths = settings.nodeEvictionRateThousandths
    limiter = TokenBucket(thousandthsPerSecond: rateThousandths, burst: 1)
  }

  /// How many nodes the last pass counted.
  var nodeCount: Int { ready + notReady }

  mutating func beginPass() {
    ready = 0
    notReady = 0
  }

  mutating func count(isReady: Bool) {
    if isReady { ready += 1 } else { notReady += 1 }
  }

  func state(_ settings: NodeLifecycleSettings.Zones) -> ZoneState {
    ZoneState(ready: ready, notReady: notReady, zones: settings)
  }

  /// Takes over a rate. The limiter starts anew only when the rate changes, and then without a
  /// token if the old one had none; a rate of zero never has one.
  ///
  /// Source: `SwapLimiter` of `pkg/controller/nodelifecycle/scheduler/rate_limited_queue.go`,
  /// Kubernetes 1.5 to 1.34.
  mutating func setRate(thousandths: Int64, at now: SimulationTime) {
    guard thousandths != rateThousandths else { return }
    let hadToken = rateThousandths > 0 && limiter.tryTake(at: now)
    rateThousandths = thousandths
    guard thousandths > 0 else { return }
    limiter = TokenBucket(thousandthsPerSecond: thousandths, burst: 1)
    if !hadToken { _ = limiter.take(at: now) }
  }

  mutating func queue(_ node: NodeID) { waiting.append(node) }

  mutating func remove(_ node: NodeID) { waiting.removeAll { $0 == node } }

  mutating func clear() { waiting.removeAll(keepingCapacity: true) }

  /// The next node that may be tainted at `now`, which then waits no more.
  mutating func take(at now: SimulationTime) -> NodeID? {
    guard rateThousandths > 0, !waiting.isEmpty, limiter.tryTake(at: now) else { return nil }
    return waiting.removeFirst()
  }

  /// When the next node may be tainted; nil if none waits or the zone's rate is zero.
  func nextTime(at now: SimulationTime) -> SimulationTime? {
    guard rateThousandths > 0, !waiting.isEmpty else { return nil }
    var next = limiter
    return next.take(at: now)
  }
}
