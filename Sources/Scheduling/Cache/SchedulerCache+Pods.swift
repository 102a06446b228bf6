import ClusterState
import SimulationEngine

extension SchedulerCache {
  /// Counts `pod` on `node`: assumed when the scheduler decides, or bound by someone else.
  public mutating func addPod(_ pod: PlacedPod, on node: NodeID) {
    guard node.row < rowCount else { return }
    touch(node)
    pods[node.row].append(takingDevices(pod, on: node))
    lowestPriorities[node.row] = min(lowestPriorities[node.row], pod.priority)
    count(pod, on: node, sign: 1)
    for port in requirements[pod.template.row].template.hostPorts
    where !usedPorts[node.row].contains(port) {
      usedPorts[node.row].append(port)
    }
  }

  /// Whether any node has a pod of lower priority than `priority`.
  func hasPods(below priority: Int32) -> Bool { lowestPriorities.contains { $0 < priority } }

  /// Stops counting `pod` on `node`; returns it, or nil if it was not there.
  ///
  /// The last pod of the list takes the place of the removed one, as in the real cache: the order
  /// decides which of two equally important pods preemption spares.
  @discardableResult
  public mutating func removePod(_ pod: PodID, from node: NodeID) -> PlacedPod? {
    guard node.row < rowCount, let index = pods[node.row].firstIndex(where: { $0.pod == pod })
    else { return nil }
    touch(node)
    let removed = pods[node.row][index]
    pods[node.row].swapAt(index, pods[node.row].count - 1)
    pods[node.row].removeLast()
    if removed.priority == lowestPriorities[node.row] {
      lowestPriorities[node.row] = pods[node.row].reduce(.max) { min($0, $1.priority) }
    }
    count(removed, on: node, sign: -1)
    giveBackDevices(of: removed, on: node)
    let ports = requirements[removed.template.row].template.hostPorts
    if !ports.isEmpty { usedPorts[node.row].removeAll { ports.contains($0) } }
    return removed
  }

  /// Takes over the present state of a placed pod: deletion, start.
  public mutating func updatePod(_ pod: PlacedPod, on node: NodeID) {
    guard node.row < rowCount, let index = pods[node.row].firstIndex(where: { $0.pod == pod.pod })
    else { return }
    let known = pods[node.row][index]
    guard known.template == pod.template, known.hasDevices(of: pod) else {
      removePod(pod.pod, from: node)
      addPod(pod, on: node)
      return
    }
    pods[node.row][index] = pod
    pods[node.row][index].devices = known.devices
    if known.isTerminating != pod.isTerminating {
      groups.count(known, on: node, sign: -1, columns, version: labelsVersion)
      groups.count(pod, on: node, sign: 1, columns, version: labelsVersion)
    }
  }

  /// Takes over when the kubelet took `pod`: read by preemption alone, so the node stays untouched.
  public mutating func setStart(of pod: PodID, on node: NodeID, _ start: SimulationTime) {
    guard node.row < rowCount, let index = pods[node.row].firstIndex(where: { $0.pod == pod })
    else { return }
    pods[node.row][index].started = start
  }

  /// Notes that the pods placed on `node`, or with `ofObject` also its object, have changed.
  mutating func touch(_ node: NodeID, ofObject: Bool = false) {
    touched.note(node, ofObject: ofObject, limit: 2 * rowCount + 1024)
  }

  private mutating func count(_ pod: PlacedPod, on node: NodeID, sign: Int64) {
    let requests = requirements[pod.template.row].requests
    podCounts[node.row] += Int32(sign)
    requested.add(requests.effective, row: node.row, sign: sign)
    nonZeroMilliCPU[node.row] &+= sign &* requests.nonZeroMilliCPU
    nonZeroMemoryBytes[node.row] &+= sign &* requests.nonZeroMemoryBytes
    groups.count(pod, on: node, sign: Int32(sign), columns, version: labelsVersion)
  }

  /// Puts the list of pods of `node` back into the order of `pods`, after pods were removed and
  /// added on trial.
  mutating func restore(
    _ pods: ContiguousArray<PlacedPod>, ports: ContiguousArray<HostPort>, on node: NodeID
  ) {
    self.pods[node.row] = pods
    usedPorts[node.row] = ports
  }

  /// The group of the pods that `predicate` holds for, counted from now on.
  public mutating func group(for predicate: PodPredicate, _ cluster: ClusterState) -> PodGroupID {
    groups.group(for: predicate, cluster, pods)
  }

  /// How many pods of `group` there are by domain of `column`, on the nodes that are there.
  public mutating func sums(
    of group: PodGroupID, by column: LabelColumnID
  ) -> ContiguousArray<Int> {
    groups.sums(of: group, by: column, columns, version: labelsVersion)
  }

  /// Counts groups anew that select namespaces by label, if a namespace has changed.
  mutating func refreshGroups(_ cluster: ClusterState) { groups.refresh(cluster, pods) }
}
