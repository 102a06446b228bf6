import ClusterState
import SimulationEngine

/// Decides on which node a pod runs: one scheduling cycle at a time, without the queue before it
/// and the binding after it.
///
/// Filters narrow the set of nodes, score plugins rank those that are left, ties are broken, and
/// for a pod that fits nowhere room may be made. Source: `pkg/scheduler/schedule_one.go`,
/// Kubernetes 1.34.
public struct Scheduler: Sendable {
  /// The cluster as the scheduler sees it.
  public var cache: SchedulerCache
  /// The profiles, by one of which a pod is scheduled.
  public var profiles: ContiguousArray<Profile>
  /// Which of several equally good nodes is taken.
  public var tieBreak: TieBreak
  /// The pods for which room was made.
  public var nominations = Nominations()
  /// The place in the node order at which the next search begins.
  public internal(set) var nextStart = 0
  /// Where the search for victims begins: drawn, as in the real scheduler, or at the first node.
  public var preemptionStart: RandomStream?

  /// What plugins draw devices by; whoever runs the scheduler seeds it.
  public var deviceDraws = RandomStream(seed: 0, name: Scheduler.deviceStream)
  /// The name of the stream that devices are drawn by.
  public static let deviceStream = "scheduler/devices"

  /// The time, for what grows old; whoever runs the scheduler sets it before a cycle.
  public var now: SimulationTime = .zero

  /// How decisions are worked out.
  public var evaluation = Evaluation.incremental

  var evaluations = EvaluationStore()
  var scratch = EvaluationScratch()
  var pass = FilterPass()
  var trial = FilterPass()
  var batching = BatchingState()

  /// A scheduler without nodes that decides by `rules`.
  public init(
    _ profiles: ContiguousArray<Profile>, rules: VersionRules = VersionRules(),
    tieBreak: TieBreak = .first
  ) {
    cache = SchedulerCache(rules: rules)
    self.profiles = profiles
    self.tieBreak = tieBreak
  }

  /// The rules by which it decides.
  public var rules: VersionRules { cache.rules }

  /// The place in the node order at which the next search really begins: nodes may have gone since
  /// the last one ended.
  var searchStart: Int { nextStart % max(1, cache.nodeCount) }

  /// The nodes in the order in which the next search comes to them.
  public var searchOrder: ContiguousArray<NodeID> {
    var cache = cache
    let nodes = cache.nodeOrder()
    return ContiguousArray(nodes.dropFirst(searchStart)) + nodes.prefix(searchStart)
  }

  /// Decides where `pod` runs by the profile in place `profile`, and places nothing.
  ///
  /// The cache must know the pod's template (`SchedulerCache.learnTemplates(of:)`).
  public mutating func schedule(
    _ pod: PendingPod, profile index: Int = 0, _ cluster: ClusterState,
    level: RecordingLevel = .decision
  ) -> Decision {
    var record = DecisionRecord()
    return schedule(pod, profile: index, cluster, level: level, &record)
  }

  /// Decides where `pod` runs, and tells in `record` as much as `level` asks for.
  public mutating func schedule(
    _ pod: PendingPod, profile index: Int = 0, _ cluster: ClusterState, level: RecordingLevel,
    _ record: inout DecisionRecord
  ) -> Decision {
    var decision = Decision()
    guard cache.nodeCount > 0 else {
      decision.message = "no nodes available to schedule pods"
      record.message = decision.message
      return decision
    }
    cache.refreshGroups(cluster)
    // Taken out while it is used, so that plugins may change without being copied.
    var profile = Profile()
    swap(&profile, &profiles[index])
    var search = NodeSearch(
      run: FilterRun(
        pod: pod, priority: cache.requirements[pod.template.row].template.priority,
        filters: profile.filters,
        isActive: ContiguousArray(repeating: true, count: profile.filters.count)))
    profile.filters = []
    preFilter(&search, profile, cluster)
    beginBatching(search, profile, place: index)
    expectNode(&search, place: index, cluster, &decision)
    if level == .everything || !search.feasible.isEmpty
      || !decideIncrementally(
        &search, &profile, place: index, cluster, level, &record, &decision)
    {
      decideByFullScan(&search, &profile, cluster, level, &record, &decision)
    }
    if decision.node.isPresent {
      decision.claims = search.run.claimAssignments(on: decision.node, cluster, cache)
      decision.devices = devices(for: pod, on: decision.node, profile, cluster)
    }
    profile.filters = search.run.filters
    swap(&profile, &profiles[index])
    endBatching(place: index, decision)
    return decision
  }

