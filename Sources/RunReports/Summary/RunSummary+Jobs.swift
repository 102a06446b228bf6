import ClusterState
import SimulationEngine

/// What became of the pods that end by themselves and were created within the measuring window; of
/// core-seconds, what lies within it.
///
/// - `jobs.waiting`: pods that are to end, as their restart policy says, and have not.
/// - `jobs.makespan_seconds`: from the first creation to the last end; to the end of the run while
///   any waits.
/// - `jobs.throughput`: ends by the hour of the makespan.
/// - `jobs.slowdown`: turnaround / run time; `jobs.bounded_slowdown` with a run time of 10 s at the
///   least, and never below one.
/// - `jobs.useful_core_seconds`: requests × run time of the pods that succeeded;
///   `jobs.allocated_core_seconds`: requests × time on a node of every pod without a controller;
///   `jobs.goodput_ratio`: the one over the other.
/// - `jobs.lost_core_seconds`: requests × time since the start of those pods that failed or were
///   removed before they ended.
extension RunSummary {
  mutating func addJobs(_ source: ReportSource) {
    let jobs = JobFigures(source)
    guard jobs.ended > 0 || jobs.waiting > 0 || jobs.allocated > 0 else { return }
    count("jobs.ended", jobs.ended, "pods")
    count("jobs.waiting", jobs.waiting, "pods")
    count("jobs.succeeded", jobs.succeeded, "pods")
    count("jobs.failed", jobs.ended - jobs.succeeded, "pods")
    count(
      "jobs.preemptions",
      source.recording.evictions.count {
        $0.cause == .preemption && source.window.contains($0.time)
      }, "pods")
    if let makespan = jobs.makespan(until: source.end) {
      seconds("jobs.makespan_seconds", makespan, openCount: jobs.waiting)
      let hour: Int128 = 3_600_000_000
      if let throughput = Ratio.millionths(Int128(jobs.ended) * hour, of: Int128(makespan)) {
        add("jobs.throughput", .millionths(throughput), "pods/hour")
      }
    }
    addRatios("jobs.slowdown", jobs.slowdowns, waiting: jobs.waiting)
    addRatios("jobs.bounded_slowdown", jobs.boundedSlowdowns, waiting: jobs.waiting)
    addCoreSeconds("jobs.useful_core_seconds", jobs.useful)
    addCoreSeconds("jobs.allocated_core_seconds", jobs.allocated)
    addCoreSeconds("jobs.lost_core_seconds", jobs.lost)
    ratio("jobs.goodput_ratio", Ratio.millionths(jobs.useful, of: jobs.allocated))
  }

  /// Adds the distribution of a ratio. Of what waits nobody knows the ratio: it counts as the
  /// greatest, and what it decides is a lower bound.
  private mutating func addRatios(
    _ metric: String, _ values: ContiguousArray<Int64>, waiting: Int
  ) {
    guard let greatest = values.max() else { return }
    let open = ObservedDuration(microseconds: greatest, isOver: false)
    let known = values.map { ObservedDuration(microseconds: $0) }
    guard let distribution = DurationDistribution(known + Array(repeating: open, count: waiting))
    else { return }
    for figure in [DurationDistribution.Figure.mean, .p50, .p95, .p99, .maximum] {
      add(
        "\(metric).\(figure.rawValue)", .millionths(distribution[figure]), "ratio",
        openCount: distribution.openCount(of: figure))
    }
    count("\(metric).waiting", waiting, "pods")
  }

  /// Adds millicores × microseconds.
  private mutating func addCoreSeconds(_ metric: String, _ area: Int128) {
    add(metric, .millionths(Ratio.rounded(area, 1_000)), "core-seconds")
  }
}

/// The sums over the pods that end by themselves.
private struct JobFigures {
  private(set) var ended = 0
  private(set) var waiting = 0
  private(set) var succeeded = 0
  private(set) var slowdowns: ContiguousArray<Int64> = []
  private(set) var boundedSlowdowns: ContiguousArray<Int64> = []
  /// In millicores × microseconds.
  private(set) var useful: Int128 = 0
  private(set) var allocated: Int128 = 0
  private(set) var lost: Int128 = 0
  private var firstCreation: SimulationTime?
  private var lastEnd: SimulationTime?

  /// From the first creation to the last end in microseconds, or to `end` while any waits; nil if
  /// there is none.
  func makespan(until end: SimulationTime) -> Int64? {
    guard let firstCreation, let last = waiting > 0 ? end : lastEnd else { return nil }
    return (last - firstCreation).microseconds
  }

  init(_ source: ReportSource) {
    for row in 0..<source.cluster.pods.count {
      let pod = source.cluster.pods[PodID(row)]
      guard !pod.owner.isPresent else { continue }
      let requests = source.cluster.templates[pod.template].requests
      addAllocation(of: pod, Int128(requests.milliCPU), source)
      guard source.configuration.measuring == nil || source.window.contains(pod.created) else {
        continue
      }
      if pod.finished.isSet {
        addEnd(of: pod)
      } else if pod.isActive,
        source.cluster.templates[pod.template].restartPolicy != .always
      {
        waiting += 1
        noteCreation(of: pod)
      }
    }
  }

  private mutating func addEnd(of pod: PodRecord) {
    ended += 1
    if pod.phase == .succeeded { succeeded += 1 }
    noteCreation(of: pod)
    lastEnd = max(lastEnd ?? pod.finished, pod.finished)
    guard !pod.isInherited, let run = LatencyStage.span(pod.started, pod.finished),
      let turnaround = LatencyStage.span(pod.created, pod.finished)
    else { return }
    if let slowdown = Ratio.millionths(turnaround, of: run) { slowdowns.append(slowdown) }
    if let bounded = Ratio.millionths(turnaround, of: max(run, 10_000_000)) {
      boundedSlowdowns.append(max(Ratio.one, bounded))
    }
  }

  private mutating func noteCreation(of pod: PodRecord) {
    let created = max(.zero, pod.created)
    firstCreation = min(firstCreation ?? created, created)
  }

  private mutating func addAllocation(
    of pod: PodRecord, _ milliCPU: Int128, _ source: ReportSource
  ) {
    guard pod.scheduled.isSet else { return }
    let left = pod.finished.isSet ? pod.finished : pod.removed.isSet ? pod.removed : source.end
    allocated.add(milliCPU, during: source.window.overlap(pod.scheduled, left))
    guard pod.started.isSet, left >= pod.started else { return }
    let run = source.window.overlap(pod.started, left)
    if pod.phase == .succeeded && pod.finished.isSet {
      useful.add(milliCPU, during: run)
    } else if pod.phase == .failed || pod.removed.isSet {
      lost.add(milliCPU, during: run)
    }
  }
}

extension Int128 {
  /// Adds the area of an amount over microseconds; the sum stays at the end of the range beyond it.
  fileprivate mutating func add(_ amount: Int128, during microseconds: Int64) {
    let (sum, overflow) = addingReportingOverflow(
      amount.multipliedSaturating(by: Int128(microseconds)))
    self = overflow ? .max : sum
  }
}
