import ClusterState
import KubernetesObjects
import SimulationEngine
import Testing

@testable import ClusterSimulation

/// Pods whose config maps, secrets and service accounts come late, or never.
@Suite("Missing objects") struct MissingObjectTests {
  /// A run in which the pod "needy" is there from the start and `object` is applied at 30 s.
  private static func run(
    _ profile: ControlPlaneSettings.Profile = .modern, applying object: (any APIObject)? = nil,
    _ need: (inout PodSpec) -> Void
  ) -> SimulationState {
    var configuration = SmallCluster.configuration(profile, replicas: 1, until: 120)
    var pod = Pod(
      metadata: ObjectMeta(name: "needy", namespace: "default"), spec: SmallCluster.spec("needy"))
    need(&pod.spec)
    configuration.initialObjects.append(pod)
    if let object {
      configuration.timeline = [TimelineEntry(at: .seconds(30), .apply([object]))]
    }
    var simulation = Simulation(configuration)
    simulation.runToEnd()
    return simulation.state
  }

  private static func messages(_ state: SimulationState, _ reason: String) -> [String] {
    state.recording.events.filter { state.recording.messages[Int($0.reason)] == reason }
      .map { state.recording.text(of: $0, in: state.world.cluster) }
  }

  private static func start(_ state: SimulationState) throws -> SimulationTime {
    let pods = try #require(state.world.cluster.symbols.find("needy"))
    let namespace = try #require(state.world.cluster.symbols.find("default"))
    let pod = try #require(state.world.cluster.pod(named: PodName(pods), in: namespace))
    return state.world.cluster.pods[pod].started
  }

  private static var configMap: ConfigMap {
    var map = ConfigMap()
    map.metadata = ObjectMeta(name: "late", namespace: "default")
    return map
  }

  @Test("what no scenario makes was there before")
  func assumed() throws {
    let state = Self.run { $0.containers[0].envFrom = [ConfigReference(.configMap, name: "late")] }
    #expect(try Self.start(state) < .seconds(10))
  }

  @Test("a container waits for its environment, and is tried again after 10 to 15 s")
  func environment() throws {
    let state = Self.run(applying: Self.configMap) {
      $0.containers[0].envFrom = [ConfigReference(.configMap, name: "late")]
    }
    let failures = Self.messages(state, "Failed")
    #expect(Set(failures) == ["Error: configmap \"late\" not found"])
    #expect((2...3).contains(failures.count))
    #expect(try (SimulationTime.seconds(30)...(.seconds(46))).contains(Self.start(state)))
  }

  private static func reference(
    _ kind: ConfigReference.Kind, _ key: String, isOptional: Bool = false
  ) -> ConfigReference {
    var reference = ConfigReference(kind, name: "keyed", isOptional: isOptional)
    reference.items = [ConfigItem(key, path: "file")]
    return reference
  }

  private static func keyed(_ keys: [String], binary: [String] = []) -> ConfigMap {
    var map = configMap
    map.metadata.name = "keyed"
    map.keys = keys
    map.binaryKeys = binary
    return map
  }

  /// The state of a run in which the pod takes what `reference` says as a variable or as a file.
  private static func run(
    taking reference: ConfigReference, asFile: Bool, from objects: [any APIObject]
  ) -> SimulationState {
    var configuration = SmallCluster.configuration(.modern, replicas: 1, until: 60)
    var pod = Pod(
      metadata: ObjectMeta(name: "needy", namespace: "default"), spec: SmallCluster.spec("needy"))
    if asFile {
      let source =
        reference.kind == .secret
        ? VolumeSource.secret(reference) : VolumeSource.configMap(reference)
      pod.spec.volumes = [Volume(name: "v", source: source)]
    } else {
      var variable = EnvVar()
      variable.name = "X"
      variable.reference = reference
      pod.spec.containers[0].env = [variable]
    }
    configuration.initialObjects += objects + [pod]
    configuration.timeline = [TimelineEntry(at: .seconds(30), .apply([keyed(["late"])]))]
    var simulation = Simulation(configuration)
    simulation.runToEnd()
    return simulation.state
  }

