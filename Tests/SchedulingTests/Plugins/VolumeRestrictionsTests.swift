import KubernetesObjects
import Scheduling
import Testing

@Suite struct VolumeRestrictionsTests {
  @Test(
    "Disks that cannot be shared keep pods apart",
    arguments: [
      ("gcePersistentDisk: {pdName: d}", "gcePersistentDisk: {pdName: d}", false),
      ("gcePersistentDisk: {pdName: d}", "gcePersistentDisk: {pdName: e}", true),
      (
        "gcePersistentDisk: {pdName: d, readOnly: true}",
        "gcePersistentDisk: {pdName: d, readOnly: true}", true
      ),
      (
        "gcePersistentDisk: {pdName: d, readOnly: true}", "gcePersistentDisk: {pdName: d}", false
      ),
      (
        "awsElasticBlockStore: {volumeID: v, readOnly: true}",
        "awsElasticBlockStore: {volumeID: v, readOnly: true}", false
      ),
      (
        "iscsi: {targetPortal: p, iqn: q, lun: 0}", "iscsi: {targetPortal: r, iqn: q, lun: 1}",
        false
      ),
      (
        "rbd: {monitors: [m, n], pool: p, image: i}", "rbd: {monitors: [n], pool: p, image: i}",
        false
      ),
      (
        "rbd: {monitors: [m], pool: p, image: i}", "rbd: {monitors: [n], pool: p, image: i}", true
      ),
      ("rbd: {monitors: [m], pool: p, image: i}", "rbd: {monitors: [m], image: i}", true),
      ("awsElasticBlockStore: {volumeID: v}", "gcePersistentDisk: {pdName: v}", true),
    ])
  func disks(used: String, wanted: String, fits: Bool) throws {
    var cluster = try SmallCluster(nodes: "a", "b")
    cluster.place(try cluster.pod(spec: "volumes: [{name: v, \(used)}]"), on: "a")
    let pod = try cluster.pod(spec: "volumes: [{name: v, \(wanted)}]")
    #expect(
      cluster.filter(pod, VolumeRestrictions())
        == (fits ? [] : ["a: node(s) had no available disk"]))
  }

  @Test("A claim for one pod only keeps others away from every node while it is used")
  func exclusiveClaim() throws {
    var cluster = try SmallCluster(nodes: "a", "b")
    let volumes = "volumes: [{name: v, persistentVolumeClaim: {claimName: c}}]"
    let pod = try cluster.pod(spec: volumes)
    #expect(
      cluster.filter(pod, VolumeRestrictions())
        == ["ended: persistentvolumeclaim \"c\" not found"])
    let claim: PersistentVolumeClaim = try SmallCluster.object(
      "{metadata: {name: c, namespace: default}, spec: {accessModes: [ReadWriteOncePod]}}")
    cluster.state.storage.set(claim)
    #expect(cluster.filter(pod, VolumeRestrictions()) == ["skipped"])
    cluster.place(try cluster.pod(spec: volumes), on: "a")
    let reason =
      "node(s) unavailable due to PersistentVolumeClaim with ReadWriteOncePod access mode "
      + "already in-use by another pod"
    #expect(cluster.filter(pod, VolumeRestrictions()) == ["a: \(reason)", "b: \(reason)"])
  }
}
