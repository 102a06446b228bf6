import ClusterState
import SimulationEngine

/// The distributions of every stage: of all pods, and of each group.
struct LatencyDistributions {
  /// The distribution of one stage in one group.
  struct Entry {
    let stage: LatencyStage
    /// `all`, or a dimension and a name: `namespace=default`.
    let group: String
    let distribution: DurationDistribution
  }

  /// By stage, then all, namespaces, workloads, priorities, pools; none where nothing happened.
  private(set) var entries: [Entry] = []
  private var rows: [Key: Int] = [:]

  private struct Key: Hashable {
    let stage: LatencyStage
    let group: String
  }

  /// O(pods) for each stage.
  init(_ source: ReportSource, _ groups: PodGroups) {
    var durations: ContiguousArray<PodDuration> = []
    var lasting: ContiguousArray<PodDuration> = []
    for stage in LatencyStage.allCases {
      durations.removeAll(keepingCapacity: true)
      lasting.removeAll(keepingCapacity: true)
      for row in 0..<source.cluster.pods.count {
        let pod = source.cluster.pods[PodID(row)]
        guard let duration = stage.duration(of: row, pod, source) else { continue }
        let entry = PodDuration(
          microseconds: duration.microseconds, pod: Int32(row), isOver: duration.isOver)
        if duration.isOver { durations.append(entry) } else { lasting.append(entry) }
      }
      // Of equal durations, those come first that are over.
      durations += lasting
      RadixSort.sort(&durations)
      append(stage, "all", ArraySlice(durations.map(\.observed)))
      for dimension in groups.dimensions { append(stage, dimension, durations) }
    }
  }

  /// The distribution of `stage` in `group`; nil if nothing happened there.
  func distribution(_ stage: LatencyStage, group: String = "all") -> DurationDistribution? {
    rows[Key(stage: stage, group: group)].map { entries[$0].distribution }
  }

  /// Deals the durations out to the groups in their order, so that each group's are sorted too.
  private mutating func append(
    _ stage: LatencyStage, _ dimension: PodGroups.Dimension,
    _ durations: ContiguousArray<PodDuration>
  ) {
    var starts = [Int](repeating: 0, count: dimension.names.count + 1)
    for duration in durations {
      let group = Int(dimension.members[Int(duration.pod)])
      if group >= 0 { starts[group + 1] += 1 }
    }
    for group in 1..<starts.count { starts[group] += starts[group - 1] }
    var next = starts
    var dealt = [ObservedDuration](
      repeating: ObservedDuration(microseconds: 0), count: starts[starts.count - 1])
    for duration in durations {
      let group = Int(dimension.members[Int(duration.pod)])
      guard group >= 0 else { continue }
      dealt[next[group]] = duration.observed
      next[group] += 1
    }
    for (group, name) in dimension.names.enumerated() {
      append(stage, "\(dimension.key)=\(name)", dealt[starts[group]..<starts[group + 1]])
    }
  }

  private mutating func append(
    _ stage: LatencyStage, _ group: String, _ sorted: ArraySlice<ObservedDuration>
  ) {
    guard let distribution = DurationDistribution(sorted: sorted) else { return }
    rows[Key(stage: stage, group: group)] = entries.count
    entries.append(Entry(stage: stage, group: group, distribution: distribution))
  }
}
