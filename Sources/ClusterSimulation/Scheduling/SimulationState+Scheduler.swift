import ClusterState
import Scheduling

/// The scheduler, for those who read a run.
extension SimulationState {
  /// The cluster as the scheduler sees it.
  package var schedulerView: SchedulerCache { scheduler.view.core.cache }

  /// How the scheduler will choose among equals next.
  package var schedulerTieBreak: TieBreak { scheduler.view.core.tieBreak }

  /// The nodes in the order in which the scheduler's next search comes to them.
  package var schedulerSearchOrder: ContiguousArray<NodeID> { scheduler.view.core.searchOrder }

  /// The pods that wait with the promise of a node.
  package var schedulerNominations: Nominations { scheduler.view.core.nominations }

  /// What the scheduling cycle that is running has decided; nil if none is.
  package var schedulerDecision: Decision? { scheduler.decision }
}