  @Test("a key that is not there is waited for as its object is")
  func keys() throws {
    let state = Self.run(
      taking: Self.reference(.configMap, "late"), asFile: false, from: [Self.keyed(["k"])])
    #expect(
      Set(Self.messages(state, "Failed"))
        == ["Error: couldn't find key late in ConfigMap default/keyed"])
    #expect(try (SimulationTime.seconds(30)...(.seconds(46))).contains(Self.start(state)))
    let there = Self.run(
      taking: Self.reference(.configMap, "k"), asFile: false, from: [Self.keyed(["k"])])
    #expect(try Self.start(there) < .seconds(10))
    let optional = Self.run(
      taking: Self.reference(.configMap, "late", isOptional: true), asFile: false,
      from: [Self.keyed(["k"])])
    #expect(try Self.start(optional) < .seconds(10))
  }

  @Test("bytes can be files, and not variables")
  func bytes() throws {
    let map = Self.keyed([], binary: ["late"])
    let variable = Self.run(
      taking: Self.reference(.configMap, "late"), asFile: false, from: [map])
    #expect(!Self.messages(variable, "Failed").isEmpty)
    let file = Self.run(taking: Self.reference(.configMap, "late"), asFile: true, from: [map])
    #expect(try Self.start(file) < .seconds(10))
  }

  @Test("a file whose key is not there holds the volumes up")
  func files() throws {
    let state = Self.run(
      taking: Self.reference(.configMap, "late"), asFile: true, from: [Self.keyed(["k"])])
    #expect(
      Set(Self.messages(state, "FailedMount")) == [
        "MountVolume.SetUp failed for volume \"v\" : configmap references non-existent config "
          + "key: late"
      ])
    #expect(try Self.start(state) > .seconds(30))
    var secret = Secret()
    secret.metadata = ObjectMeta(name: "keyed", namespace: "default")
    secret.keys = ["k"]
    let other = Self.run(taking: Self.reference(.secret, "late"), asFile: true, from: [secret])
    #expect(
      Set(Self.messages(other, "FailedMount")) == [
        "MountVolume.SetUp failed for volume \"v\" : references non-existent secret key: late"
      ])
  }

  @Test("what is optional is not waited for")
  func optional() throws {
    let state = Self.run(applying: Self.configMap) {
      $0.containers[0].envFrom = [ConfigReference(.configMap, name: "late", isOptional: true)]
    }
    #expect(try Self.start(state) < .seconds(10))
  }

  @Test("a volume is mounted again and again, after pauses that double")
  func volume() throws {
    let state = Self.run(applying: Self.configMap) {
      $0.volumes = [
        Volume(name: "v", source: .configMap(ConfigReference(.configMap, name: "late")))
      ]
    }
    let failures = Self.messages(state, "FailedMount")
    // At 0.07 s, then 0.5, 1, 2, 4, 8 and 16 s later: the seventh comes after the object.
    #expect(failures.count == 6)
    #expect(
      failures.first
        == "MountVolume.SetUp failed for volume \"v\" : configmap \"late\" not found")
    #expect(try Self.start(state) > .seconds(31))
  }

  @Test("the kubelets of 1.2 try the whole pod again")
  func classicVolume() {
    let state = Self.run(.classic, applying: Self.configMap) {
      $0.volumes = [
        Volume(name: "v", source: .configMap(ConfigReference(.configMap, name: "late")))
      ]
    }
    #expect((2...3).contains(Self.messages(state, "FailedMount").count))
  }

  @Test("a pod without its service account is refused")
  func account() {
    var account = ServiceAccount()
    account.metadata = ObjectMeta(name: "robot", namespace: "default")
    let state = Self.run(applying: account) { $0.serviceAccountName = "robot" }
    #expect(
      state.recording.refusals.map(\.status.message) == [
        "pods \"needy\" is forbidden: error looking up service account default/robot: "
          + "serviceaccount \"robot\" not found"
      ])
  }

  @Test("a missing pull secret is told, and holds nothing up")
  func pullSecret() throws {
    var secret = Secret()
    secret.metadata = ObjectMeta(name: "registry", namespace: "default")
    let state = Self.run(applying: secret) { $0.imagePullSecrets = ["registry"] }
    #expect(Self.messages(state, "FailedToRetrieveImagePullSecret").count == 1)
    #expect(try Self.start(state) < .seconds(10))
  }
}
