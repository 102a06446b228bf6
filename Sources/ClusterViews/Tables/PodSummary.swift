import KubernetesObjects

/// What a pod's containers amount to, in the words of `kubectl get pods`.
package struct PodSummary {
  /// `Running`, `CrashLoopBackOff`, `Init:0/1`, `Terminating` and so on.
  package private(set) var status: String
  /// The containers and the sidecars that are ready.
  package private(set) var readyContainers = 0
  /// The containers and the sidecars.
  package private(set) var containers: Int
  /// The restarts: of the init containers as long as these run, then of the others.
  package private(set) var restarts: Int64 = 0
  /// When a container that was started again had ended, most lately.
  package private(set) var lastRestart: Timestamp?

  /// The summary of `pod`.
  package init(_ pod: APIField) {
    let phase = pod.status.phase.text
    status = pod.status.reason.text(or: phase)
    let isGated = pod.status.conditions.elements.contains {
      $0.type.text == "PodScheduled" && $0.reason.text == Self.gated
    }
    if isGated { status = Self.gated }
    containers = pod.spec.containers.size
    let sidecars = pod.spec.initContainers.elements.filter(\.isSidecar).map { $0["name"].text }
    containers += sidecars.count
    let isInitializing = readInitContainers(of: pod, sidecars: sidecars)
    if !isInitializing || pod.condition("Initialized")?.status.text == "True" {
      readContainers(of: pod, sidecars: sidecars)
    }
    if pod.isBeingDeleted, pod.status.reason.text == "NodeLost" {
      status = "Unknown"
    } else if pod.isBeingDeleted, phase != "Succeeded", phase != "Failed" {
      status = "Terminating"
    }
  }

  private static let gated = "SchedulingGated"

  /// Counts the init containers up to the first that has still to end; whether there is one.
  private mutating func readInitContainers(of pod: APIField, sidecars: [String]) -> Bool {
    for (index, container) in pod.status.initContainerStatuses.elements.enumerated() {
      note(container)
      let state = container.state
      if state.terminated.exists, state.terminated.exitCode.whole == 0 { continue }
      if sidecars.contains(container["name"].text), container.started.isTrue {
        if container.ready.isTrue { readyContainers += 1 }
        continue
      }
      if state.terminated.exists {
        status = "Init:" + Self.ending(state.terminated)
      } else if !["", "PodInitializing"].contains(state.waiting.reason.text) {
        status = "Init:" + state.waiting.reason.text
      } else {
        status = "Init:\(index)/\(pod.spec.initContainers.size)"
      }
      return true
    }
    return false
  }

  private mutating func readContainers(of pod: APIField, sidecars: [String]) {
    restarts = 0
    lastRestart = nil
    for container in pod.status.initContainerStatuses.elements
    where sidecars.contains(container["name"].text) {
      note(container)
    }
    var hasRunning = false
    for container in pod.status.containerStatuses.elements.reversed() {
      note(container)
      let state = container.state
      if !state.waiting.reason.text.isEmpty {
        status = state.waiting.reason.text
      } else if state.terminated.exists {
        status = Self.ending(state.terminated)
      } else if container.ready.isTrue, state.running.exists {
        hasRunning = true
        readyContainers += 1
      }
    }
    if status == "Completed", hasRunning {
      let isReady = pod.status.conditions.elements.contains {
        $0.type.text == "Ready" && $0.status.text == "True"
      }
      status = isReady ? "Running" : "NotReady"
    }
  }

  /// Counts the restarts of a container.
  private mutating func note(_ container: APIField) {
    restarts += container.restartCount.whole
    guard let ended = container.lastState.terminated.finishedAt.instant else { return }
    if lastRestart.map({ $0 < ended }) ?? true { lastRestart = ended }
  }

  /// The reason for which a container ended, or else its signal or its exit code.
  private static func ending(_ terminated: APIField) -> String {
    if !terminated.reason.text.isEmpty { return terminated.reason.text }
    let signal = terminated.signal.whole
    return signal != 0 ? "Signal:\(signal)" : "ExitCode:\(terminated.exitCode.whole)"
  }
}
