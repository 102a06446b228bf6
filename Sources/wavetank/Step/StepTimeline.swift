import ClusterExport
import ClusterSimulation
import ClusterViews
import Controllers
import SimulationEngine

/// A run to move through in both directions: it is made once, and copies of it are kept on the way,
/// from the nearest of which an instant is reached.
final class StepTimeline {
  /// A run as it was at an instant.
  private final class Checkpoint {
    let simulation: Simulation

    init(_ simulation: consuming Simulation) { self.simulation = simulation }
  }

  private var checkpoints: [Checkpoint] = []
  /// When the run ended.
  private(set) var end = SimulationTime.zero
  /// When something happened that the screen shows, ascending.
  private(set) var instants: [SimulationTime] = []
  /// When nodes were struck, ascending.
  private(set) var strikes: [SimulationTime] = []
  /// Where time came to stand still, if it did: the run ends there.
  private(set) var standstill: Standstill?
  let clock: WallClock

  /// How many copies are kept: they share what has not changed between them.
  private static let limit = 128

  /// Makes the run; `report` is told how far it has come.
  init(_ configuration: SimulationConfiguration, report: (SimulationTime, Int) -> Void) {
    clock = WallClock(start: configuration.startTime)
    var simulation = Simulation(configuration)
    checkpoints.append(Checkpoint(simulation.fork()))
    var spacing = 1000
    while simulation.run(events: spacing) {
      report(simulation.now, simulation.eventCount)
      checkpoints.append(Checkpoint(simulation.fork()))
      if checkpoints.count > Self.limit {
        checkpoints = stride(from: 0, to: checkpoints.count, by: 2).map { checkpoints[$0] }
        spacing *= 2
      }
    }
    standstill = simulation.standstill
    let recording = simulation.state.recording
    end = max(simulation.now, standstill == nil ? recording.end : .zero)
    strikes = recording.incidents.filter { [.failed, .partitioned].contains($0.kind) }.map(\.time)
    let times =
      recording.events.map(\.time) + recording.commands.map(\.time)
      + recording.incidents.map(\.time)
    instants = Set(times).sorted()
  }

  /// The cluster at `time`.
  func objects(at time: SimulationTime) -> SimulatedObjects {
    let place = checkpoints.lastIndex { $0.simulation.now <= time } ?? 0
    var simulation = checkpoints[place].simulation.fork()
    simulation.run(until: time)
    return SimulatedObjects(simulation, at: time)
  }
}
