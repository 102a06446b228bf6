import ClusterSimulation
import ClusterState
import KubernetesObjects
import SimulationEngine
import Testing

/// An endpoint that leads nowhere counts as stale from the moment at which its containers stop to
/// the one at which they run again, or at which it is dropped.
@Suite("Stale endpoints")
struct StaleEndpointTests {
  /// What is recorded of the service of one replica on one node, from 100 s on, as
  /// `seconds ready/stale`.
  private static func changes(
    _ actions: (second: Int64, action: TimelineAction)...
  ) -> [String] {
    var configuration = SmallCluster.configuration(.modern, nodes: 1, replicas: 1, until: 600)
    configuration.controlPlane.kubelet.relistPeriod = .zero
    configuration.timeline = actions.map { TimelineEntry(at: .seconds($0.second), $0.action) }
    var simulation = Simulation(configuration)
    simulation.runToEnd()
    return simulation.state.recording.services.filter { $0.time >= .seconds(100) }.map {
      "\($0.time.secondsText(decimals: 2)) \($0.readyEndpoints)/\($0.staleEndpoints)"
    }
  }

  @Test("a reboot that nobody notices leaves the endpoint stale until its container runs again")
  func quickReboot() {
    let node = NodeTarget.node("worker-0")
    #expect(
      Self.changes((101, .fail(node)), (111, .recover(node)))
        == ["101.00 1/1", "111.00 1/1", "111.50 1/0"])
  }

  @Test("the endpoint of a machine that leaves is stale until its pod is collected")
  func departure() {
    #expect(Self.changes((101, .leave(.node("worker-0")))) == ["101.00 1/1", "160.02 0/0"])
  }

  @Test("a node whose object alone is deleted serves on until its pods are collected")
  func deletedObject() {
    #expect(
      Self.changes((101, .deleteNodes(.node("worker-0")))) == ["160.01 1/1", "160.02 0/0"])
  }

  @Test("a container that crashes is stale until it is known not to be ready")
  func crash() {
    let pod = ObjectTarget.selected(
      kind: "Pod", namespace: "default", selector: LabelSelector(matching: ["app": "web"]))
    #expect(
      Self.changes((101, .crash(pod, container: nil, exitCode: 1)))
        == ["101.00 1/1", "101.02 0/0", "101.17 1/0"])
  }
}
