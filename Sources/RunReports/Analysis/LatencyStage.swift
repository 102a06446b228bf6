import ClusterSimulation
import ClusterState
import SimulationEngine

/// A stretch of a pod's life whose distribution is reported.
///
/// A stretch that has begun and not ended counts with the time that it has lasted so far. One that
/// the deletion or the failure of its pod cut off counts with the time that it had lasted by then:
/// nobody waited less because the pod was given up. Both are lower bounds.
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
  /// From the start to the end of a pod that ended by itself, or is to.
  case run
  /// From the creation to the end of a pod that ended by itself, or is to.
  case turnaround
  /// From the request to delete a placed pod to its removal.
  case terminate

  /// What the reference says of it.
  var meaning: String {
    switch self {
    case .queueWait: "From the creation to the first attempt to place the pod."
    case .scheduling: "From the creation to the binding."
    case .recordedWait:
      "From the creation to the binding in the cluster that a trace was recorded "
        + "in."
    case .e2eScheduling:
      "From the first entry into the scheduling queue to the binding, over all "
        + "attempts."
    case .imagePull: "From the beginning of the first image pull to the end of the last one."
    case .startup: "From the creation to phase Running."
    case .startupSLI:
      "startup without the image pull, of pods that were placed at the first attempt and "
        + "have no init containers: what the official objective counts, p99 at most 5 s."
    case .ready: "From the creation to the first readiness."
    case .wait: "From the creation of a pod that no controller keeps to its start."
    case .run: "From the start to the end of a pod that ended by itself, or is to."
    case .turnaround: "From the creation to the end of a pod that ended by itself, or is to."
    case .terminate: "From the request to delete a placed pod to its removal."
    }
  }

  /// The stretch of a pod; nil if it has not begun, or if nothing waited for its end.
  func duration(of row: Int, _ pod: PodRecord, _ source: ReportSource) -> ObservedDuration? {
    let begin = begin(of: row, pod, source)
    // What began before the run is not the run's; what began outside the window is not measured.
    guard begin.isSet, begin >= .zero, source.window.contains(begin) else { return nil }
    let end = end(of: row, pod, source)
    let seen = end.isSet ? end : lastSeen(pod, source)
    guard end.isSet || isAwaited(by: pod, source), let whole = Self.span(begin, seen) else {
      return nil
    }
    let counted = whole - (self == .startupSLI ? pull(of: row, pod, until: seen, source) : 0)
    return ObservedDuration(microseconds: max(0, counted), isOver: end.isSet)
  }

  private func begin(of row: Int, _ pod: PodRecord, _ source: ReportSource) -> SimulationTime {
    switch self {
    case .queueWait, .scheduling, .recordedWait, .startup, .ready, .turnaround: pod.created
    case .e2eScheduling: source.recording.queued(row)
    case .imagePull: firstPull(of: row, pod, source)
    case .startupSLI:
      source.cluster.templates[pod.template].initContainerCount == 0
        && source.recording.attemptCount(row) == 1 ? pod.created : .unset
    case .wait: pod.owner == .absent ? pod.created : .unset
    case .run: pod.started
    case .terminate: pod.scheduled.isSet ? pod.deletionRequested : .unset
    }
  }

  private func end(of row: Int, _ pod: PodRecord, _ source: ReportSource) -> SimulationTime {
    switch self {
    case .queueWait: source.recording.firstAttempt(row)
    case .scheduling, .e2eScheduling: pod.scheduled
    case .recordedWait: source.recording.recordedBinding(row)
    case .imagePull: pod.imagePulled
    case .startup, .startupSLI, .wait: pod.started
    case .ready: pod.firstReady
    case .run, .turnaround: pod.finished
    case .terminate: pod.removed
    }
  }

  /// Until when a stretch without an end was there to be seen: until the run ended, or until the
  /// pod was on its way out or had ended.
  private func lastSeen(_ pod: PodRecord, _ source: ReportSource) -> SimulationTime {
    if self == .terminate { return source.end }
    var seen = source.end
    if pod.deletionRequested.isSet { seen = min(seen, pod.deletionRequested) }
    if pod.finished.isSet { seen = min(seen, pod.finished) }
    return seen
  }

  /// Whether the end of a stretch that has begun and not ended was waited for.
  private func isAwaited(by pod: PodRecord, _ source: ReportSource) -> Bool {
    switch self {
    case .recordedWait: false
    case .terminate: !pod.isRemoved
    case .queueWait, .scheduling, .e2eScheduling: !pod.node.isPresent
    case .startupSLI: pod.node.isPresent
    case .imagePull, .startup, .wait: !pod.started.isSet
    // A pod that has done its work needed no readiness.
    case .ready: pod.phase != .succeeded
    case .run, .turnaround: source.cluster.templates[pod.template].restartPolicy != .always
    }
  }

  /// When the first pull began for which the pod had to wait before it started.
  ///
  /// A container that starts again may pull anew: that delays no start.
  private func firstPull(
    of row: Int, _ pod: PodRecord, _ source: ReportSource
  ) -> SimulationTime {
    let start = source.recording.pullStart(row)
    return pod.started.isSet && start > pod.started ? .unset : start
  }

  /// For how long the image of a pod was pulled before it started, in microseconds.
  private func pull(
    of row: Int, _ pod: PodRecord, until seen: SimulationTime, _ source: ReportSource
  ) -> Int64 {
    Self.span(
      firstPull(of: row, pod, source), pod.imagePulled.isSet ? pod.imagePulled : seen) ?? 0
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
