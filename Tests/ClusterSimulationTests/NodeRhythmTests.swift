import ClusterSimulation
import ClusterState
import SimulationEngine
import Testing

/// When kubelets report, and what they say of their nodes.
@Suite("The rhythm of nodes")
struct NodeRhythmTests {
  @Test(
    "each node of the start reports in a phase of its own, which its name and the seed decide",
    arguments: [ControlPlaneSettings.Profile.classic, .modern])
  func phases(profile: ControlPlaneSettings.Profile) {
    func heard(nodes: Int, at end: Int64, firstRound: SimulationDuration? = nil) -> [SimulationTime]
    {
      var configuration = SmallCluster.configuration(profile, nodes: nodes)
      configuration.controlPlane.kubelet.firstRound = firstRound
      // Rounds in which nothing can be found would not be made.
      configuration.timeline = [TimelineEntry(at: .seconds(1100), .cordon(.node("worker-0")))]
      var simulation = Simulation(configuration)
      simulation.run(until: .seconds(end))
      return simulation.state.cluster.nodes.map { max($0.heartbeat, $0.leaseRenewed) }
    }
    let found = heard(nodes: 20, at: 400)
    #expect(Set(found).count == 20)
    #expect(found.allSatisfy { $0 > .seconds(390) && $0 <= .seconds(400) })
    // A node more changes nobody else's phase, and a period later all have reported once more.
    #expect(Array(heard(nodes: 21, at: 400).prefix(20)) == found)
    #expect(heard(nodes: 20, at: 410) == found.map { $0 + .seconds(10) })
    #expect(Set(heard(nodes: 20, at: 409, firstRound: .seconds(3))) == [.seconds(403)])
  }

  @Test("passes of the node controller have a phase, of which the seed decides")
  func passes() throws {
    var instants: Set<SimulationTime> = []
    for seed in UInt64(1)...8 {
      var configuration = SmallCluster.configuration(.modern)
      configuration.seed = seed
      configuration.controlPlane.nodeLifecycle.nodeMonitorPhase = nil
      configuration.timeline = [TimelineEntry(at: .seconds(101), .fail(.node("worker-0")))]
      var simulation = Simulation(configuration)
      simulation.runToEnd()
      let conditions = simulation.state.recording.nodeConditions
      let unknown = try #require(conditions.first { $0.status == .unknown }?.time)
      #expect(unknown >= .seconds(150) && unknown <= .milliseconds(160_010))
      instants.insert(unknown)
    }
    #expect(instants.count == 8)
  }

  @Test("a kubelet that tells that its node is not ready gets the taints of that, not of silence")
  func unready() {
    var configuration = SmallCluster.configuration(.modern, until: 400)
    configuration.timeline = [
      TimelineEntry(at: .seconds(101), .setNodeReadiness(.node("worker-0"), isReady: false)),
      TimelineEntry(at: .seconds(201), .setNodeReadiness(.node("worker-0"), isReady: true)),
    ]
    var simulation = Simulation(configuration)
    func taints() -> [String] {
      let cluster = simulation.state.cluster
      return cluster.nodes[0].taints.map { "\(cluster.symbols[$0.key]):\($0.effect)" }.sorted()
    }
    simulation.run(until: .seconds(109))
    #expect(taints().isEmpty)
    simulation.run(until: .milliseconds(110_100))
    #expect(simulation.state.cluster.nodes[0].ready == .no)
    #expect(taints().contains("node.kubernetes.io/not-ready:noSchedule"))
    simulation.run(until: .seconds(200))
    #expect(
      taints() == [
        "node.kubernetes.io/not-ready:noExecute", "node.kubernetes.io/not-ready:noSchedule",
      ])
    // Its pods run on, and nobody takes their readiness away.
    let cluster = simulation.state.cluster
    #expect((0..<6).allSatisfy { cluster.pods[PodID($0)].isReady })
    simulation.run(until: .milliseconds(210_100))
    // The one follows the condition at once, the other waits for a pass.
    #expect(!taints().contains("node.kubernetes.io/not-ready:noSchedule"))
    simulation.runToEnd()
    #expect(taints().isEmpty && simulation.state.recording.deletions.isEmpty)
    let statuses = simulation.state.recording.nodeConditions.filter { $0.node == NodeID(0) }
    #expect(statuses.map(\.status).suffix(2) == [.no, .yes])
  }
}
