import ClusterState
import KubernetesObjects
import SimulationEngine
import Testing

@testable import ClusterSimulation

@Suite("Disks in a run")
struct DiskRunTests {
  /// A stateful set of one pod with a disk, on two nodes.
  private static func run(until end: Int64) -> SchedulingRun {
    var run = SchedulingRun(nodes: 2, until: end)
    var storageClass = StorageClass()
    storageClass.metadata.name = "disks"
    storageClass.provisioner = "x.io"
    storageClass.volumeBindingMode = .waitForFirstConsumer
    var claim = PersistentVolumeClaim()
    claim.metadata.name = "data"
    claim.spec.accessModes = [.readWriteOnce]
    claim.spec.resources.requests[.storage] = Quantity(5)
    claim.spec.storageClassName = "disks"
    var set = StatefulSet()
    set.metadata = ObjectMeta(name: "db", namespace: "default")
    set.spec.serviceName = "db"
    set.spec.selector = LabelSelector(matching: ["app": "db"])
    set.spec.template.metadata.labels = ["app": "db"]
    set.spec.template.spec = SmallCluster.spec("db")
    set.spec.volumeClaimTemplates = [claim]
    set.applyDefaults()
    run.configuration.initialObjects = [storageClass, set]
    return run
  }

  private static let pod = ObjectTarget.named(kind: "Pod", namespace: "default", name: "db-0")

  /// When the pod was ready, of each of its lives, in seconds.
  private static func readyTimes(_ outcome: SchedulingRun.Outcome) -> [Int64] {
    (0..<outcome.cluster.pods.count).map { outcome.cluster.pods[PodID($0)].firstReady }
      .filter(\.isSet).map { $0.microseconds / 1_000_000 }
  }

  /// The node that the pod's first life is on.
  private static func firstNode() -> String {
    let outcome = run(until: 60).outcome()
    return outcome.cluster.symbols[
      outcome.cluster.nodes[outcome.cluster.pods[PodID(0)].node.row].name]
  }

  @Test("a pod begins when its disk is made, attached and mounted")
  func begins() throws {
    let outcome = Self.run(until: 60).outcome()
    let ready = try #require(Self.readyTimes(outcome).first)
    // Made in 3 s, attached in 5, found by the fifth look of the kubelet at 7.5, mounted in 1; then
    // the image comes.
    #expect((16...18).contains(ready))
    #expect(outcome.events("SuccessfulAttachVolume").count == 1)
  }

  @Test("a pod that moves waits until its old node has let go of the disk")
  func moves() throws {
    var run = Self.run(until: 120)
    run.act(.cordon(.node(Self.firstNode())), at: 40)
    run.act(.delete(Self.pod, grace: nil), at: 40)
    let outcome = run.outcome()
    let times = Self.readyTimes(outcome)
    try #require(times.count == 2)
    #expect(outcome.events("FailedAttachVolume").count == 1)
    #expect((52...62).contains(times[1]), "unmounted, detached, attached, found")
  }

  @Test("the disk of a dead node is taken by force six minutes after its pod has gone")
  func deadNode() throws {
    var run = Self.run(until: 1200)
    run.act(.fail(.node(Self.firstNode())), at: 60)
    run.act(.delete(Self.pod, grace: .zero), at: 500)
    let outcome = run.outcome()
    let times = Self.readyTimes(outcome)
    try #require(times.count == 2)
    #expect((870...1000).contains(times[1]))
    #expect(outcome.events("FailedMount").count >= 1)
  }

  @Test("out of service, it is taken at once")
  func outOfService() throws {
    var run = Self.run(until: 1200)
    let node = Self.firstNode()
    run.act(.fail(.node(node)), at: 60)
    let taint = Taint(key: "node.kubernetes.io/out-of-service", effect: .noExecute)
    run.act(.taint(.node(node), taint, isRemoval: false), at: 500)
    let outcome = run.outcome()
    let times = Self.readyTimes(outcome)
    try #require(times.count == 2)
    #expect((505...560).contains(times[1]))
  }

  @Test("a machine that boots again has nothing mounted, and its pod goes on with its disk")
  func reboot() throws {
    var run = Self.run(until: 300)
    let node = Self.firstNode()
    run.act(.fail(.node(node)), at: 60)
    run.act(.recover(.node(node)), at: 80)
    let outcome = run.outcome()
    let record = outcome.cluster.pods[PodID(0)]
    #expect(!record.isRemoved && record.isReady)
    #expect(outcome.cluster.attachments.count == 1)
    #expect(outcome.cluster.attachments[0].users == [PodID(0)])
  }
}
