import ClusterState
import KubernetesObjects
import NodeAgents
import StructuredText

/// The statuses of a pod's containers, as its kubelet knows them.
struct ContainerStatuses {
  /// Of the init containers.
  private(set) var initial: [SyntaxValue] = []
  /// Of the others.
  private(set) var main: [SyntaxValue] = []

  private let template: PodTemplate
  private let view: ExportView
  private let isOver: Bool
  private let isInitialized: Bool
  /// Whether the machine died while the pod ran: the API server still says what it said before.
  private let isFrozen: Bool
  private let wasReady: Bool

  init(of pod: PodID, _ record: PodRecord, _ template: PodTemplate, in view: ExportView) {
    self.template = template
    self.view = view
    isOver = record.phase.isTerminal || record.isDeleting
    isInitialized = view.kubelets.isInitialized(pod, view.cluster)
    isFrozen = view.kubelets.isLost(pod) && record.phase == .running
    wasReady = record.firstReady.isSet
    let containers = template.pod.spec.initContainers + template.pod.spec.containers
    for (index, known) in view.kubelets.containers(of: pod).enumerated()
    where index < containers.count {
      let isInit = index < template.initContainerCount
      let value = status(of: known, containers[index], isInit: isInit)
      if isInit { initial.append(value) } else { main.append(value) }
    }
  }

  private func status(
    of known: ContainerRecord, _ container: Container, isInit: Bool
  ) -> SyntaxValue {
    var fields = FieldList()
    fields.add("image", container.image)
    fields.set("imageID", "")
    if !isFrozen, let code = lastExitCode(of: known) {
      fields.set("lastState", ["terminated": ending(of: known, code, hasStart: isWaiting(known))])
    } else {
      fields.set("lastState", [:])
    }
    fields.set("name", .string(container.name))
    fields.set("ready", .boolean(isReady(known, container, isInit: isInit)))
    fields.set("restartCount", .integer(Int64(known.restarts)))
    fields.set("started", .boolean(known.state == .running || isFrozen && !isInit))
    fields.set("state", state(of: known, isInit: isInit))
    return fields.value
  }

  private func isReady(_ known: ContainerRecord, _ container: Container, isInit: Bool) -> Bool {
    if isInit, !container.isSidecar { return known.state == .exited(code: 0) }
    return isFrozen ? wasReady : known.isReady
  }

  private func state(of known: ContainerRecord, isInit: Bool) -> SyntaxValue {
    if isFrozen, !isInit { return running(known) }
    if isCrashLooping(known) { return ["waiting": ["reason": "CrashLoopBackOff"]] }
    switch known.state {
    case .unreported:
      let isHeld = !isInit && template.initContainerCount > 0 || isInit
      return [
        "waiting": ["reason": isHeld && !isInitialized ? "PodInitializing" : "ContainerCreating"]
      ]
    case .waiting:
      if let failure = known.waitReason {
        return ["waiting": ["reason": .string(failure.rawValue)]]
      }
      return [
        "waiting": [
          "reason": known.lastExitCode == nil ? "ContainerCreating" : "CrashLoopBackOff"
        ]
      ]
    case .running: return running(known)
    case .exited(let code): return ["terminated": ending(of: known, code, hasStart: true)]
    }
  }

  private func running(_ known: ContainerRecord) -> SyntaxValue {
    var fields = FieldList()
    fields.add("startedAt", view.instant(known.started))
    return ["running": fields.value]
  }

  /// Whether a container that has ended waits to be started again: the first restart comes at
  /// once, from the second on there is a pause.
  private func isCrashLooping(_ known: ContainerRecord) -> Bool {
    guard case .exited(let code) = known.state, known.restarts > 0, !isOver else { return false }
    return template.restartPolicy == .always || template.restartPolicy == .onFailure && code != 0
  }

  private func isWaiting(_ known: ContainerRecord) -> Bool { known.state != .running }

  /// The exit code of the run before the state that is told; nil for the first run.
  private func lastExitCode(of known: ContainerRecord) -> Int32? {
    if isCrashLooping(known), case .exited(let code) = known.state { return code }
    return known.restarts > 0 || known.state == .waiting ? known.lastExitCode : nil
  }

  /// How a run ended. Of the run before the present one only its end is known.
  private func ending(of known: ContainerRecord, _ code: Int32, hasStart: Bool) -> SyntaxValue {
    var fields = FieldList()
    fields.set("exitCode", .integer(Int64(code)))
    fields.add("finishedAt", view.instant(known.finished))
    fields.set("reason", code == 0 ? "Completed" : "Error")
    if hasStart { fields.add("startedAt", view.instant(known.started)) }
    return fields.value
  }
}
