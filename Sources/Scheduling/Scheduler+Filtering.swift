import ClusterState

/// PreFilter and Filter.
extension Scheduler {
  /// Lets every filter prepare for the pod.
  ///
  /// Source: `frameworkImpl.RunPreFilterPlugins`, Kubernetes 1.34: what no eviction cures ends it
  /// at once, what one might cure is remembered.
  mutating func preFilter(
    _ search: inout NodeSearch, _ profile: Profile, _ cluster: ClusterState
  ) {
    for index in profile.preFilterOrder where search.run.filters[index].runsPreFilter {
      let name = search.run.filters[index].name
      let pod = search.run.pod
      switch search.run.filters[index].plugin.preFilter(pod, cluster, &cache) {
      case .proceed: break
      case .skip: search.run.isActive[index] = false
      case .rejected(let status):
        search.rejection = (name, status)
        if status.code == .unschedulableAndUnresolvable { return }
      case .restrict(let nodes):
        search.restrictingPlugins.append(name)
        search.restrictingPlugins.sort()
        if search.restriction == nil {
          search.restriction = nodes
        } else {
          search.restriction?.formIntersection(nodes)
        }
      }
    }
  }

  /// Looks for feasible nodes among all.
  ///
  /// Source: `findNodesThatPassFilters`, Kubernetes 1.34.
  mutating func findFeasible(
    _ search: inout NodeSearch, _ profile: Profile, _ cluster: ClusterState
  ) {
    var candidates = cache.present
    if let restriction = search.restriction { candidates.formIntersection(restriction) }
    let candidateCount = search.restriction == nil ? cache.nodeCount : candidates.count
    var wanted = profile.nodesToFind(among: candidateCount)
    if !profile.ranksNodes && !profile.findsAllUnranked { wanted = 1 }
    if wanted >= candidateCount {
      examine(candidates, &search, cluster, checksAll: profile.checksAllFilters)
      search.examinedCount = candidateCount
    } else {
      search.isSampled = true
      examine(inOrderAmong: candidates, until: wanted, &search, cluster)
    }
    if search.isSampled { search.feasible.sort() }
    nextStart = (nextStart + search.feasible.count + search.rejected.count) % cache.nodeCount
  }

  /// Asks about all of `nodes` at once.
  private mutating func examine(
    _ nodes: NodeSet, _ search: inout NodeSearch, _ cluster: ClusterState, checksAll: Bool
  ) {
    pass.start(over: nodes, capacity: cache.rowCount, checksAll: checksAll)
    search.run.filter(&pass, cluster, cache)
    respectNominations(nodes, search.run, cluster)
    var rejected = nodes
    rejected.subtract(pass.feasible)
    search.rejected.formUnion(rejected)
    search.feasible = pass.feasible.members
  }

  /// Asks about nodes in the scheduler's order until more than `wanted` have passed; the surplus
  /// one is dropped.
  ///
  /// Whole chunks are asked at once; what lies beyond the end of the search is forgotten.
  private mutating func examine(
    inOrderAmong candidates: NodeSet, until wanted: Int, _ search: inout NodeSearch,
    _ cluster: ClusterState
  ) {
    var order = cache.nodeOrder()
    if search.restriction != nil { order = order.filter { candidates.contains($0) } }
    var position = 0
    while position < order.count {
      let size = min(max(wanted + 1 - search.feasible.count, 16), order.count - position)
      var chunk = NodeSet(capacity: cache.rowCount)
      for offset in position..<(position + size) {
        chunk.insert(order[(nextStart + offset) % order.count])
      }
      pass.start(over: chunk, capacity: cache.rowCount)
      search.run.filter(&pass, cluster, cache)
      respectNominations(chunk, search.run, cluster)
      for offset in position..<(position + size) {
        let node = order[(nextStart + offset) % order.count]
        search.examinedCount += 1
        if !pass.feasible.contains(node) {
          search.rejected.insert(node)
        } else if search.feasible.count < wanted {
          search.feasible.append(node)
        } else {
          return
        }
      }
      position += size
    }
  }

  /// Turns down nodes that would be too full with the pods they are promised to.
  private mutating func respectNominations(
    _ nodes: NodeSet, _ run: FilterRun, _ cluster: ClusterState
  ) {
    guard !nominations.entries.isEmpty else { return }
    var seen = NodeSet()
    for entry in nominations.entries
    where nodes.contains(entry.node) && !seen.contains(entry.node) {
      seen.insert(entry.node)
      let verdict = run.verdictWithPromised(on: entry.node, nominations, &trial, cluster, &cache)
      if let verdict { pass.overrule(entry.node, verdict) }
    }
  }
}

extension Profile {
  /// How many feasible nodes end the search among `count` nodes.
  ///
  /// Source: `numFeasibleNodesToFind`, Kubernetes 1.34.
  public func nodesToFind(among count: Int) -> Int {
    guard count >= 100 else { return count }
    var percentage = percentageOfNodesToScore
    if percentage == 0 { percentage = max(50 - count / 125, 5) }
    guard percentage < 100 else { return count }
    return max(count * percentage / 100, 100)
  }
}
