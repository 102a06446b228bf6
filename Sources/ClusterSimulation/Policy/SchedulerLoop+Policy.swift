import ClusterState
import KubernetesObjects
import Scheduling
import SimulationEngine

/// A scheduler whose queue a policy outside the program owns.
extension SchedulerLoop {
  /// Tells the policy what has become of `node`.
  mutating func tellPolicy(of node: NodeID, in cluster: borrowing ClusterState) {
    let record = cluster.nodes[node.row]
    policy?.observe(node, record.isPresent ? PolicyNodeFacts(record) : nil)
  }

  /// Tells the policy what has become of `pod`.
  mutating func tellPolicy(of pod: PodID, in world: inout World) {
    guard policy != nil else { return }
    let record = world.cluster.pods[pod]
    let template = world.cluster.templates[record.template]
    let wantsNode =
      record.isWaiting && view.profile(of: template) != nil && !view.isGated(template)
    let key = template.pod.metadata.labels[PolicyGroup.label].map {
      PolicyGroup.Key(namespace: template.namespace, name: world.cluster.symbols.intern($0))
    }
    policy?.observe(pod, record, wantsNode: wantsNode, of: key)
  }

  /// Stops asking the policy, or begins again with what has happened meanwhile.
  mutating func setPolicyPaused(_ isPaused: Bool, in loop: inout EventLoop<SimulationEvent>) {
    policy?.isPaused = isPaused
    policy?.post(in: &loop)
  }

  /// Takes `answer`, which the policy gave to the question of this instant: it takes effect when
  /// the time is over that it is charged for.
  mutating func take(_ answer: PolicyAnswer, in world: inout World) {
    policy?.takeAnswer(wake: answer.wake, in: &world.loop)
    guard answer.cost > .zero else {
      carryOut(answer, isLate: false, in: &world)
      policy?.post(in: &world.loop)
      return
    }
    policy?.delayed = answer
    world.loop.post(.scheduling(.policyAnswered), after: answer.cost)
  }

  /// The time is over that the policy's answer was charged for: what still fits takes effect.
  mutating func carryOutDelayed(in world: inout World) {
    guard let answer = policy?.delayed else { return }
    policy?.delayed = nil
    carryOut(answer, isLate: true, in: &world)
    policy?.post(in: &world.loop)
  }

  private mutating func carryOut(_ answer: PolicyAnswer, isLate: Bool, in world: inout World) {
    for (index, pod) in answer.preemptions.enumerated() {
      let record = world.cluster.pods[pod]
      if record.node.isPresent, !record.isRemoved, !record.isDeleting, !record.phase.isTerminal {
        client.askForEviction(of: pod, from: record.node, for: .absent, in: &world.loop)
        continue
      }
      let misfit = Misfit(pod: pod, node: record.node, reasons: ["the pod runs on no node"])
      reject(misfit, "preempt[\(index)]", isLate: isLate, in: &world)
      if policy?.failure != nil { return }
    }
    for (index, binding) in answer.bindings.enumerated() {
      switch assume(binding, in: &world) {
      case .success(let decisions): start(binding, decisions, in: &world)
      case .failure(let misfit):
        reject(misfit, "bind[\(index)]", isLate: isLate, in: &world)
        if policy?.failure != nil { return }
      }
    }
  }

  /// What cannot be done ends the run if the policy could have known, else it is told.
  private mutating func reject(
    _ misfit: Misfit, _ field: String, isLate: Bool, in world: inout World
  ) {
    guard isLate else {
      let place = misfit.node.isPresent ? " on \(world.name(of: misfit.node))" : ""
      let reason =
        "\(world.name(of: misfit.pod)) cannot be placed\(place): "
        + misfit.reasons.joined(separator: ", ")
      policy?.failure = PolicyFailure(field: field, reason: reason)
      return
    }
    policy?.tell(.rejected(misfit.pod, misfit.node, misfit.reasons))
  }
}

/// A decision that cannot be carried out: of which pod, on which node, and why.
private struct Misfit: Error {
  let pod: PodID
  let node: NodeID
  let reasons: [String]
}

