import ClusterSimulation
import ClusterState
import SimulationEngine
import Testing

/// A component that is stopped and started again has to come to lead.
@Suite("Leader election")
struct LeaderElectionTests {
  /// When the first pod beyond those of the start is created: six more are wanted at 110 s, while
  /// the controller manager, or the scheduler, is away from 100 to 120 s.
  private static func firstAction(
    of component: ControlPlaneComponent, _ profile: ControlPlaneSettings.Profile, seed: UInt64,
    resumes: [SimulationTime] = [.seconds(120)]
  ) -> SimulationTime {
    var configuration = SmallCluster.configuration(profile, until: 300)
    configuration.seed = seed
    configuration.timeline = [
      TimelineEntry(at: .seconds(100), .pause(component)),
      TimelineEntry(
        at: .seconds(110),
        .scale(
          .named(kind: "ReplicationController", namespace: "default", name: "web"), replicas: 12)),
    ]
    configuration.timeline += resumes.map { TimelineEntry(at: $0, .resume(component)) }
    var simulation = Simulation(configuration)
    simulation.runToEnd()
    let cluster = simulation.state.cluster
    let pods = (6..<cluster.pods.count).map { cluster.pods[PodID($0)] }
    return pods.map { component == .scheduler ? $0.scheduled : $0.created }.min() ?? .unset
  }

  @Test("a controller manager acts 15 s after its start, and up to an attempt's pause later")
  func modern() {
    var instants: Set<SimulationTime> = []
    for seed in UInt64(1)...20 {
      let first = Self.firstAction(of: .controllerManager, .modern, seed: seed)
      #expect(first >= .seconds(135) && first < .milliseconds(139_500), "seed \(seed): \(first)")
      instants.insert(first)
    }
    #expect(instants.count > 10)
  }

  @Test("a scheduler that was stopped gave its lease back, so the next one acts at once")
  func released() {
    let first = Self.firstAction(of: .scheduler, .modern, seed: 1)
    #expect(first >= .seconds(120) && first < .seconds(121))
  }

  @Test("where there is no election it acts at once", arguments: ControlPlaneComponent.allCases)
  func withoutElection(component: ControlPlaneComponent) {
    let first = Self.firstAction(of: component, .textbook, seed: 1)
    #expect(first >= .seconds(120) && first <= .seconds(126))
  }

  @Test("to start one that waits already changes nothing")
  func startedTwice() {
    let once = Self.firstAction(of: .controllerManager, .modern, seed: 3)
    let twice = Self.firstAction(
      of: .controllerManager, .modern, seed: 3, resumes: [.seconds(120), .seconds(130)])
    #expect(once == twice)
  }

  @Test("one that ends before it leads never leads; the next one waits anew")
  func endsWhileWaiting() {
    var configuration = SmallCluster.configuration(.modern, until: 300)
    configuration.timeline = [
      TimelineEntry(at: .seconds(100), .pause(.controllerManager)),
      TimelineEntry(at: .seconds(110), .resume(.controllerManager)),
      TimelineEntry(at: .seconds(115), .pause(.controllerManager)),
      TimelineEntry(
        at: .seconds(116),
        .scale(
          .named(kind: "ReplicationController", namespace: "default", name: "web"), replicas: 7)),
      TimelineEntry(at: .seconds(200), .resume(.controllerManager)),
    ]
    var simulation = Simulation(configuration)
    simulation.run(until: .seconds(214))
    #expect(simulation.state.cluster.pods.count == 6)
    simulation.run(until: .seconds(221))
    #expect(simulation.state.cluster.pods.count == 7)
  }
}
