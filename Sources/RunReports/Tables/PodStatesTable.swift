import ClusterSimulation
import ClusterState

/// Every change of the state of a pod, as the API server has it.
enum PodStatesTable: ReportTable {
  static let fileName = "pod_states.csv"
  static let meaning = "A change of a pod's phase, readiness, deletion or node in the API server."
  static let columns: [ReportColumn] =
    [.seconds("time_seconds", "When.")] + ReportColumn.pod + [
      .text("phase", "The phase from then on; Deleted once the object is gone."),
      .integer("ready", "0 or 1", "The condition Ready."),
      .integer("terminating", "0 or 1", "Whether the pod is being deleted."),
      .text("node", "The node that it is bound to."),
    ]

  static func write(
    _ run: RunAnalysis, to table: inout TableWriter
  ) throws(ReportWritingError) {
    let cluster = run.source.cluster
    for change in run.source.recording.podStates {
      let state = change.state
      table.time(change.time)
      table.text(cluster.symbols[run.source.namespace(of: change.pod)])
      table.name(of: change.pod, cluster)
      table.uid(of: change.pod)
      table.text(state.isRemoved ? "Deleted" : state.phase.name)
      table.integer(Int64(state.isReady ? 1 : 0))
      table.integer(Int64(state.isDeleting ? 1 : 0))
      table.text(state.isBound ? run.source.name(of: cluster.pods[change.pod].node) : "")
      try table.endRow()
    }
  }
}
