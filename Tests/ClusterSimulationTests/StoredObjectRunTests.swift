import KubernetesObjects
import SimulationEngine
import Testing

@testable import ClusterSimulation

/// Claims beyond the limits of their namespace, and changes that the API server refuses, in a run.
@Suite("Refusals of claims and of changes")
struct StoredObjectRunTests {
  private static func run(
    _ profile: ControlPlaneSettings.Profile = .modern, start: [any APIObject],
    applying objects: [any APIObject] = []
  ) -> SimulationState {
    var configuration = SmallCluster.configuration(profile, replicas: 1, until: 120)
    configuration.initialObjects += start
    configuration.timeline = [TimelineEntry(at: .seconds(60), .apply(objects))]
    var simulation = Simulation(configuration)
    simulation.runToEnd()
    return simulation.state
  }

  private static func refusals(_ state: SimulationState) -> [String] {
    state.recording.refusals.map {
      "\($0.time.secondsText(decimals: 0)) \($0.verb) \($0.status.code): \($0.status.message)"
    }
  }

  private static let range: LimitRange = {
    var range = LimitRange()
    range.metadata = ObjectMeta(name: "limits", namespace: "default")
    var item = LimitRangeItem()
    item.type = .persistentVolumeClaim
    item.min = [.storage: Quantity(2)]
    item.max = [.storage: Quantity(5)]
    range.limits = [item]
    return range
  }()

  private static func claim(_ name: String, _ size: Int64) -> PersistentVolumeClaim {
    var claim = PersistentVolumeClaim()
    claim.metadata = ObjectMeta(name: name, namespace: "default")
    claim.spec.accessModes = [.readWriteOnce]
    claim.spec.resources.requests = [.storage: Quantity(size)]
    return claim
  }

  @Test(
    "a limit range refuses claims at the start and later",
    arguments: [
      (1, "minimum storage usage per PersistentVolumeClaim is 2, but request is 1"), (2, nil),
      (5, nil), (9, "maximum storage usage per PersistentVolumeClaim is 5, but request is 9"),
    ] as [(Int64, String?)])
  func claims(size: Int64, breach: String?) {
    let state = Self.run(
      start: [Self.claim("first", size), Self.range], applying: [Self.claim("second", size)])
    let expected = breach.map { breach in
      [("0", "first"), ("60", "second")].map { time, name in
        "\(time) create 403: persistentvolumeclaims \"\(name)\" is forbidden: \(breach)"
      }
    }
    #expect(Self.refusals(state) == expected ?? [])
    #expect(state.cluster.claims.count == (breach == nil ? 2 : 0))
  }

  @Test("a claim with its volume was admitted before, and 1.2 had no limits of claims")
  func exceptions() {
    var bound = Self.claim("first", 9)
    bound.phase = .bound
    bound.spec.volumeName = "v"
    #expect(Self.run(start: [Self.range, bound]).recording.refusals.isEmpty)
    let claims = [Self.range, Self.claim("first", 9)] as [any APIObject]
    #expect(Self.run(.classic, start: claims).recording.refusals.isEmpty)
  }

  @Test("a StatefulSet makes no pod while its claim is refused")
  func statefulSet() {
    var set = StatefulSet()
    set.metadata = ObjectMeta(name: "db", namespace: "default")
    set.spec.serviceName = "db"
    set.spec.selector = LabelSelector(matching: ["app": "db"])
    set.spec.template.metadata.labels = ["app": "db"]
    set.spec.template.spec = SmallCluster.spec("db")
    set.spec.volumeClaimTemplates = [Self.claim("data", 9)]
    let state = Self.run(start: [Self.range, set])
    let messages = state.recording.events.map { state.recording.text(of: $0, in: state.cluster) }
    #expect(state.cluster.claims.isEmpty)
    #expect(
      messages.contains {
        $0.contains("maximum storage usage per PersistentVolumeClaim is 5, but request is 9")
      })
  }

  @Test("a class or an immutable map stays as it is when a change is refused")
  func changes() {
    var (priority, storage, map) = (PriorityClass(), StorageClass(), ConfigMap())
    priority.metadata.name = "p"
    storage.metadata.name = "s"
    storage.provisioner = "a"
    map.metadata = ObjectMeta(name: "m", namespace: "default")
    (map.keys, map.values, map.isImmutable) = (["k"], ["k": "1"], true)
    let start: [any APIObject] = [priority, storage, map]
    priority.value = 7
    storage.provisioner = "b"
    map.values = ["k": "2"]
    let state = Self.run(start: start, applying: [priority, storage, map])
    #expect(
      Self.refusals(state) == [
        "60 update 422: PriorityClass \"p\" is invalid: value: Forbidden: may not be changed in an "
          + "update.",
        "60 update 422: StorageClass \"s\" is invalid: provisioner: Forbidden: updates to "
          + "provisioner are forbidden.",
        "60 update 422: ConfigMap \"m\" is invalid: data: Forbidden: field is immutable when "
          + "`immutable` is set",
      ])
    #expect(state.world.podAdmission.priorityClasses["p"]?.value == 0)
    #expect(state.cluster.storage.classes["s"]?.provisioner == "a")
  }
}
