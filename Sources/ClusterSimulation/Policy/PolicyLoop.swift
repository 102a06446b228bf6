import ClusterState
import SimulationEngine

/// What a policy that owns the queue knows, and what it is to be told next.
struct PolicyLoop: Sendable {
  /// How a pod stands in the policy's eyes.
  enum Standing: UInt8, Sendable {
    case unknown, waiting, binding, bound, over
  }

  /// Whether pods of groups are told of as groups alone.
  var wantsGroups = false
  /// Whether the scheduler is away, and nobody is asked.
  var isPaused = false
  /// The question that waits for an answer.
  private(set) var question: PolicyStep?
  /// What went wrong with an answer; the run ends with it.
  var failure: PolicyFailure?
  /// The answer that takes effect when the time is over that it was charged for.
  var delayed: PolicyAnswer?
  /// The groups that are being bound, by a number.
  var groupBindings: [Int32: PolicyAnswer.Binding] = [:]
  /// The groups by their numbers.
  private(set) var groups: ContiguousArray<PolicyGroup> = []
  /// How many pods wait for a node that the policy has not chosen yet.
  private(set) var waitingCount = 0
  /// How many nodes there are.
  private(set) var nodeCount = 0

  private var openGroups: [PolicyGroup.Key: Int32] = [:]
  private var groupOfPod: [PodID: Int32] = [:]
  private var standings: ContiguousArray<Standing> = []
  private var templates: ContiguousArray<PodTemplateID> = []
  private var nodes: ContiguousArray<PolicyNodeFacts?> = []
  private var events: ContiguousArray<PolicyEvent> = []
  /// Where in `events` a node is told of.
  private var placeOfNode: [NodeID: Int] = [:]
  private var number: Int64 = 0
  private var bindingNumber: Int32 = 0
  /// Whether something has happened that the policy is asked for, and not only told of next time.
  private var isUrgent = false
  /// Whether a look at the end of this instant is posted.
  private var isPosted = false
  private var wake: EventHandle?

  /// Keeps the binding of a group while it is under way; returns its number.
  mutating func keep(_ binding: PolicyAnswer.Binding) -> Int32 {
    bindingNumber += 1
    groupBindings[bindingNumber] = binding
    return bindingNumber
  }

  /// Whether the policy is to be asked again, be it that nothing else happens.
  var hasWake: Bool { wake != nil || delayed != nil }

  /// The number of the group of `pod`; nil if it goes alone.
  func group(of pod: PodID) -> Int32? { groupOfPod[pod] }

  /// How `pod` stands.
  func standing(of pod: PodID) -> Standing {
    pod.row < standings.count ? standings[pod.row] : .unknown
  }

  /// The pods of the group with `number` that want a node, in order of creation.
  func waitingPods(ofGroup number: Int32) -> ContiguousArray<PodID> {
    groups[Int(number)].pods.filter { standing(of: $0) == .waiting }
  }

  /// The pods of the group with `number` that have a node and have not ended.
  func boundPods(ofGroup number: Int32) -> ContiguousArray<PodID> {
    groups[Int(number)].pods.filter { standing(of: $0) == .bound }
  }

  /// Adds an event; unless it is urgent, it waits for others.
  mutating func tell(_ event: PolicyEvent, isUrgent: Bool = true) {
    events.append(event)
    if isUrgent { self.isUrgent = true }
  }
}

/// What the scheduler's watch brings.
extension PolicyLoop {
  /// Takes over what has become of `node`; nil for one that is gone.
  mutating func observe(_ node: NodeID, _ facts: PolicyNodeFacts?) {
    while nodes.count <= node.row { nodes.append(nil) }
    let old = nodes[node.row]
    nodes[node.row] = facts
    switch (old, facts) {
    case (nil, .some):
      nodeCount += 1
      placeOfNode[node] = events.count
      tell(.nodeAdded(node))
    case (let old?, let new?): tell(of: new.changes(from: old), on: node)
    case (.some, nil):
      nodeCount -= 1
      placeOfNode[node] = nil
      tell(.nodeGone(node))
    case (nil, nil): break
    }
  }

  /// Several changes between two questions are one event.
  private mutating func tell(of fields: PolicyNodeFacts.Fields, on node: NodeID) {
    guard !fields.isEmpty else { return }
    guard let place = placeOfNode[node] else {
      placeOfNode[node] = events.count
      return tell(.nodeChanged(node, fields))
    }
    if case .nodeChanged(_, let known) = events[place] {
      events[place] = .nodeChanged(node, known.union(fields))
    }
  }

