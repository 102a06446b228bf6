import KubernetesObjects
import Scheduling
import Testing

@Suite struct VolumeZoneTests {
  private static let zone = "topology.kubernetes.io/zone"

  private func cluster(volumeLabels: String) throws -> SmallCluster {
    var cluster = try SmallCluster(nodes: "bare")
    try cluster.addNode("x", labels: "\(Self.zone): x")
    try cluster.addNode("y", labels: "\(Self.zone): y")
    let volume: PersistentVolume = try SmallCluster.object(
      "{metadata: {name: pv, labels: {\(volumeLabels)}}}")
    cluster.state.storage.set(volume)
    let claim: PersistentVolumeClaim = try SmallCluster.object(
      "{metadata: {name: c, namespace: default}, spec: {volumeName: pv}}")
    cluster.state.storage.set(claim)
    return cluster
  }

  @Test(
    "A volume's zone label, perhaps of several zones, must name the node's zone",
    arguments: [
      ("topology.kubernetes.io/zone: x", ["y"]), ("topology.kubernetes.io/zone: x__y", []),
      ("failure-domain.beta.kubernetes.io/zone: y", ["x"]),
      ("topology.kubernetes.io/region: r", ["x", "y"]),
    ])
  func zones(labels: String, rejected: [String]) throws {
    var cluster = try cluster(volumeLabels: labels)
    let pod = try cluster.pod(
      spec: "volumes: [{name: v, persistentVolumeClaim: {claimName: c}}]")
    #expect(
      cluster.filter(pod, VolumeZone())
        == rejected.map { "\($0)!: node(s) had no available volume zone" })
  }

  @Test("A claim whose volume is not there ends the cycle; one without labels is left alone")
  func missing() throws {
    var cluster = try cluster(volumeLabels: "")
    let pod = try cluster.pod(
      spec: "volumes: [{name: v, persistentVolumeClaim: {claimName: c}}]")
    #expect(cluster.filter(pod, VolumeZone()) == ["skipped"])
    let claim: PersistentVolumeClaim = try SmallCluster.object(
      "{metadata: {name: c, namespace: default}, spec: {volumeName: gone}}")
    cluster.state.storage.set(claim)
    #expect(cluster.filter(pod, VolumeZone()) == ["ended: persistentvolume \"gone\" not found"])
  }
}
