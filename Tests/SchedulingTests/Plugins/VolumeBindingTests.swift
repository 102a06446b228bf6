import KubernetesObjects
import Scheduling
import Testing

@Suite struct VolumeBindingTests {
  private static let volumes = "volumes: [{name: v, persistentVolumeClaim: {claimName: c}}]"

  private func cluster() throws -> SmallCluster {
    var cluster = try SmallCluster()
    try cluster.addNode("a", labels: "zone: x")
    try cluster.addNode("b", labels: "zone: y")
    return cluster
  }

  private func claim(
    _ spec: String, metadata: String = "", status: String = ""
  ) throws
    -> PersistentVolumeClaim
  {
    try SmallCluster.object(
      "{metadata: {name: c, namespace: default\(metadata)}, spec: {\(spec)}, status: {\(status)}}")
  }

  private func volume(
    _ name: String, size: String, zone: String, spec: String = "", status: String = "Available"
  ) throws -> PersistentVolume {
    try SmallCluster.object(
      "{metadata: {name: \(name)}, spec: {capacity: {storage: \(size)}, storageClassName: local, "
        + "accessModes: [ReadWriteOnce], \(spec)nodeAffinity: {required: {nodeSelectorTerms: "
        + "[{matchExpressions: [{key: zone, operator: In, values: [\(zone)]}]}]}}}, "
        + "status: {phase: \(status)}}")
  }

  private func storageClass(_ provisioner: String, more: String = "") throws -> StorageClass {
    try SmallCluster.object(
      "{metadata: {name: local}, provisioner: \(provisioner), "
        + "volumeBindingMode: WaitForFirstConsumer\(more)}")
  }

  @Test(
    "A claim that ought to be bound and is not ends the cycle",
    arguments: [
      ("storageClassName: none", "", "", "pod has unbound immediate PersistentVolumeClaims"),
      ("volumeName: pv", "", "", "pod has unbound immediate PersistentVolumeClaims"),
      (
        "", ", deletionTimestamp: \"2024-01-01T00:00:00Z\"", "",
        "persistentvolumeclaim \"c\" is being deleted"
      ),
      (
        "volumeName: pv", "", "phase: Lost",
        "persistentvolumeclaim \"c\" bound to non-existent persistentvolume \"pv\""
      ),
    ])
  func ended(spec: String, metadata: String, status: String, reason: String) throws {
    var cluster = try cluster()
    let pod = try cluster.pod(spec: Self.volumes)
    #expect(
      cluster.filter(pod, VolumeBinding()) == ["ended: persistentvolumeclaim \"c\" not found"])
    cluster.state.storage.set(try claim(spec, metadata: metadata, status: status))
    #expect(cluster.filter(pod, VolumeBinding()) == ["ended: \(reason)"])
  }

  @Test("A bound volume must be reachable, and there")
  func bound() throws {
    var cluster = try cluster()
    let bound = ", annotations: {pv.kubernetes.io/bind-completed: \"yes\"}"
    cluster.state.storage.set(try claim("volumeName: pv", metadata: bound))
    let pod = try cluster.pod(spec: Self.volumes)
    #expect(
      cluster.filter(pod, VolumeBinding()).first
        == "a!: node(s) unavailable due to one or more pvc(s) bound to non-existent pv(s)")
    cluster.state.storage.set(try volume("pv", size: "1Gi", zone: "x", status: "Bound"))
    #expect(
      cluster.filter(pod, VolumeBinding())
        == ["b!: node(s) didn't match PersistentVolume's node affinity"])
  }

  @Test("A waiting claim finds a large enough free volume, or has one made")
  func delayed() throws {
    var cluster = try cluster()
    cluster.state.storage.set(try storageClass("kubernetes.io/no-provisioner"))
    cluster.state.storage.set(
      try claim(
        "storageClassName: local, accessModes: [ReadWriteOnce], "
          + "resources: {requests: {storage: 2Gi}}"))
    let pod = try cluster.pod(spec: Self.volumes)
    let reason = "node(s) didn't find available persistent volumes to bind"
    #expect(cluster.filter(pod, VolumeBinding()) == ["a!: \(reason)", "b!: \(reason)"])
    cluster.state.storage.set(try volume("small", size: "1Gi", zone: "x"))
    cluster.state.storage.set(try volume("used", size: "9Gi", zone: "x", status: "Bound"))
    cluster.state.storage.set(try volume("large", size: "3Gi", zone: "y"))
    #expect(cluster.filter(pod, VolumeBinding()) == ["a!: \(reason)"])
    cluster.state.storage.set(
      try storageClass(
        "csi",
        more: ", allowedTopologies: [{matchLabelExpressions: [{key: zone, values: [x, z]}]}]"))
    #expect(cluster.filter(pod, VolumeBinding()) == [])
  }

  @Test("A volume that is reserved for another claim is not taken")
  func reserved() throws {
    var cluster = try cluster()
    cluster.state.storage.set(try storageClass("kubernetes.io/no-provisioner"))
    cluster.state.storage.set(try claim("storageClassName: local"))
    let pod = try cluster.pod(spec: Self.volumes)
    cluster.state.storage.set(
      try volume("pv", size: "3Gi", zone: "x", spec: "claimRef: {name: d, namespace: default}, "))
    #expect(cluster.filter(pod, VolumeBinding()).count == 2)
    cluster.state.storage.set(
      try volume("pv", size: "3Gi", zone: "x", spec: "claimRef: {name: c, namespace: default}, "))
    #expect(cluster.filter(pod, VolumeBinding()).count == 1)
  }
}
