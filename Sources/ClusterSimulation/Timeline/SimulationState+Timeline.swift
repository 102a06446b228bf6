import ClusterState
import Controllers
import KubernetesObjects
import SimulationEngine

/// The verbs of the timeline.
extension SimulationState {
  mutating func perform(_ action: TimelineAction) {
    switch action {
    case .apply(let objects): apply(objects)
    case .delete(let target, let grace): delete(target, grace: grace)
    case .scale(let target, let replicas):
      for id in workloads(of: target) { cluster.setReplicas(of: id, replicas, at: now) }
    case .setImage(let target, let container, let image):
      for id in workloads(of: target) { setImage(image, of: container, in: id) }
    case .patchNodes(let target, let patch):
      for node in nodes(of: target) { self.patch(node, patch) }
    case .patchWorkloads(let target, let patch):
      for id in workloads(of: target) { self.patch(id, patch) }
    case .patchPods(let target, let labels, let annotations):
      for pod in pods(of: target) { patch(pod, labels: labels, annotations: annotations) }
    case .patchServices(let target, let selector):
      for service in services(of: target) { patch(service, selector: selector) }
    case .load(let target, let change): changeLoad(of: target, change)
    case .rollingUpdate(let update): begin(update)
    case .cordon(let target):
      for node in nodes(of: target) { cluster.setCordoned(node, true, at: now) }
    case .uncordon(let target):
      for node in nodes(of: target) { cluster.setCordoned(node, false, at: now) }
    case .drain(let target):
      for node in nodes(of: target) {
        cluster.setCordoned(node, true, at: now)
        drain(node)
      }
    case .taint(let target, let taint, let isRemoval):
      for node in nodes(of: target) { setTaint(taint, on: node, isRemoval: isRemoval) }
    case .labelNodes(let target, let changes):
      for node in nodes(of: target) {
        let labels = changed(cluster.nodes[node.row].labels, changes)
        cluster.setLabels(node, labels, at: now)
      }
    case .labelPods(let target, let changes):
      for pod in pods(of: target) { patch(pod, labels: changes) }
    case .join(let pool, let count):
      if let row = configuration.nodePools.firstIndex(where: { $0.name == pool }) {
        join(count, toPool: row)
      }
    case .leave(let target): for node in nodes(of: target) { leave(node) }
    case .fail(let target): for node in nodes(of: target) { fail(node) }
    case .recover(let target): for node in nodes(of: target) { recover(node) }
    case .partition(let target): for node in nodes(of: target) { partition(node) }
    case .heal(let target): for node in nodes(of: target) { heal(node) }
    case .crash(let target, let container, let exitCode):
      for pod in pods(of: target) { crash(pod, container, exitCode) }
    case .evict(let target): for pod in pods(of: target) { delete(pod, .evictionAPI, grace: nil) }
    case .pause(let component): setPaused(component, true)
    case .resume(let component): setPaused(component, false)
    }
  }

  private mutating func setPaused(_ component: ControlPlaneComponent, _ isPaused: Bool) {
    switch component {
    case .scheduler:
      cursors.setPaused(.scheduler, isPaused)
      scheduler.isPaused = isPaused
      if !isPaused { startCycleIfIdle() }
    case .controllerManager:
      cursors.setPaused(.controllers, isPaused)
      if isPaused {
        manager.pause()
      } else {
        for event in manager.resume() { loop.post(event, at: now) }
      }
    }
  }

  private mutating func setTaint(_ taint: Taint, on node: NodeID, isRemoval: Bool) {
    let key = cluster.symbols.intern(taint.key)
    var taints = cluster.nodes[node.row].taints
    taints.removeAll { $0.key == key && $0.effect == taint.effect.interned }
    if !isRemoval {
      taints.append(
        NodeTaint(
          key: key, value: cluster.symbols.intern(taint.value), effect: taint.effect.interned,
          added: now))
    }
    cluster.setTaints(node, taints, at: now)
  }

  private mutating func setImage(
    _ image: String, of container: String?, in id: WorkloadID
  ) {
    let old = cluster.workloads[id.row].template
    var pod = cluster.templates[old].pod
    for row in pod.spec.containers.indices
    where container == nil || pod.spec.containers[row].name == container {
      pod.spec.containers[row].image = image
    }
    let new = cluster.template(for: pod)
    kubelets.inheritBehavior(of: new, from: old)
    cluster.setTemplate(of: id, new, at: now)
  }

  private mutating func crash(_ pod: PodID, _ container: String?, _ exitCode: Int32) {
    let spec = cluster.templates[cluster.pods[pod].template].pod.spec
    for (row, declared) in spec.containers.enumerated()
    where container == nil || declared.name == container {
      kubelets.crash(
        pod, container: spec.initContainers.count + row, exitCode: exitCode, at: now,
        in: cluster, actions: &kubeletActions)
    }
    performKubeletActions()
  }

  /// Evicts the pods of a cordoned node, as `kubectl drain --ignore-daemonsets --force` does.
  mutating func drain(_ node: NodeID) {
    cluster.pods.forEach(on: node) { pendingPods.append($0) }
    for pod in pendingPods where !cluster.pods[pod].isDeleting {
      delete(pod, .evictionAPI, grace: nil)
    }
    pendingPods.removeAll(keepingCapacity: true)
  }
}
