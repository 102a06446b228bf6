import ClusterState
import KubernetesObjects
import SimulationEngine
import Testing

@testable import Controllers

@Suite("Claims that are deleted")
struct ClaimProtectionControllerTests {
  private static func claim(in cluster: inout TestCluster) throws -> ClaimID {
    var claim = PersistentVolumeClaim()
    claim.metadata.name = "data"
    return try cluster.state.createClaim(claim, at: .zero)
  }

  @Test("a claim that nobody uses goes at once")
  func unused() throws {
    var cluster = TestCluster()
    var controller = ClaimProtectionController()
    let claim = try Self.claim(in: &cluster)
    #expect(cluster.sync(&controller).isEmpty)
    cluster.state.requestDeletion(ofClaim: claim, at: .seconds(1))
    #expect(cluster.sync(&controller) == [.write(.removeClaim(claim))])
  }

  @Test("a claim in use goes with the last pod that uses it")
  func used() throws {
    var cluster = TestCluster()
    var controller = ClaimProtectionController()
    let claim = try Self.claim(in: &cluster)
    var object = Pod()
    object.metadata.namespace = "default"
    var source = PersistentVolumeClaimVolumeSource()
    source.claimName = "data"
    object.spec.volumes = [Volume(name: "v", source: .persistentVolumeClaim(source))]
    let template = cluster.state.template(for: object)
    let pod = try cluster.state.createPod(
      template: template, name: PodName(cluster.state.symbols.intern("p")), owner: .absent,
      at: .zero)
    _ = cluster.state.bind(pod, to: try cluster.node("n"), at: .zero)
    cluster.state.requestDeletion(ofClaim: claim, at: .seconds(1))
    #expect(cluster.sync(&controller).isEmpty)
    #expect(cluster.state.claims[claim.row].isDeleting)
    cluster.state.remove(pod, at: .seconds(2))
    #expect(cluster.sync(&controller) == [.write(.removeClaim(claim))])
  }
}
