import ClusterState
import KubernetesObjects
import SimulationEngine
import Testing

@testable import Controllers

@Suite("Volumes that are deleted")
struct VolumeProtectionControllerTests {
  @Test("a volume stays while a claim has it, and goes when that lets go")
  func protection() throws {
    var cluster = TestCluster()
    var controller = VolumeProtectionController()
    var volume = PersistentVolume()
    volume.metadata.name = "v"
    volume.phase = .bound
    let id = try cluster.state.createVolume(volume, at: .zero)
    cluster.state.requestDeletion(ofVolume: id, at: .seconds(1))
    #expect(cluster.sync(&controller).isEmpty)
    cluster.state.apply(.editVolume(id, .setPhase(.released)), at: .seconds(2))
    #expect(cluster.sync(&controller) == [.write(.editVolume(id, .remove))])
  }
}
