import ClusterState
import KubernetesObjects
import SimulationEngine
import Testing

@testable import ClusterSimulation

/// Namespaces that are deleted in the middle of a run.
@Suite("Deleted namespaces") struct NamespaceRunTests {
  /// A run in which the namespace "shop" is deleted at 1m and `objects` are applied at 62s and 5m.
  private static func run(
    _ profile: ControlPlaneSettings.Profile, applying objects: [any APIObject] = []
  ) -> SimulationState {
    var configuration = SmallCluster.configuration(profile, replicas: 2, until: 900)
    configuration.initialObjects += [controller("till"), claim]
    configuration.timeline = [
      TimelineEntry(
        at: .seconds(60),
        .delete(.named(kind: "Namespace", namespace: "", name: "shop"), grace: nil)),
      TimelineEntry(at: .seconds(62), .apply(objects)),
      TimelineEntry(at: .seconds(300), .apply(objects)),
    ]
    var simulation = Simulation(configuration)
    simulation.runToEnd()
    return simulation.state
  }

  private static func controller(_ name: String) -> ReplicationController {
    var controller = SmallCluster.controller(name, replicas: 3)
    controller.metadata.namespace = "shop"
    return controller
  }

  private static var claim: PersistentVolumeClaim {
    var claim = PersistentVolumeClaim()
    claim.metadata = ObjectMeta(name: "books", namespace: "shop")
    return claim
  }

  private static var namespace: Namespace {
    var namespace = Namespace()
    namespace.metadata.name = "shop"
    return namespace
  }

  @Test("what is in it goes, and nothing else", arguments: ControlPlaneSettings.Profile.allCases)
  func content(profile: ControlPlaneSettings.Profile) throws {
    let cluster = Self.run(profile).world.cluster
    let shop = try #require(cluster.symbols.find("shop"))
    #expect(cluster.namespaces[shop]?.isPresent == false)
    #expect(cluster.pods(ofNamespace: shop).isEmpty)
    #expect(cluster.claims.allSatisfy { !$0.isPresent })
    #expect(cluster.workloads.filter(\.isPresent).map { cluster.symbols[$0.name] } == ["web"])
    #expect(!cluster.hasObject("ServiceAccount", named: "default", in: "shop"))
    #expect(cluster.hasObject("ServiceAccount", named: "default", in: "default"))
    #expect(
      cluster.hasObject("ConfigMap", named: "kube-root-ca.crt", in: "default")
        == (profile == .modern))
  }

  @Test("nothing is created in it, before it is gone and after")
  func refusals() {
    let state = Self.run(.modern, applying: [Self.controller("again")])
    let answers = state.recording.refusals.map { "\($0.status.code) \($0.status.message)" }
    #expect(
      answers == [
        "403 replicationcontrollers \"again\" is forbidden: unable to create new content in "
          + "namespace shop because it is being terminated",
        "404 namespaces \"shop\" not found",
      ])
    // Controllers of these years know that refusal, and say nothing of it.
    let reasons = state.recording.events.map { state.recording.messages[Int($0.reason)] }
    #expect(!reasons.contains("FailedCreate"))
  }

  @Test("a namespace made anew is another one")
  func anew() throws {
    let state = Self.run(.classic, applying: [Self.namespace, Self.controller("again")])
    let cluster = state.world.cluster
    let shop = try #require(cluster.symbols.find("shop"))
    #expect(state.recording.refusals.count == 1)
    #expect(cluster.namespaces.records.filter { $0.name == shop }.count == 2)
    #expect(cluster.pods(ofNamespace: shop).count == 3)
  }

  @Test(
    "some namespaces stay, and none is deleted twice",
    arguments: [
      ("default", "403 namespaces \"default\" is forbidden: this namespace may not be deleted"),
      ("nowhere", "404 namespaces \"nowhere\" not found"),
      ("shop", "409 Operation cannot be fulfilled on namespaces \"shop\": The system is ensuring"),
    ])
  func deletions(name: String, answer: String) {
    var configuration = SmallCluster.configuration(.modern, replicas: 1, until: 63)
    configuration.initialObjects.append(Self.controller("till"))
    for second in [60, 61] as [Int64] where name == "shop" || second == 61 {
      let target = ObjectTarget.named(kind: "Namespace", namespace: "", name: name)
      configuration.timeline.append(
        TimelineEntry(at: .seconds(second), .delete(target, grace: nil)))
    }
    var simulation = Simulation(configuration)
    simulation.runToEnd()
    let refusals = simulation.state.recording.refusals
    #expect(refusals.map { "\($0.status.code) \($0.status.message)".hasPrefix(answer) } == [true])
  }
}
