import ClusterSimulation
import ClusterState
import KubernetesObjects
import SimulationEngine
import Testing

@Suite("Quota in a run")
struct QuotaTests {
  @Test(
    "a controller gets as many pods as the quota lets in, and the rest when it is raised",
    arguments: ControlPlaneSettings.Profile.allCases)
  func quotaHoldsBack(profile: ControlPlaneSettings.Profile) {
    var configuration = SmallCluster.configuration(profile, replicas: 5, until: 2000)
    configuration.initialObjects.insert(Self.quota(pods: 3), at: 0)
    configuration.timeline = [
      TimelineEntry(at: .seconds(600), .apply([Self.quota(pods: 10)]))
    ]
    var simulation = Simulation(configuration)
    simulation.run(until: .seconds(599))
    #expect(simulation.state.cluster.workloads[0].status.readyReplicas == 3)
    let reasons = Set(
      simulation.state.recording.events.map {
        simulation.state.recording.messages[Int($0.reason)]
      })
    #expect(reasons.contains("FailedCreate"))
    simulation.runToEnd()
    #expect(simulation.state.cluster.workloads[0].status.readyReplicas == 5)
  }

  private static func quota(pods: Int64) -> ResourceQuota {
    var quota = ResourceQuota()
    quota.metadata = ObjectMeta(name: "team", namespace: "default")
    quota.spec.hard = [.pods: Quantity(pods)]
    return quota
  }
}
