import KubernetesObjects
import Scheduling
import Testing

@Suite struct NodeVolumeLimitsTests {
  /// Two nodes that take two volumes of a driver, one that has not said, and bound claims.
  private func cluster(claims: Int) throws -> SmallCluster {
    var cluster = try SmallCluster(nodes: "a", "b", "free")
    for node in ["a", "b"] {
      let drivers: CSINode = try SmallCluster.object(
        "{metadata: {name: \(node)}, spec: {drivers: [{name: csi, nodeID: n, topologyKeys: [], "
          + "allocatable: {count: 2}}]}}")
      cluster.state.storage.set(drivers)
    }
    for index in 0..<claims {
      let volume: PersistentVolume = try SmallCluster.object(
        "{metadata: {name: pv\(index)}, spec: {csi: {driver: csi, volumeHandle: h\(index)}}}")
      cluster.state.storage.set(volume)
      let claim: PersistentVolumeClaim = try SmallCluster.object(
        "{metadata: {name: c\(index), namespace: default}, spec: {volumeName: pv\(index)}}")
      cluster.state.storage.set(claim)
    }
    return cluster
  }

  private func volumes(_ claims: Int...) -> String {
    let entries = claims.map { "{name: v\($0), persistentVolumeClaim: {claimName: c\($0)}}" }
    return "volumes: [\(entries.joined(separator: ", "))]"
  }

  @Test("A node takes as many different volumes of a driver as it says")
  func limit() throws {
    var cluster = try cluster(claims: 4)
    cluster.place(try cluster.pod(spec: volumes(0, 1)), on: "a")
    cluster.place(try cluster.pod(spec: volumes(0)), on: "b")
    let third = try cluster.pod(spec: volumes(2))
    let reason = "node(s) exceed max volume count"
    #expect(cluster.filter(third, NodeVolumeLimits()) == ["a: \(reason)"])
    let shared = try cluster.pod(spec: volumes(1))
    #expect(cluster.filter(shared, NodeVolumeLimits()) == [])
    let many = try cluster.pod(spec: volumes(1, 2, 3))
    #expect(cluster.filter(many, NodeVolumeLimits()) == ["a: \(reason)", "b: \(reason)"])
  }

  @Test("An unbound claim counts by its class; a pod without volumes is left alone")
  func unbound() throws {
    var cluster = try cluster(claims: 2)
    let storageClass: StorageClass = try SmallCluster.object(
      "{metadata: {name: fast}, provisioner: csi}")
    cluster.state.storage.set(storageClass)
    let claim: PersistentVolumeClaim = try SmallCluster.object(
      "{metadata: {name: c9, namespace: default}, spec: {storageClassName: fast}}")
    cluster.state.storage.set(claim)
    cluster.place(try cluster.pod(spec: volumes(0, 1)), on: "a")
    let pod = try cluster.pod(spec: volumes(9))
    #expect(
      cluster.filter(pod, NodeVolumeLimits()) == ["a: node(s) exceed max volume count"])
    let plain = try cluster.pod()
    #expect(cluster.filter(plain, NodeVolumeLimits()) == ["skipped"])
  }
}
