import ClusterSimulation
import ClusterState
import SimulationEngine

/// A stretch of a pod's life whose distribution is reported.
enum LatencyStage: String, CaseIterable {
  /// From the creation to the first attempt to place the pod.
  case queueWait = "queue_wait"
  /// From the creation to the binding.
  case scheduling
  /// From the creation to the binding in the cluster that a trace was recorded in.
  case recordedWait = "recorded_wait"
  /// From the first entry into the scheduling queue to the binding, over all attempts.
  case e2eScheduling = "e2e_scheduling"
  /// From the beginning of the first image pull to the end of the last one.
  case imagePull = "image_pull"
  /// From the creation to phase `Running`.
  case startup
  /// The same without the image pull, of pods that were placed at the first attempt and have no
  /// init containers: what the official objective counts, p99 at most 5 s.
  case startupSLI = "startup_sli"
  /// From the creation to the first readiness.
  case ready
  /// From the creation of a pod that no controller keeps to its start.
  case wait
  /// From the start to the end of a pod that ended by itself.
  case run
  /// From the creation to the end of a pod that ended by itself.
  case turnaround
  /// From the request to delete a placed pod to its removal.
  case terminate

  /// The stretch of a pod in microseconds; nil if it did not happen.
  func duration(of row: Int, _ pod: PodRecord, _ source: ReportSource) -> Int64? {
    switch self {
    case .queueWait: Self.span(pod.created, source.recording.firstAttempt(row))
    case .scheduling: Self.span(pod.created, pod.scheduled)
    case .recordedWait: Self.span(pod.created, source.recording.recordedBinding(row))
    case .e2eScheduling: Self.span(source.recording.queued(row), pod.scheduled)
    case .imagePull: Self.span(source.recording.pullStart(row), pod.imagePulled)
    case .startup: Self.span(pod.created, pod.started)
    case .startupSLI: Self.startupObjective(row, pod, source)
    case .ready: Self.span(pod.created, pod.firstReady)
    case .wait: pod.owner == .absent ? Self.span(pod.created, pod.started) : nil
    case .run: Self.span(pod.started, pod.finished)
    case .turnaround: Self.span(pod.created, pod.finished)
    case .terminate:
      pod.scheduled.isSet ? Self.span(pod.deletionRequested, pod.removed) : nil
    }
  }

  private static func startupObjective(
    _ row: Int, _ pod: PodRecord, _ source: ReportSource
  ) -> Int64? {
    guard source.recording.attemptCount(row) == 1, let whole = span(pod.created, pod.started),
      source.cluster.templates[pod.template].pod.spec.initContainers.isEmpty
    else { return nil }
    guard pod.imagePulled.isSet, pod.imagePulled <= pod.started else { return whole }
    return whole - (span(source.recording.pullStart(row), pod.imagePulled) ?? 0)
  }

  /// The microseconds from one instant to a later one; nil if either did not come.
  static func span(_ from: SimulationTime, _ to: SimulationTime) -> Int64? {
    from.isSet && to.isSet && to >= from ? (to - from).microseconds : nil
  }
}

/// What the recording keeps by row of the pod table; nothing for pods that never came so far.
extension Recording {
  func attemptCount(_ row: Int) -> Int32 { row < attemptCounts.count ? attemptCounts[row] : 0 }

  func firstAttempt(_ row: Int) -> SimulationTime {
    row < firstAttempts.count ? firstAttempts[row] : .unset
  }

  func queued(_ row: Int) -> SimulationTime {
    row < firstQueued.count ? firstQueued[row] : .unset
  }

  func recordedBinding(_ row: Int) -> SimulationTime {
    row < recordedBindings.count ? recordedBindings[row] : .unset
  }

  func pullStart(_ row: Int) -> SimulationTime {
    row < pullStarts.count ? pullStarts[row] : .unset
  }
}
