import SimulationEngine

/// One pod of a target, as the calculation of replicas sees it.
package struct MeasuredPod: Hashable, Sendable {
  /// Whether the pod counts at all: not failed, not being deleted.
  package var isIgnored = false
  /// Whether the pod waits for a node or for its first container.
  package var isPending = false
  /// Whether its condition `Ready` is true.
  package var isReady = true
  /// `status.startTime`; unset before the kubelet has seen the pod.
  package var startTime: SimulationTime
  /// The last transition of its condition `Ready`.
  package var readyTransition: SimulationTime
  /// What the pod requests, in thousandths of the resource's unit.
  package var request: Int64
  /// What was measured; nil where nothing was.
  package var metric: Measurement?

  /// A value with the span over which it was measured.
  package struct Measurement: Hashable, Sendable {
    /// In thousandths.
    package var milliValue: Int64
    /// When it was measured.
    package var time: SimulationTime
    /// Over how long before.
    package var window: SimulationDuration

    /// A value that was measured at `time`.
    package init(milliValue: Int64, time: SimulationTime, window: SimulationDuration) {
      self.milliValue = milliValue
      self.time = time
      self.window = window
    }
  }

  /// A ready pod of which nothing was measured.
  package init(startTime: SimulationTime, readyTransition: SimulationTime, request: Int64) {
    self.startTime = startTime
    self.readyTransition = readyTransition
    self.request = request
  }
}

/// The pods of a target by what their measurements are worth.
///
/// Source: `groupPods`, `pkg/controller/podautoscaler/replica_calculator.go`, Kubernetes 1.20 to
/// 1.36.
struct PodGroups {
  /// The sum of what the counted pods use, and how many they are.
  private(set) var counted = UsageSum()
  /// Pods that are not up yet.
  private(set) var unready = UsageSum()
  /// Pods of which nothing was measured.
  private(set) var missing = UsageSum()

  /// The groups of `pods`; processor time alone tells pods that are warming up from others.
  init(
    _ pods: ContiguousArray<MeasuredPod>, isCPU: Bool, settings: AutoscalerSettings,
    at now: SimulationTime
  ) {
    for pod in pods where !pod.isIgnored {
      if pod.isPending {
        unready.add(request: pod.request)
      } else if let metric = pod.metric {
        if isCPU, Self.isWarmingUp(pod, metric, settings, at: now) {
          unready.add(request: pod.request)
        } else {
          counted.add(request: pod.request, use: metric.milliValue)
        }
      } else {
        missing.add(request: pod.request)
      }
    }
  }

  /// Whether what a pod uses tells nothing yet.
  private static func isWarmingUp(
    _ pod: MeasuredPod, _ metric: MeasuredPod.Measurement, _ settings: AutoscalerSettings,
    at now: SimulationTime
  ) -> Bool {
    guard pod.startTime.isSet else { return true }
    if pod.startTime.addingSaturating(settings.cpuInitializationPeriod) > now {
      // Since the last change of readiness a whole window must have been measured.
      return !pod.isReady
        || metric.time < pod.readyTransition.addingSaturating(metric.window)
    }
    // A pod that has been ready before counts although it is not now.
    return !pod.isReady
      && pod.startTime.addingSaturating(settings.initialReadinessDelay) > pod.readyTransition
  }
}

/// What some pods request and use together. Sums have 128 bits: no number of pods overflows them.
struct UsageSum: Hashable {
  private(set) var count: Int64 = 0
  private(set) var request: Int128 = 0
  private(set) var use: Int128 = 0

  mutating func add(request: Int64, use: Int64 = 0) {
    count += 1
    self.request += Int128(request)
    self.use += Int128(use)
  }

  /// These pods and `others`, which use `use` together.
  func with(_ others: UsageSum, using use: Int128) -> UsageSum {
    var sum = self
    sum.count += others.count
    sum.request += others.request
    sum.use += use
    return sum
  }
}
