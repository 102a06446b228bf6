import ClusterState
import KubernetesObjects
import NodeAgents
import StructuredText

/// The statuses of a pod's containers, as its kubelet has last told them.
struct ContainerStatuses {
  /// Of the init containers.
  private(set) var initial: [SyntaxValue] = []
  /// Of the others.
  private(set) var main: [SyntaxValue] = []

  private let view: ExportView

  init(of pod: PodID, _ template: PodTemplate, in view: ExportView) {
    self.view = view
    let containers = template.pod.spec.initContainers + template.pod.spec.containers
    for (index, told) in view.kubelets.containers(of: pod).enumerated()
    where index < containers.count {
      let isInit = index < template.initContainerCount
      let value = status(of: told, containers[index], isInit: isInit)
      if isInit { initial.append(value) } else { main.append(value) }
    }
  }

  private func status(
    of told: ReportedContainer, _ container: Container, isInit: Bool
  ) -> SyntaxValue {
    var fields = FieldList()
    fields.add("image", container.image)
    fields.set("imageID", "")
    fields.set("lastState", told.last.map { ["terminated": ending(of: $0)] } ?? [:])
    fields.set("name", .string(container.name))
    fields.set("ready", .boolean(isReady(told, container, isInit: isInit)))
    fields.set("restartCount", .integer(Int64(told.restarts)))
    if case .running = told.state {
      fields.set("started", true)
    } else {
      fields.set("started", false)
    }
    fields.set("state", state(of: told))
    return fields.value
  }

  private func isReady(
    _ told: ReportedContainer, _ container: Container, isInit: Bool
  ) -> Bool {
    guard isInit, !container.isSidecar else { return told.isReady }
    if case .terminated(let run) = told.state { return run.exitCode == 0 }
    return false
  }

  private func state(of told: ReportedContainer) -> SyntaxValue {
    switch told.state {
    case .waiting(let reason): return ["waiting": ["reason": .string(reason.rawValue)]]
    case .running(let start):
      var fields = FieldList()
      fields.add("startedAt", view.instant(start))
      return ["running": fields.value]
    case .terminated(let run): return ["terminated": ending(of: run)]
    }
  }

  private func ending(of run: ContainerRun) -> SyntaxValue {
    var fields = FieldList()
    fields.set("exitCode", .integer(Int64(run.exitCode)))
    fields.add("finishedAt", view.instant(run.finished))
    fields.set("reason", run.exitCode == 0 ? "Completed" : "Error")
    fields.add("startedAt", view.instant(run.started))
    return fields.value
  }
}
