import SimulationEngine

extension ClusterState {
  /// Adds a node and returns its id; throws `NameTaken` if a node of that name is there.
  public mutating func addNode(
    _ record: NodeRecord, at now: SimulationTime
  ) throws(NameTaken)
    -> NodeID
  {
    guard nodeNames[record.name] == nil else { throw NameTaken() }
    let id = NodeID(nodes.count)
    nodes.append(record)
    devices.resize(row: id.row, to: record.deviceCount)
    nodeNames[record.name] = id
    note(.node, .added, id.index, now)
    bindAwaiting(id, at: now)
    return id
  }

  /// The node `name` that is there, or nil.
  public func node(named name: Symbol) -> NodeID? { nodeNames[name] }

  /// Takes the node object out of the store. Its pods stay until garbage collection.
  public mutating func removeNode(_ node: NodeID, at now: SimulationTime) {
    guard nodes[node.row].isPresent else { return }
    nodes[node.row].removed = now
    nodeNames[nodes[node.row].name] = nil
    note(.node, .removed, node.index, now)
  }

  /// Sets `spec.unschedulable`.
  public mutating func setCordoned(_ node: NodeID, _ isCordoned: Bool, at now: SimulationTime) {
    guard nodes[node.row].isCordoned != isCordoned else { return }
    nodes[node.row].isCordoned = isCordoned
    note(.node, .specified, node.index, now)
  }

  /// Replaces the node's labels.
  public mutating func setLabels(_ node: NodeID, _ labels: LabelSet, at now: SimulationTime) {
    guard nodes[node.row].labels != labels else { return }
    nodes[node.row].labels = labels
    note(.node, .specified, node.index, now)
  }

  /// Replaces the node's annotations.
  public mutating func setAnnotations(
    _ node: NodeID, _ annotations: LabelSet, at now: SimulationTime
  ) {
    guard nodes[node.row].annotations != annotations else { return }
    nodes[node.row].annotations = annotations
    note(.node, .specified, node.index, now)
  }

  /// Replaces what the node offers.
  public mutating func setAmounts(
    _ node: NodeID, capacity: ResourceAmounts, allocatable: ResourceAmounts,
    allocatablePods: Int64, at now: SimulationTime
  ) {
    nodes[node.row].capacity = capacity
    nodes[node.row].allocatable = allocatable
    nodes[node.row].allocatablePods = allocatablePods
    note(.node, .specified, node.index, now)
  }

  /// Replaces the node's taints.
  public mutating func setTaints(
    _ node: NodeID, _ taints: ContiguousArray<NodeTaint>, at now: SimulationTime
  ) {
    guard nodes[node.row].taints != taints else { return }
    nodes[node.row].taints = taints
    note(.node, .specified, node.index, now)
  }

  /// Replaces the node's images, as the kubelet reports them.
  public mutating func setImages(
    _ node: NodeID, _ images: ContiguousArray<NodeImage>, at now: SimulationTime
  ) {
    guard nodes[node.row].images != images else { return }
    nodes[node.row].images = images
    note(.node, .reported, node.index, now)
  }

  /// Sets the condition `Ready` and its reason; returns whether the status changed.
  @discardableResult
  public mutating func setReady(
    _ node: NodeID, _ status: ConditionStatus, reason: Symbol, at now: SimulationTime
  ) -> Bool {
    guard nodes[node.row].ready != status else { return false }
    nodes[node.row].ready = status
    nodes[node.row].readyReason = reason
    nodes[node.row].readyTransition = now
    note(.node, .reported, node.index, now)
    return true
  }

  /// Notes a status posted by the kubelet. Too frequent to wake watchers: whoever judges a node's
  /// silence looks at the record in its own rhythm.
  public mutating func noteHeartbeat(_ node: NodeID, at now: SimulationTime) {
    nodes[node.row].heartbeat = now
  }

  /// Notes a renewal of the node's lease, likewise.
  public mutating func noteLeaseRenewal(_ node: NodeID, at now: SimulationTime) {
    nodes[node.row].leaseRenewed = now
  }
}
