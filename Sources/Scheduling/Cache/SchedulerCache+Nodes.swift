import ClusterState

extension SchedulerCache {
  /// Adds the node in row `node` of the cluster's table, without pods.
  public mutating func addNode(_ node: NodeID, _ record: NodeRecord, _ cluster: ClusterState) {
    while rowCount <= node.row { appendRow() }
    guard !present.contains(node) else {
      updateNode(node, record, cluster)
      return
    }
    present.insert(node)
    nodeCount += 1
    write(node, record, cluster.symbols)
    images.add(record.images, on: node)
    order.insert(node, zoneKey(record.labels, cluster.symbols))
  }

  /// Takes over the present state of `node`.
  public mutating func updateNode(_ node: NodeID, _ record: NodeRecord, _ cluster: ClusterState) {
    guard present.contains(node) else { return }
    if nodeImages[node.row] != record.images {
      images.remove(nodeImages[node.row], from: node)
      images.add(record.images, on: node)
    }
    write(node, record, cluster.symbols)
    order.update(node, zoneKey(record.labels, cluster.symbols))
  }

  /// Takes `node` out; the pods on it stay until they are removed.
  public mutating func removeNode(_ node: NodeID) {
    guard present.contains(node) else { return }
    present.remove(node)
    nodesByName[names[node.row]] = nil
    nodeCount -= 1
    cordoned.remove(node)
    notReady.remove(node)
    outOfDisk.remove(node)
    images.remove(nodeImages[node.row], from: node)
    nodeImages[node.row] = []
    for column in columns.indices { columns[column].set(nil, row: node.row) }
    labelsVersion += 1
    order.remove(node)
  }

  private mutating func appendRow() {
    let row = rowCount
    rowCount += 1
    names.append(.empty)
    allocatable.appendRow()
    requested.appendRow()
    allocatablePods.append(0)
    nonZeroMilliCPU.append(0)
    nonZeroMemoryBytes.append(0)
    labels.append(.empty)
    annotations.append(.empty)
    usedPorts.append([])
    pods.append([])
    podCounts.append(0)
    lowestPriorities.append(.max)
    nodeImages.append([])
    declaredFeatures.append([])
    taints.clear(row: row)
    for column in columns.indices { columns[column].set(nil, row: row) }
    groups.appendRow()
  }

  private mutating func write(
    _ node: NodeID, _ record: NodeRecord, _ symbols: SymbolTable
  ) {
    touch(node, ofObject: true)
    let row = node.row
    allocatable.set(record.allocatable, row: row)
    allocatablePods[row] = record.allocatablePods
    devices.resize(row: row, to: record.deviceCount)
    cordoned.set(node, record.isCordoned)
    notReady.set(node, record.ready == .no || record.ready == .unknown)
    outOfDisk.set(node, record.outOfDisk == .yes || record.outOfDisk == .unknown)
    declaredFeatures[row] = record.declaredFeatures
    taints.set(record.taints, comparingNumbers: rules.has(.tolerationComparison), symbols, row: row)
    annotations[row] = record.annotations
    nodeImages[row] = record.images
    guard
      labels[row] != record.labels || names[row] != record.name
        || columns[0].domain(row: row) < 0
    else { return }
    names[row] = record.name
    nodesByName[record.name] = NodeID(row)
    labels[row] = record.labels
    columns[0].set(record.name, row: row)
    for column in columns.indices.dropFirst() {
      columns[column].set(record.labels[columns[column].key], row: row)
    }
    labelsVersion += 1
  }

  /// The zone in whose turn a node is looked at: region and zone labels, the older keys first.
  ///
  /// Source: `node.GetZoneKey`, Kubernetes 1.34.
  private func zoneKey(_ labels: LabelSet, _ symbols: SymbolTable) -> NodeOrder.ZoneKey {
    NodeOrder.ZoneKey(
      region: labels.region(symbols) ?? .empty, zone: labels.zone(symbols) ?? .empty)
  }
}

extension NodeSet {
  /// Adds `node`, or takes it out.
  fileprivate mutating func set(_ node: NodeID, _ isMember: Bool) {
    if isMember { insert(node) } else { remove(node) }
  }
}
