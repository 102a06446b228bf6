import ClusterSimulation
import ClusterState
import NodeAgents
import SimulationEngine
import Testing

/// Replication controllers of the first eras beside each other.
@Suite("Replication controllers in a run")
struct ReplicationRunTests {
  @Test("kubectl rolling-update scales up, waits for the update period, scales down, and again")
  func rollingUpdate() throws {
    let deleted = try Self.deletions(startup: 5)
    // Each half of a round takes 3 s to be noticed, and a minute lies between the two.
    #expect(deleted == [123, 189, 255])
  }

  @Test("a pod that is not ready in time puts the next old one off by a whole period")
  func slowRollingUpdate() throws {
    #expect(try Self.deletions(startup: 70) == [183, 309, 435])
  }

  @Test("an update without any progress ends where it is")
  func stuckRollingUpdate() throws {
    #expect(try Self.deletions(startup: 5000) == [])
  }

  /// When the pods of three old replicas go, in whole seconds, in an update that begins at 60 s
  /// with programs that take `startup` seconds to get ready.
  private static func deletions(startup: Double) throws -> [Int64] {
    var configuration = SmallCluster.configuration(.classic, nodes: 2, replicas: 3, until: 700)
    let update = RollingUpdate(
      namespace: "default", old: "web", new: SmallCluster.controller("next", replicas: 3))
    configuration.timeline = [TimelineEntry(at: .seconds(60), .rollingUpdate(update))]
    var behavior = PodBehavior()
    behavior.startup = .after(.constant(try ConstantDistribution(startup)))
    configuration.behaviors = [BehaviorRule(behavior: behavior)]
    var simulation = Simulation(configuration)
    simulation.runToEnd()
    let cluster = simulation.state.cluster
    return (0..<3).map { cluster.pods[PodID($0)].deletionRequested }.filter(\.isSet)
      .map { $0.microseconds / 1_000_000 }.sorted()
  }

  @Test("before owners counted, two controllers with one selector undo each other's work")
  func overlappingSelectors() {
    var configuration = SmallCluster.configuration(.classic, nodes: 2, replicas: 3, until: 20)
    // Every event would look at hundreds of pods.
    configuration.checksInvariants = false
    var rival = SmallCluster.controller("rival", replicas: 5)
    rival.spec.selector = ["app": "web"]
    rival.spec.template.metadata.labels = ["app": "web"]
    configuration.initialObjects.append(rival)
    var simulation = Simulation(configuration)
    simulation.runToEnd()
    let cluster = simulation.state.cluster
    let deleted = (0..<cluster.pods.count).count { cluster.pods[PodID($0)].isDeleting }
    #expect(deleted > 60)
  }
}
