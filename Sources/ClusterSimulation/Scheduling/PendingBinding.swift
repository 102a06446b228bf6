import ClusterState
import KubernetesObjects
import Scheduling
import SimulationEngine

/// A binding that waits for volumes: what is under way.
struct PendingBinding: Sendable {
  /// The write of the nomination, where there is one.
  let nomination: EventHandle?
  /// What comes next: the writes of the claims, the next look at them, or the binding.
  var step: EventHandle
  /// Whether the volumes are there and the binding is asked for.
  var isBinding = false
  /// What becomes of the claims.
  let claims: [ClaimAssignment]
  /// When the scheduler gives up.
  var deadline = SimulationTime.latest
}

/// From the choice of a node to the binding: what has to be ready first, and how it is called off.
///
/// Source: `bindingCycle`, Kubernetes 1.34, and 1.36 for nominations, victims and deleted pods;
/// `BindPodVolumes` of `pkg/scheduler/framework/plugins/volumebinding` for claims.
extension SchedulerLoop {
  /// How often the scheduler looks whether the claims are bound.
  private static let claimPeriod = SimulationDuration.seconds(1)
  /// How long it waits for them: `bindTimeoutSeconds`.
  private static let claimTimeout = SimulationDuration.seconds(600)

  /// Asks for the binding of `pod`; with `claims`, for the writes of its claims before that, and
  /// for its nomination before both if the version has it.
  mutating func startBinding(
    of pod: PodID, to node: NodeID, _ claims: [ClaimAssignment], in world: inout World
  ) {
    let settings = world.configuration.controlPlane
    guard !claims.isEmpty else {
      let time = client.take(at: world.now) + settings.scheduler.bindLatency
      world.loop.post(.scheduling(.bindingDue(pod, node)), at: time)
      return
    }
    view.core.cache.assumedVolumes.assume(claims)
    var end = world.now
    var nomination: EventHandle?
    if view.core.rules.has(.expectedNode) {
      end = client.take(at: end) + settings.apiServerWriteLatency
      nomination = world.loop.post(.scheduling(.nominationDue(pod, node)), at: end)
    }
    for _ in claims { end = client.take(at: end) + settings.apiServerWriteLatency }
    let step = world.loop.post(.scheduling(.claimsDue(pod, node)), at: end)
    preparations[pod] = PendingBinding(nomination: nomination, step: step, claims: claims)
  }

  /// The writes of the claims of `pod` reach the API server: volumes are reserved, and nodes named
  /// for which volumes shall be made.
  mutating func writeClaims(of pod: PodID, to node: NodeID, in world: inout World) {
    guard var preparation = preparations[pod] else { return }
    for assignment in preparation.claims {
      guard world.write(assignment) else {
        let claim = assignment.claim.metadata.name
        let message =
          "running PreBind plugin \"VolumeBinding\": binding volumes: Operation cannot be "
          + "fulfilled on claim \"\(claim)\": the object has been modified; please apply your "
          + "changes to the latest version and try again"
        return giveUp(pod, node, message, in: &world)
      }
    }
    preparation.deadline = world.now + Self.claimTimeout
    preparation.step = world.loop.post(
      .scheduling(.claimsPolled(pod, node)), after: Self.claimPeriod)
    preparations[pod] = preparation
  }

  /// Looks whether the claims of `pod` have their volumes: then the binding is asked for.
  mutating func pollClaims(of pod: PodID, to node: NodeID, in world: inout World) {
    guard var preparation = preparations[pod] else { return }
    switch world.progress(of: preparation.claims, on: node) {
    case .done:
      let time =
        client.take(at: world.now) + world.configuration.controlPlane.scheduler.bindLatency
      preparation.step = world.loop.post(.scheduling(.bindingDue(pod, node)), at: time)
      preparation.isBinding = true
      preparations[pod] = preparation
    case .waiting where world.now < preparation.deadline && world.cluster.pods[pod].isWaiting:
      preparation.step = world.loop.post(
        .scheduling(.claimsPolled(pod, node)), after: Self.claimPeriod)
      preparations[pod] = preparation
    case .waiting:
      let reason =
        world.cluster.pods[pod].isWaiting
        ? "binding volumes: context deadline exceeded"
        : "binding volumes: pod does not exist any more"
      giveUp(pod, node, "running PreBind plugin \"VolumeBinding\": \(reason)", in: &world)
    case .failed(let reason):
      giveUp(
        pod, node, "running PreBind plugin \"VolumeBinding\": binding volumes: \(reason)",
        in: &world)
    }
  }

