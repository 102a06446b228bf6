import ClusterState

/// Marks ids of pod groups.
public enum PodGroupKind {}
/// A row of the cache's table of pod groups.
public typealias PodGroupID = Identifier<PodGroupKind>

/// How many placed pods of each of several groups are on each node, kept current as pods come and
/// go.
///
/// A group is asked for by a spread constraint or an affinity term and counts by node from then
/// on, so that a decision never goes through the placed pods.
public struct PodGroups: Sendable {
  private struct Group {
    let predicate: PodPredicate
    var counts: ContiguousArray<Int32>
    var total: Int
    /// The sums by domain that have been asked for.
    var sums: ContiguousArray<DomainSums> = []
  }

  /// How many pods of a group there are by domain of a label column, on nodes that are there.
  private struct DomainSums {
    let column: LabelColumnID
    /// The version of the nodes' labels for which the sums hold.
    var version: Int
    var values: ContiguousArray<Int>
  }

  private var groups: ContiguousArray<Group> = []
  private var known: [PodPredicate: PodGroupID] = [:]
  /// The groups in which pods of each template count, by template.
  private var groupsOfTemplate: ContiguousArray<ContiguousArray<PodGroupID>> = []
  private var index = SelectorIndex()
  /// The templates with each label, by which the members of a new group are found.
  private var templatesOfLabel: [LabelPair: ContiguousArray<PodTemplateID>] = [:]
  private var rowCount = 0
  private var namespacesVersion = 0

  init() {}

  /// The counts of `group` by node row.
  public func counts(of group: PodGroupID) -> ContiguousArray<Int32> { groups[group.row].counts }

  /// How many pods of `group` are on `node`.
  public func count(of group: PodGroupID, on node: NodeID) -> Int {
    Int(groups[group.row].counts[node.row])
  }

  /// How many pods of `group` are placed at all.
  public func total(of group: PodGroupID) -> Int { groups[group.row].total }

  mutating func appendRow() {
    rowCount += 1
    for group in groups.indices { groups[group].counts.append(0) }
  }

  mutating func offer(_ template: PodTemplate, _ cluster: ClusterState) {
    var members: ContiguousArray<PodGroupID> = []
    for row in index.candidates(for: template.labels)
    where groups[Int(row)].predicate.matches(template, cluster) {
      members.append(PodGroupID(index: row))
    }
    groupsOfTemplate.append(members)
    for pair in template.labels.pairs {
      templatesOfLabel[pair, default: []].append(template.id)
    }
  }

  /// Counts `pod` on `node`; `columns` are the labels of the nodes, as of `version`.
  mutating func count(
    _ pod: PlacedPod, on node: NodeID, sign: Int32, _ columns: ContiguousArray<LabelColumn>,
    version: Int
  ) {
    for group in groupsOfTemplate[pod.template.row] {
      if pod.isTerminating && groups[group.row].predicate.skipsTerminating { continue }
      groups[group.row].counts[node.row] += sign
      groups[group.row].total += Int(sign)
      for index in groups[group.row].sums.indices
      where groups[group.row].sums[index].version == version {
        let domain = columns[groups[group.row].sums[index].column.row].domain(row: node.row)
        if domain >= 0 { groups[group.row].sums[index].values[domain] += Int(sign) }
      }
    }
  }

  /// How many pods of `group` there are by domain of column `id`, on nodes that are there: kept
  /// from one question to the next while no label changes.
  mutating func sums(
    of group: PodGroupID, by id: LabelColumnID, _ columns: ContiguousArray<LabelColumn>,
    version: Int
  ) -> ContiguousArray<Int> {
    let known = groups[group.row].sums.firstIndex { $0.column == id }
    if let known, groups[group.row].sums[known].version == version {
      return groups[group.row].sums[known].values
    }
    let column = columns[id.row]
    var values = ContiguousArray(repeating: 0, count: column.domainCount)
    // Nodes that are not there have no label.
    for (row, count) in groups[group.row].counts.enumerated() where count != 0 {
      let domain = column.domain(row: row)
      if domain >= 0 { values[domain] += Int(count) }
    }
    let sums = DomainSums(column: id, version: version, values: values)
    if let known {
      groups[group.row].sums[known] = sums
    } else {
      groups[group.row].sums.append(sums)
    }
    return values
  }

  mutating func refresh(
    _ cluster: ClusterState, _ pods: ContiguousArray<ContiguousArray<PlacedPod>>
  ) {
    guard namespacesVersion != cluster.namespaces.version else { return }
    namespacesVersion = cluster.namespaces.version
    for row in groups.indices where groups[row].predicate.readsNamespaceLabels {
      for template in groupsOfTemplate.indices {
        groupsOfTemplate[template].removeAll { $0.row == row }
      }
      count(PodGroupID(row), cluster, pods)
    }
  }

  mutating func group(
    for predicate: PodPredicate, _ cluster: ClusterState,
    _ pods: ContiguousArray<ContiguousArray<PlacedPod>>
  ) -> PodGroupID {
    if let group = known[predicate] { return group }
    let id = PodGroupID(groups.count)
    groups.append(Group(predicate: predicate, counts: [], total: 0))
    known[predicate] = id
    index.add(id.index, needing: predicate.neededLabel)
    count(id, cluster, pods)
    return id
  }

  /// Finds the templates of a group that none is known to be in, and counts its pods.
  private mutating func count(
    _ id: PodGroupID, _ cluster: ClusterState,
    _ pods: ContiguousArray<ContiguousArray<PlacedPod>>
  ) {
    let predicate = groups[id.row].predicate
    var isMember = ContiguousArray(repeating: false, count: groupsOfTemplate.count)
    func note(_ template: PodTemplateID) {
      guard predicate.matches(cluster.templates[template], cluster) else { return }
      isMember[template.row] = true
      groupsOfTemplate[template.row].append(id)
    }
    if let label = predicate.neededLabel {
      templatesOfLabel[label]?.forEach(note)
    } else {
      for row in groupsOfTemplate.indices { note(PodTemplateID(row)) }
    }
    var counts = ContiguousArray<Int32>(repeating: 0, count: rowCount)
    var total = 0
    for row in pods.indices {
      for pod in pods[row] where isMember[pod.template.row] {
        if pod.isTerminating && predicate.skipsTerminating { continue }
        counts[row] += 1
        total += 1
      }
    }
    groups[id.row].counts = counts
    groups[id.row].total = total
    groups[id.row].sums.removeAll()
  }
}