  /// Takes over what has become of `pod`, which belongs to the group of `key`.
  ///
  /// `wantsNode` says that it waits for this scheduler.
  mutating func observe(
    _ pod: PodID, _ record: PodRecord, wantsNode: Bool, of key: PolicyGroup.Key?
  ) {
    while standings.count <= pod.row {
      standings.append(.unknown)
      templates.append(.absent)
    }
    let isOver = record.isRemoved || record.phase.isTerminal
    let isPlaced = record.node.isPresent && !isOver
    let old = standings[pod.row]
    switch old {
    case .over: return
    case .unknown:
      guard wantsNode || isPlaced else { return }
      templates[pod.row] = record.template
      introduce(pod, isWaiting: wantsNode, key)
    case .waiting, .binding, .bound:
      if templates[pod.row] != record.template {
        templates[pod.row] = record.template
        if !hides(pod) { tell(.podChanged(pod)) }
      }
    }
    if isPlaced, old != .bound {
      set(.bound, pod)
      if !hides(pod) { tell(.podBound(pod, record.node), isUrgent: false) }
    } else if isOver || (!isPlaced && !wantsNode) {
      end(pod, record)
    }
  }

  private mutating func introduce(_ pod: PodID, isWaiting: Bool, _ key: PolicyGroup.Key?) {
    if let key { join(pod, to: key) }
    set(.waiting, pod)
    // Who was placed by others need not be thought about.
    if !hides(pod) { tell(.podAdded(pod), isUrgent: isWaiting) }
  }

  private mutating func join(_ pod: PodID, to key: PolicyGroup.Key) {
    let number = openGroups[key] ?? Int32(groups.count)
    if openGroups[key] == nil {
      openGroups[key] = number
      groups.append(PolicyGroup(key, first: pod))
      if wantsGroups { tell(.groupAdded(number)) }
    }
    groups[Int(number)].pods.append(pod)
    groups[Int(number)].openCount += 1
    groupOfPod[pod] = number
  }

  private mutating func end(_ pod: PodID, _ record: PodRecord) {
    let hasEnded = record.phase.isTerminal
    if !hides(pod) { tell(hasEnded ? .podFinished(pod) : .podGone(pod)) }
    if let number = groupOfPod[pod] {
      close(number, hasEnded ? (record.phase == .succeeded ? .succeeded : .failed) : .gone)
    }
    set(.over, pod)
  }

  private mutating func close(_ number: Int32, _ result: PolicyGroup.Result) {
    let group = Int(number)
    groups[group].openCount -= 1
    if groups[group].result == .gone || result == .failed { groups[group].result = result }
    guard groups[group].openCount == 0 else {
      groups[group].compact { standings[$0.row] != .over }
      return
    }
    groups[group].pods = []
    openGroups[groups[group].key] = nil
    if wantsGroups { tell(.groupFinished(number, groups[group].result)) }
  }

  /// Whether the policy hears of the pod's group instead.
  private func hides(_ pod: PodID) -> Bool { wantsGroups && groupOfPod[pod] != nil }

  /// Says how `pod` stands from now on.
  mutating func set(_ standing: Standing, _ pod: PodID) {
    let old = standings[pod.row]
    standings[pod.row] = standing
    let change = (standing == .waiting ? 1 : 0) - (old == .waiting ? 1 : 0)
    waitingCount += change
    guard change != 0, let group = groupOfPod[pod] else { return }
    groups[Int(group)].waitingCount += change
    // That its own decision takes pods out is no news to the policy.
    guard wantsGroups, !groups[Int(group)].isUntold, standing != .binding,
      groups[Int(group)].openCount > 0
    else { return }
    groups[Int(group)].isUntold = true
    tell(.groupChanged(group))
  }
}

/// Questions and answers.
extension PolicyLoop {
  /// Sees to it that the policy is asked at the end of this instant, if there is a reason.
  mutating func post(in loop: inout EventLoop<SimulationEvent>) {
    guard isUrgent, !isPosted, !isPaused, question == nil, delayed == nil else { return }
    isPosted = true
    loop.post(.scheduling(.policyDue), at: loop.now)
  }

  /// Asks, if nothing else happens at this instant; else looks again behind that.
  mutating func ask(in loop: inout EventLoop<SimulationEvent>) {
    isPosted = false
    guard isUrgent, !isPaused, question == nil, delayed == nil, failure == nil else { return }
    if loop.nextTime() == loop.now { return post(in: &loop) }
    number += 1
    question = PolicyStep(number: number, time: loop.now, events: events)
    for event in events {
      if case .groupAdded(let group) = event { groups[Int(group)].isUntold = false }
      if case .groupChanged(let group) = event { groups[Int(group)].isUntold = false }
    }
    events = []
    placeOfNode = [:]
    isUrgent = false
  }

  /// Takes note that the question was answered, and when the policy wants to be asked again.
  mutating func takeAnswer(wake time: SimulationTime?, in loop: inout EventLoop<SimulationEvent>) {
    question = nil
    guard let time else { return }
    if let wake { loop.cancel(wake) }
    wake = loop.post(.scheduling(.policyWoken), at: time)
  }

  /// The instant has come that the policy asked for.
  mutating func wakeUp(in loop: inout EventLoop<SimulationEvent>) {
    wake = nil
    tell(.woken)
    post(in: &loop)
  }
}
