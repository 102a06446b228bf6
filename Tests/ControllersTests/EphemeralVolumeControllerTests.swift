import ClusterState
import KubernetesObjects
import SimulationEngine
import Testing

@testable import Controllers

/// Claims that are made with pods.
@Suite("Ephemeral volumes") struct EphemeralVolumeControllerTests {
  /// A pod that has a volume of its own for each of `volumes`.
  private static func pod(
    _ name: String, _ volumes: [String], in cluster: inout TestCluster
  ) throws -> PodID {
    var object = Pod()
    object.metadata.namespace = "default"
    var wanted = PersistentVolumeClaimTemplate()
    wanted.metadata.labels = ["of": "scratch"]
    wanted.spec.storageClassName = "fast"
    object.spec.volumes = volumes.map { Volume(name: $0, source: .ephemeral(wanted)) }
    let template = cluster.state.template(for: object)
    return try cluster.state.createPod(
      template: template, name: PodName(cluster.state.symbols.intern(name)), owner: .absent,
      at: .zero)
  }

  /// The names of the claims that are asked for, all of which belong to `pod`.
  private static func claims(_ actions: [ControllerAction], of pod: PodID) -> [String] {
    actions.compactMap { action in
      guard case .write(.createPodClaim(let claim, let owner)) = action, owner == pod else {
        return nil
      }
      #expect(claim.metadata.labels == ["of": "scratch"])
      #expect(claim.spec.storageClassName == "fast" && claim.metadata.namespace == "default")
      return claim.metadata.name
    }
  }

  /// Creates the claims that are asked for, as the API server does; returns what is asked for then.
  private static func create(
    _ actions: [ControllerAction], _ controller: inout EphemeralVolumeController,
    in cluster: inout TestCluster
  ) throws -> [ControllerAction] {
    var answers: ControllerActions = []
    for case .write(.createPodClaim(let claim, let pod)) in actions {
      let id = try cluster.state.createClaim(claim, at: .seconds(1))
      cluster.state.setOwner(of: id, .pod(pod), at: .seconds(1))
      controller.observe(
        .done, of: .createPodClaim(claim, of: pod), at: .seconds(1), in: cluster.state,
        actions: &answers)
    }
    return Array(answers)
  }

  @Test("a pod gets a claim for each of its volumes, one after another")
  func creation() throws {
    var cluster = TestCluster()
    var controller = EphemeralVolumeController()
    let pod = try Self.pod("web", ["cache", "logs"], in: &cluster)
    let first = cluster.sync(&controller)
    #expect(Self.claims(first, of: pod) == ["web-cache"])
    let second = try Self.create(first, &controller, in: &cluster)
    #expect(Self.claims(second, of: pod) == ["web-logs"])
    #expect(try Self.create(second, &controller, in: &cluster).isEmpty)
    #expect(cluster.sync(&controller).isEmpty)
    #expect(cluster.state.claimNames(of: pod) == ["web-cache", "web-logs"])
  }

  @Test("a claim that is gone is made again")
  func removal() throws {
    var cluster = TestCluster()
    var controller = EphemeralVolumeController()
    let pod = try Self.pod("web", ["cache"], in: &cluster)
    _ = try Self.create(cluster.sync(&controller), &controller, in: &cluster)
    let claim = try #require(
      cluster.state.claim(named: "web-cache", in: cluster.state.symbols.intern("default")))
    #expect(cluster.sync(&controller).isEmpty)
    cluster.state.removeClaim(claim, at: .seconds(2))
    #expect(Self.claims(cluster.sync(&controller), of: pod) == ["web-cache"])
  }

  @Test("a claim of that name which is not the pod's is told of, again and again")
  func conflict() throws {
    var cluster = TestCluster()
    var controller = EphemeralVolumeController()
    var foreign = PersistentVolumeClaim()
    foreign.metadata.name = "web-cache"
    try cluster.state.createClaim(foreign, at: .zero)
    let pod = try Self.pod("web", ["cache"], in: &cluster)
    let actions = cluster.sync(&controller)
    let event = ObjectEvent(
      .pod, pod.index, from: "ephemeral_volume", "FailedBinding", isWarning: true,
      "ephemeral volume cache: PVC default/web-cache was not created for pod default/web "
        + "(pod is not owner)")
    #expect(
      actions == [
        .recordObjectEvent(event),
        .setTimer(ControllerTimer(0, key: pod.index), after: .milliseconds(5)),
      ])
    var again: ControllerActions = []
    controller.wake(
      for: ControllerTimer(0, key: pod.index), at: .milliseconds(10_005), in: cluster.state,
      actions: &again)
    #expect(
      Array(again) == [
        .recordObjectEvent(event),
        .setTimer(ControllerTimer(0, key: pod.index), after: .milliseconds(10)),
      ])
  }

  @Test("a pod that is being deleted gets none")
  func deletion() throws {
    var cluster = TestCluster()
    var controller = EphemeralVolumeController()
    let pod = try Self.pod("web", ["cache"], in: &cluster)
    cluster.state.remove(pod, at: .seconds(1))
    #expect(cluster.sync(&controller).isEmpty)
  }
}
