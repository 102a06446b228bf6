import ClusterState
import KubernetesObjects
import NodeAgents
import SimulationEngine

/// What those who read a run may know of the world.
extension SimulationState {
  /// What the run depends on.
  package var configuration: SimulationConfiguration { _read { yield world.configuration } }

  /// The API server's tables.
  package var cluster: ClusterState { _read { yield world.cluster } }

  /// What the run leaves behind.
  package var recording: Recording { _read { yield world.recording } }

  /// What was measured, if the measuring window ended before the run.
  package var measured: MeasuredLevels? { window.measured }
  /// What was measured in each further window of the configuration; nil if it never began.
  package var furtherMeasured: [MeasuredLevels?] {
    configuration.furtherWindows.indices.map { window.measured(in: $0, world) }
  }

  /// The kubelets, who know the containers.
  package var kubelets: Kubelets { _read { yield host.kubelets } }

  /// The priority classes beside those that every cluster has.
  package var priorityClasses: [PriorityClass] { Array(world.podAdmission.priorityClasses.own) }

  /// The instant of the last event.
  package var now: SimulationTime { world.now }

  /// What `pod` uses while it runs.
  package func usage(of pod: PodID) -> PodUsage {
    timeline.loads.usage(of: pod, in: world.cluster, host.kubelets, at: world.usageInstant)
  }
}