/// Bindings.
extension SchedulerLoop {
  /// Counts the pods of `binding` on their nodes, all or none.
  private mutating func assume(
    _ binding: PolicyAnswer.Binding, in world: inout World
  ) -> Result<ContiguousArray<Decision>, Misfit> {
    var decisions: ContiguousArray<Decision> = []
    for (pod, node) in zip(binding.pods, binding.nodes) {
      let (decision, reasons) = examine(pod, on: node, binding, in: world)
      guard reasons.isEmpty else {
        for pod in binding.pods.prefix(decisions.count) { view.forget(pod) }
        return .failure(Misfit(pod: pod, node: node, reasons: reasons))
      }
      view.count(pod, on: node, world.cluster.pods[pod], chosen: binding.devices)
      decisions.append(decision)
    }
    return .success(decisions)
  }

  private mutating func examine(
    _ pod: PodID, on node: NodeID, _ binding: PolicyAnswer.Binding, in world: borrowing World
  ) -> (decision: Decision, reasons: [String]) {
    guard policy?.standing(of: pod) == .waiting, !view.place(of: pod).isPresent else {
      return (Decision(), ["the pod does not wait for a node"])
    }
    if let group = binding.group, policy?.groups[Int(group)].waitingCount != binding.pods.count {
      return (Decision(), ["another number of the group's pods waits by now"])
    }
    guard view.core.cache.present.contains(node) else {
      return (Decision(), ["the node is gone"])
    }
    view.core.now = world.now
    let pending = world.cluster.pending(pod)
    let profile = view.profile(of: world.cluster.templates[pending.template]) ?? 0
    var result = view.core.examine(pending, on: node, profile: profile, world.cluster)
    result.decision.devices = binding.devices
    if result.reasons.isEmpty, !binding.devices.isEmpty,
      !view.core.areFree(binding.devices, of: node, for: pending)
    {
      result.reasons = ["the devices \(binding.devices) are not what the pod asks for and free"]
    }
    return result
  }

  /// Asks for the writes of a binding whose pods are counted on their nodes.
  private mutating func start(
    _ binding: PolicyAnswer.Binding, _ decisions: ContiguousArray<Decision>, in world: inout World
  ) {
    for (pod, decision) in zip(binding.pods, decisions) {
      policy?.set(.binding, pod)
      world.record(decision, of: pod, wokenBy: nil)
    }
    guard decisions.allSatisfy(\.claims.isEmpty) else {
      // Volumes come one by one, and then the pods do.
      for (pod, decision) in zip(binding.pods, decisions) {
        startBinding(of: pod, to: decision.node, decision.claims, in: &world)
      }
      return
    }
    let latency = world.configuration.controlPlane.scheduler.bindLatency
    var due = world.now
    for _ in binding.pods { due = client.take(at: world.now) + latency }
    guard due > world.now else { return write(binding, in: &world) }
    guard binding.group != nil else {
      world.loop.post(.scheduling(.bindingDue(binding.pods[0], binding.nodes[0])), at: due)
      return
    }
    let number = policy?.keep(binding) ?? 0
    world.loop.post(.scheduling(.groupBindingDue(number)), at: due)
  }

  /// The writes of a group's bindings arrive, the last one with all others: all or none.
  mutating func bindGroup(_ number: Int32, in world: inout World) {
    guard let binding = policy?.groupBindings.removeValue(forKey: number) else { return }
    write(binding, in: &world)
  }

  private mutating func write(_ binding: PolicyAnswer.Binding, in world: inout World) {
    let canBind = zip(binding.pods, binding.nodes).allSatisfy { pod, node in
      world.cluster.pods[pod].isWaiting && world.cluster.nodes[node.row].isPresent
    }
    for (pod, node) in zip(binding.pods, binding.nodes) {
      if canBind {
        bind(pod, to: node, binding.devices, in: &world)
      } else {
        refuseBinding(of: pod, "Binding rejected", in: &world)
      }
    }
  }

  /// The binding of `pod` to `node` has failed: it waits again.
  mutating func tellOfRefusal(
    of pod: PodID, on node: NodeID, _ message: String, in loop: inout EventLoop<SimulationEvent>
  ) {
    policy?.set(.waiting, pod)
    policy?.tell(.rejected(pod, node, [message]))
    policy?.post(in: &loop)
  }
}

extension World {
  /// The namespace and name of a pod, for messages.
  fileprivate func name(of pod: PodID) -> String {
    let record = cluster.pods[pod]
    let namespace = cluster.symbols[cluster.templates[record.template].namespace]
    return "pod \(namespace)/\(record.name.text(cluster.symbols))"
  }

  /// The name of a node, for messages.
  fileprivate func name(of node: NodeID) -> String {
    "node \(cluster.symbols[cluster.nodes[node.row].name])"
  }
}
