import ClusterSimulation
import ClusterState
import KubernetesObjects
import SimulationEngine
import Testing

@Suite("Components of events")
struct EventComponentTests {
  @Test("events about the pods of a workload name the controller of its kind")
  func controllers() {
    var set = ReplicaSet()
    set.metadata = ObjectMeta(name: "api", namespace: "default")
    set.spec.replicas = 1
    set.spec.selector = LabelSelector(matching: ["app": "api"])
    set.spec.template.metadata.labels = ["app": "api"]
    set.spec.template.spec = SmallCluster.spec("api")
    var configuration = SmallCluster.configuration(.modern, replicas: 1, until: 60)
    configuration.initialObjects.append(set)
    var simulation = Simulation(configuration)
    simulation.runToEnd()
    let recording = simulation.state.recording
    let components = recording.events.filter { $0.subject == .workload }.map {
      recording.messages[Int($0.component)]
    }
    #expect(Set(components) == ["replication-controller", "replicaset-controller"])
  }
}