  /// The binding is asked for, or has come to its end.
  mutating func endPreparation(of pod: PodID) {
    guard !preparations.isEmpty, let preparation = preparations.removeValue(forKey: pod) else {
      return
    }
    view.core.cache.assumedVolumes.forget(preparation.claims)
  }

  private mutating func giveUp(
    _ pod: PodID, _ node: NodeID, _ message: String, in world: inout World
  ) {
    endPreparation(of: pod)
    refuseBinding(of: pod, message, in: &world)
    startCycleIfIdle(in: &world)
  }

  /// Gives back at once what `pod` was assumed to hold, which is being deleted before it is bound.
  ///
  /// The write of its binding is refused when it arrives. Source: `handleAssumedPodDeletion` of
  /// `pkg/scheduler/eventhandlers.go`, Kubernetes 1.36; before, the refusal itself gave the room
  /// back.
  mutating func abandonBinding(
    of pod: PodID, _ record: PodRecord, in world: borrowing World
  ) {
    guard view.core.rules.has(.abandonedBindings), !record.node.isPresent else { return }
    queue.remove(pod)
    forgetAssumed(pod, record, in: world)
  }

  /// Counts `pod` nowhere any more, and lets those know who wait for its room.
  mutating func forgetAssumed(_ pod: PodID, _ record: PodRecord, in world: borrowing World) {
    view.forget(pod)
    let facts = PodFacts(pod, template: record.template, isAssigned: true)
    notifyQueue(of: .assignedPodDeleted(facts), in: world)
  }

  /// Calls the binding of `victim` off if it is being prepared, and sends the pod back to the
  /// queue; false if the victim has to be deleted.
  mutating func callOffBinding(of victim: PodID, in world: inout World) -> Bool {
    guard view.core.rules.has(.requeuedVictims), let preparation = preparations[victim],
      !preparation.isBinding, world.cluster.pods[victim].isWaiting
    else { return false }
    endPreparation(of: victim)
    world.loop.cancel(preparation.step)
    if let nomination = preparation.nomination { world.loop.cancel(nomination) }
    forgetAssumed(victim, world.cluster.pods[victim], in: world)
    loseNomination(victim, in: &world)
    world.recordSchedulingFailure(of: victim, "preempted")
    queue.fail(victim, at: world.now)
    return true
  }
}

/// How far the claims of a pod are that is to be bound.
enum ClaimProgress {
  case waiting
  case done
  case failed(String)
}

extension World {
  /// Writes what the scheduler has decided for a claim; false if somebody else was faster.
  fileprivate mutating func write(_ assignment: ClaimAssignment) -> Bool {
    let metadata = assignment.claim.metadata
    let namespace = cluster.symbols.intern(metadata.namespaceOrDefault)
    guard let claim = cluster.claim(named: metadata.name, in: namespace),
      cluster.claims[claim.row].claim.metadata.uid == metadata.uid
    else { return false }
    switch assignment.means {
    case .volume(let name):
      guard let volume = cluster.volume(named: name) else { return false }
      write(.editVolume(volume, .reserve(for: claim)))
      return cluster.volumes[volume.row].volume.isReserved(
        for: cluster.claims[claim.row].claim)
    case .provision(let node):
      write(.editClaim(claim, .selectNode(node)))
      return true
    }
  }

  /// How far `claims` are.
  ///
  /// Source: `checkBindings`, Kubernetes 1.34.
  fileprivate func progress(of claims: [ClaimAssignment], on node: NodeID) -> ClaimProgress {
    guard cluster.nodes[node.row].isPresent else { return .failed("the node is gone") }
    for assignment in claims {
      let metadata = assignment.claim.metadata
      let name = "\(metadata.namespaceOrDefault)/\(metadata.name)"
      guard let claim = cluster.storage.claim(metadata.name, in: metadata.namespaceOrDefault)
      else { return .failed("persistentvolumeclaim \"\(metadata.name)\" not found") }
      if case .provision(let chosen) = assignment.means,
        claim.metadata.annotations[StorageAnnotations.selectedNode] != chosen
      {
        return .failed("provisioning failed for PVC \"\(name)\"")
      }
      guard claim.isFullyBound, claim.phase == .bound else { return .waiting }
    }
    return .done
  }
}