  /// The devices that the first score plugin names that names any.
  private mutating func devices(
    for pod: PendingPod, on node: NodeID, _ profile: Profile, _ cluster: ClusterState
  ) -> DeviceSet {
    guard cluster.templates[pod.template].devices != nil else { return .none }
    for scorer in profile.scorers where scorer.runsScore {
      let chosen = scorer.plugin.devices(for: pod, on: node, cluster, cache, &deviceDraws)
      if let chosen { return chosen }
    }
    return .none
  }

  /// Looks first at the node that the pod was promised, then at the one that batching hints at.
  ///
  /// Source: `findNodesThatFitPod`, Kubernetes 1.34 and 1.36.
  private mutating func expectNode(
    _ search: inout NodeSearch, place index: Int, _ cluster: ClusterState,
    _ decision: inout Decision
  ) {
    guard search.rejection == nil else { return }
    let promised = search.run.pod.nominatedNode
    if promised.isPresent, cache.present.contains(promised),
      search.restriction?.contains(promised) ?? true,
      examineAlone(promised, &search, cluster)
    {
      batching.key = nil
    } else if tryHint(&search, place: index, cluster) != nil {
      decision.usesHint = true
    }
  }

  /// Makes `node` the only feasible one if the pod fits there.
  mutating func examineAlone(
    _ node: NodeID, _ search: inout NodeSearch, _ cluster: ClusterState
  ) -> Bool {
    guard cache.present.contains(node),
      search.run.verdict(on: node, respecting: nominations, &trial, cluster, &cache) == nil
    else { return false }
    search.feasible = [node]
    search.examinedCount = 1
    return true
  }

  /// Decides by asking every plugin about every node that the search comes to.
  private mutating func decideByFullScan(
    _ search: inout NodeSearch, _ profile: inout Profile, _ cluster: ClusterState,
    _ level: RecordingLevel, _ record: inout DecisionRecord, _ decision: inout Decision
  ) {
    search.start = searchStart
    if search.rejection == nil, search.feasible.isEmpty { findFeasible(&search, profile, cluster) }
    decision.feasibleCount = search.feasible.count
    decision.examinedCount = search.examinedCount
    if level == .everything { tell(search, &record, cluster) }
    if search.feasible.isEmpty {
      fail(search, tally(of: search), profile, cluster, level, &record, &decision)
    } else {
      choose(search, &profile, cluster, level, &record, &decision)
    }
  }
}

/// The search for feasible nodes for one pod, and what it found.
struct NodeSearch: Sendable {
  var run: FilterRun
  /// The nodes that a plugin named in advance, and the names of the plugins that did.
  var restriction: NodeSet?
  var restrictingPlugins: [String] = []
  /// What ended the search before any node was looked at.
  var rejection: (plugin: String, status: Status)?
  /// The nodes that passed: by full scan in ascending order of id, else in the order of the search.
  var feasible: ContiguousArray<NodeID> = []
  /// The nodes that were looked at and turned down.
  var rejected = NodeSet()
  var examinedCount = 0
  /// The place in the node order at which the search began.
  var start = 0
  /// Whether the search stopped when enough nodes had passed.
  var isSampled = false

  init(run: FilterRun) { self.run = run }

  /// What holds for nodes that no filter was asked about.
  var absentStatus: Status {
    if let rejection { return rejection.status }
    guard restriction != nil else { return Status(.unschedulableAndUnresolvable) }
    return .unresolvable(
      "node(s) didn't satisfy plugin(s) [\(restrictingPlugins.joined(separator: " "))]")
  }
}
