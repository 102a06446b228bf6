import ClusterState
import SimulationEngine

/// A node's signs of life: its status and its lease.
extension Kubelets {
  /// Starts the kubelet's rounds; statuses are posted from `readyLatency` on.
  mutating func boot(
    _ node: NodeID, readyLatency: SimulationDuration = .zero, _ context: inout KubeletContext
  ) {
    nodes[node.row].generation &+= 1
    nodes[node.row].started = context.now.addingSaturating(readyLatency)
    nodes[node.row].reportDue = .unset
    let generation = nodes[node.row].generation
    scheduleReport(on: node, &context)
    if settings.skipsIdleRounds { return }
    if settings.nodeLeaseRenewInterval != nil {
      context.post(.leaseDue(node, generation: generation), after: .zero)
    }
    context.post(
      .containerGarbageCollectionDue(node, generation: generation),
      after: settings.containerGarbageCollection.period.atLeastOneMillisecond)
    context.post(
      .imageGarbageCollectionDue(node, generation: generation),
      after: settings.images.garbageCollectionPeriod.atLeastOneMillisecond)
  }

  /// Lets the node's status be posted when it is next computed: something has changed.
  mutating func scheduleReport(on node: NodeID, _ context: inout KubeletContext) {
    let period = settings.nodeStatusUpdateFrequency.atLeastOneMillisecond.microseconds
    let started = nodes[node.row].started
    let rounds = max(0, ((context.now - started).microseconds + period - 1) / period)
    let next = started + .microseconds(rounds * period)
    let pending = nodes[node.row].reportDue
    if !pending.isSet || next < pending { postReport(of: node, at: next, &context) }
  }

  /// Lets the kubelet of `node` tell whether the node is ready, from its next status on.
  package mutating func setReadiness(
    of node: NodeID, _ isReady: Bool, at now: SimulationTime,
    actions: inout ContiguousArray<KubeletAction>
  ) {
    nodes[node.row].isReady = isReady
    guard nodes[node.row].isConnected else { return }
    var context = KubeletContext(now: now, taking: &actions)
    scheduleReport(on: node, &context)
    actions = context.actions
  }

  private mutating func postReport(
    of node: NodeID, at time: SimulationTime, _ context: inout KubeletContext
  ) {
    nodes[node.row].reportDue = time
    context.post(.heartbeatDue(node, generation: nodes[node.row].generation), at: time)
  }

  /// Notes that the images of `node` have changed, for its next status.
  mutating func noteImageChange(on node: NodeID, _ context: inout KubeletContext) {
    nodes[node.row].haveImagesChanged = true
    if nodes[node.row].isConnected { scheduleReport(on: node, &context) }
  }

  /// Posts the node's status. The next one is due in the next round; in the newer eras an unchanged
  /// status is posted far less often, and the rounds between cost no event.
  mutating func heartbeat(_ node: NodeID, _ generation: UInt16, _ context: inout KubeletContext) {
    guard isUp(node), nodes[node.row].generation == generation,
      nodes[node.row].reportDue == context.now
    else { return }
    nodes[node.row].reportDue = .unset
    guard nodes[node.row].isConnected else { return }
    if nodes[node.row].haveImagesChanged {
      nodes[node.row].haveImagesChanged = false
      context.actions.append(.images(node))
    }
    context.actions.append(.heartbeat(node))
    if settings.skipsIdleRounds { return }
    let round = settings.nodeStatusUpdateFrequency.atLeastOneMillisecond
    let wanted = max(round, settings.nodeStatusReportFrequency ?? round)
    let rounds = (wanted.microseconds - 1) / round.microseconds + 1
    // The first one of a kubelet that has been running before is not in its rhythm.
    let base = nodes[node.row].started > context.now ? nodes[node.row].started : context.now + round
    postReport(of: node, at: base.addingSaturating(round * (rounds - 1)), &context)
  }

  mutating func renewLease(_ node: NodeID, _ generation: UInt16, _ context: inout KubeletContext) {
    guard let interval = settings.nodeLeaseRenewInterval, isUp(node),
      nodes[node.row].generation == generation
    else { return }
    let phase = nodes[node.row].leasePhase
    nodes[node.row].leasePhase = .zero
    context.post(
      .leaseDue(node, generation: generation),
      after: phase > .zero ? phase : interval.atLeastOneMillisecond)
    if nodes[node.row].isConnected { context.actions.append(.leaseRenewal(node)) }
  }
}
