import ClusterSimulation
import ClusterState
import SimulationEngine

/// What the reports of a run are made from.
package struct ReportSource: Sendable {
  /// What the run depended on.
  package let configuration: SimulationConfiguration
  /// The API server's tables at the end of the run, which keep the life of each pod.
  package let cluster: ClusterState
  /// What the run wrote down.
  package let recording: Recording
  /// The instant at which the run ended, or was stopped.
  package let end: SimulationTime

  /// What was measured, if the measuring window ended before the run.
  private let measured: MeasuredLevels?
  /// What was measured in each further window; nil if that never began.
  private let furtherMeasured: [MeasuredLevels?]
  /// The place of each further window among them.
  private let slots: [MeasuringWindow: Int]

  /// The reports' view of a simulation that has come to its end or was stopped.
  package init(_ state: SimulationState) {
    self.init(
      configuration: state.configuration, cluster: state.cluster, recording: state.recording,
      end: max(state.recording.end, state.now), measured: state.measured,
      furtherMeasured: state.furtherMeasured)
  }

  /// A run put together from its parts.
  package init(
    configuration: SimulationConfiguration, cluster: ClusterState, recording: Recording,
    end: SimulationTime, measured: MeasuredLevels? = nil,
    furtherMeasured: [MeasuredLevels?] = []
  ) {
    self.configuration = configuration
    self.cluster = cluster
    self.recording = recording
    self.end = end
    self.measured = measured
    self.furtherMeasured = furtherMeasured
    slots = Dictionary(
      uniqueKeysWithValues: zip(configuration.furtherWindows, furtherMeasured.indices))
  }

  /// The source of the figures of `window`, a further one; nil if the run did not reach it.
  func within(_ window: MeasuringWindow) -> ReportSource? {
    if window == configuration.measuring { return self }
    guard let slot = slots[window], let measured = furtherMeasured[slot], window.from < end else {
      return nil
    }
    var configuration = configuration
    configuration.measuring = window
    return ReportSource(
      configuration: configuration, cluster: cluster, recording: recording, end: end,
      measured: measured)
  }

  /// What the figures are about: the measuring window as far as the run went.
  var window: ReportWindow { ReportWindow(configuration.measuring, until: end) }

  /// How much was asked for and used, within the window.
  var resources: ResourceLevels { measured?.resources ?? recording.resources }

  /// The scheduling queue, within the window.
  var queue: QueueLevels { measured?.queue ?? recording.queue }

  /// The API server's tables at the end of the window.
  var closing: ClusterState { measured?.cluster ?? cluster }

  /// The text of a symbol.
  func text(_ symbol: Symbol) -> String { cluster.symbols[symbol] }

  /// The name of a node; empty for `absent`.
  func name(of node: NodeID) -> String {
    node.isPresent ? cluster.symbols[cluster.nodes[node.row].name] : ""
  }

  /// The namespace of a pod.
  func namespace(of pod: PodID) -> Symbol {
    cluster.templates[cluster.pods[pod].template].namespace
  }
}
