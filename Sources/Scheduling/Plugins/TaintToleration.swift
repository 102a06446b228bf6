import ClusterState

/// Turns down nodes with a taint that the pod does not tolerate, and prefers nodes with few soft
/// ones.
public struct TaintToleration: FilterPlugin, ScorePlugin {
  /// The name in configurations.
  public static let name = "TaintToleration"

  private let namesTaint: Bool

  /// The plugin; with `namesTaint` its reason names the taint, as up to 1.34.
  public init(namesTaint: Bool = true) { self.namesTaint = namesTaint }

  /// Judges each different list of taints once.
  ///
  /// The detail names the first taint that is not tolerated by the symbols of key and value.
  /// Source: `TaintToleration.Filter`, Kubernetes 1.34.
  public func filter(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache, _ pass: inout FilterPass
  ) {
    let tolerations = cache.requirements[pod.template.row].tolerations
    let taints = cache.taints
    let rejections = taints.lists.map { list -> Rejection? in
      guard let index = tolerations.firstUntolerated(list) else { return nil }
      let key = UInt64(UInt32(bitPattern: list[index].key.index))
      let value = UInt64(UInt32(bitPattern: list[index].value.index))
      return .unresolvable(key << 32 | value)
    }
    guard rejections.contains(where: { $0 != nil }) else { return }
    pass.retain { rejections[taints.number(row: $0.row)] }
  }

  /// Names the taint, or says that there is one.
  public func reasons(for detail: UInt64, in cluster: ClusterState) -> [String] {
    guard namesTaint else { return ["node(s) had untolerated taint(s)"] }
    let (key, value) = Self.taint(of: detail, in: cluster)
    return ["node(s) had untolerated taint {\(key): \(value)}"]
  }

  /// The key and the value of the taint that a rejection is about.
  static func taint(of detail: UInt64, in cluster: ClusterState) -> (key: String, value: String) {
    (
      cluster.symbols[Symbol(Int(detail >> 32))],
      cluster.symbols[Symbol(Int(detail & 0xFFFF_FFFF))]
    )
  }

  /// Counts the soft taints that the pod does not tolerate.
  ///
  /// Source: `TaintToleration.Score`, Kubernetes 1.34.
  public func score(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache,
    _ column: inout ScoreColumn
  ) {
    let tolerations = cache.requirements[pod.template.row].tolerations.filter {
      $0.effect == nil || $0.effect == .preferNoSchedule
    }
    let taints = cache.taints
    let counts = taints.lists.map { list in
      Int64(
        list.count { taint in
          taint.effect == .preferNoSchedule && !tolerations.contains { $0.tolerates(taint) }
        })
    }
    guard counts.contains(where: { $0 > 0 }) else { return }
    column.fill { counts[taints.number(row: $0.row)] }
  }

  /// The fewer, the better.
  public func normalize(_ column: inout ScoreColumn, maximum: Int64, _ cache: SchedulerCache) {
    column.normalize(to: maximum, reversed: true)
  }
}

extension TaintToleration {
  /// Taints are part of the node.
  public func dependence(
    on pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> Dependence { .node }
}
