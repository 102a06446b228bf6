import ClusterState
import KubernetesObjects
import SimulationEngine

/// What a person or a cloud does to the cluster: the scenario's timeline.
struct Timeline: Sendable {
  private var pools = NodePools()
  private var rollingUpdates = RollingUpdates()
  private var evictions = Evictions()
  /// What was made of the use of pods.
  var loads = LoadRules()
  /// Nodes whose amounts were changed while pods were on them.
  private(set) var resizedNodes: Set<NodeID> = []

  /// What an entry asks of other components.
  enum Request: Sendable {
    /// Stop a component of the control plane, or let it go on.
    case setPaused(ControlPlaneComponent, Bool)
    /// Look again at what these pods use.
    case followUse(of: ContiguousArray<PodID>)
  }

  /// Creates what is there at time 0, and posts the entries.
  mutating func begin(in world: inout World, _ host: inout KubeletHost) {
    pools.begin(in: &world, &host)
    // Their order in the files does not count: a cluster has its classes before its pods.
    for object in world.configuration.initialObjects { world.podAdmission.note(object) }
    world.declareObjects()
    world.inherit(world.configuration.initialObjects, &host)
    host.noteStart()
    let entries = world.configuration.timeline
    let rows = entries.indices.sorted { (entries[$0].time, $0) < (entries[$1].time, $1) }
    for row in rows {
      world.loop.post(.timeline(.entryDue(Int32(row))), at: entries[row].time)
    }
  }

  /// Does what is due; returns what is left to other components.
  mutating func handle(
    _ event: TimelineEvent, in world: inout World, _ host: inout KubeletHost
  ) -> Request? {
    switch event {
    case .entryDue(let row):
      let action = world.configuration.timeline[Int(row)].action
      world.noteCommand(action)
      let command = world.recording.commands.count
      let refusals = world.recording.refusalCount
      world.recording.commands.append(TimelineCommand(time: world.now, entry: row))
      defer {
        world.recording.commands[command].refusals =
          Int32(clamping: world.recording.refusalCount - refusals)
      }
      if let missing = world.missingObject(of: action) {
        world.refuse(action.requestVerb, missing.object, missing.answer)
        return nil
      }
      return perform(action, in: &world, &host)
    case .rollingUpdateDue(let row):
      rollingUpdates.step(Int(row), in: &world)
      return nil
    case .evictionDue(let row):
      evictions.retry(Int(row), in: &world)
      return nil
    }
  }

  private mutating func perform(
    _ action: TimelineAction, in world: inout World, _ host: inout KubeletHost
  ) -> Request? {
    switch action {
    case .apply(let objects): world.apply(objects, &host)
    case .delete(let target, let grace, let propagation):
      world.delete(target, grace: grace, propagation: propagation)
    case .deleteNodes(let target): world.deleteNodes(target)
    case .rollout(let target, let command): world.roll(target, command)
    case .update(let update): world.update(update, &host)
    case .scale(let target, let replicas): world.scale(target, to: replicas)
    case .multiply(let targets, let factor):
      for target in targets { world.scale(target, byThousandths: factor) }
    case .setImage(let target, let container, let image):
      for id in world.workloads(of: target) { world.setImage(image, of: container, in: id) }
    case .patchNodes(let target, let patch):
      for node in world.nodes(of: target) { self.patch(node, patch, in: &world) }
    case .patchWorkloads(let target, let patch):
      for id in world.workloads(of: target) { world.patch(id, patch) }
    case .patchPods(let target, let labels, let annotations):
      world.patch(podsOf: target, labels: labels, annotations: annotations)
    case .patchServices(let target, let selector):
      for service in world.services(of: target) { world.patch(service, selector: selector) }
    case .load(let target, let change):
      let pods = world.podsBelonging(to: target)
      loads.append(change, of: target, pods, in: world.cluster)
      return .followUse(of: pods)
    case .rollingUpdate(let update): rollingUpdates.begin(update, in: &world)
    case .cordon(let target): world.setCordoned(true, target)
    case .uncordon(let target): world.setCordoned(false, target)
    case .drain(let target, let options):
      evictions.drain(world.nodes(of: target), options, in: &world)
    case .taint(let target, let taint, let isRemoval):
      for node in world.nodes(of: target) { world.setTaint(taint, on: node, isRemoval: isRemoval) }
    case .labelNodes(let target, let changes): world.label(target, changes)
    case .labelPods(let target, let changes): world.patch(podsOf: target, labels: changes)
    case .join(let pool, let count, let labels):
      pools.join(count, to: pool, labels: labels, in: &world, &host)
    case .leave(let target): for node in world.nodes(of: target) { host.remove(node, in: &world) }
    case .fail(let target): for node in world.nodes(of: target) { host.fail(node, in: &world) }
    case .recover(let target):
      for node in world.nodes(of: target) { host.recover(node, in: &world) }
    case .partition(let target):
      for node in world.nodes(of: target) { host.partition(node, in: &world) }
    case .heal(let target): for node in world.nodes(of: target) { host.heal(node, in: &world) }
    case .crash(let target, let container, let exitCode):
      for pod in world.pods(of: target) { host.crash(pod, container, exitCode, in: &world) }
    case .evict(let target): world.evict(target)
    case .setReadiness(let target, let isReady):
      host.setReadiness(of: world.pods(of: target), isReady, in: &world)
    case .setNodeReadiness(let target, let isReady):
      for node in world.nodes(of: target) { host.setReadiness(of: node, isReady, in: &world) }
    case .pause(let component): return .setPaused(component, true)
    case .resume(let component): return .setPaused(component, false)
    }
    return nil
  }

  private mutating func patch(_ node: NodeID, _ patch: NodePatch, in world: inout World) {
    if patch.changesAmounts { resizedNodes.insert(node) }
    world.patch(node, patch)
  }
}
