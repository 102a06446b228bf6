import KubernetesObjects
import Testing

@testable import ClusterSimulation
@testable import ScenarioFiles

@Suite("Patches of volumes")
struct VolumePatchTests {
  private static func patched(_ patch: String) throws -> PersistentVolume {
    let folder = try ScenarioFolder([
      "scenario.yaml": ScenarioText.withNodes(
        "manifests: [v.yaml]\ntimeline: [{at: 1m, patch: {persistentVolume: v, \(patch)}}]"),
      "v.yaml": """
      apiVersion: v1
      kind: PersistentVolume
      metadata: {name: v}
      spec:
        capacity: {storage: 1Gi}
        accessModes: [ReadWriteOnce]
        nfs: {server: a, path: /}
      """,
    ])
    defer { folder.remove() }
    let scenario = try Scenario.read(folder.path("scenario.yaml"))
    for case .update(let update) in scenario.configuration.timeline.map(\.action) {
      return try #require(update.object as? PersistentVolume)
    }
    throw ScenarioFolderError()
  }

  private struct ScenarioFolderError: Error {}

  @Test("a patch changes what it names, and says aloud that a volume has no claim any more")
  func patches() throws {
    let kept = try Self.patched("spec: {persistentVolumeReclaimPolicy: Delete}")
    #expect(kept.spec.persistentVolumeReclaimPolicy == .delete && kept.spec.claimRef == nil)
    let freed = try Self.patched("spec: {claimRef: null}")
    #expect(freed.spec.claimRef == ObjectReference())
  }
}
