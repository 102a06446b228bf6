import ClusterSimulation
import ClusterState
import KubernetesObjects
import NodeAgents
import SimulationEngine
import Testing

@Suite("Patches and changes of load")
struct PatchTests {
  private static let web = ObjectTarget.named(
    kind: "ReplicationController", namespace: "default", name: "web")

  /// A run of ten minutes in which `actions` happen at the second minute.
  private static func run(
    under profile: ControlPlaneSettings.Profile = .modern, _ actions: TimelineAction...
  ) -> SimulationState {
    var configuration = SmallCluster.configuration(profile, replicas: 3, until: 600)
    configuration.timeline = actions.map { TimelineEntry(at: .seconds(120), $0) }
    var simulation = Simulation(configuration)
    simulation.runToEnd()
    return simulation.state
  }

  private static func labels(_ set: LabelSet, _ state: SimulationState) -> [String: String] {
    let pairs = set.pairs.map { (state.cluster.symbols[$0.key], state.cluster.symbols[$0.value]) }
    return Dictionary(uniqueKeysWithValues: pairs)
  }

  @Test("a node takes what a patch gives, and keeps the rest")
  func node() throws {
    var patch = NodePatch()
    patch.labels = [("disk", "ssd"), ("kubernetes.io/hostname", nil)]
    patch.annotations = [("note", "mended")]
    patch.isUnschedulable = true
    patch.taints = [Taint(key: "a", value: "b", effect: .noSchedule)]
    patch.capacity = [(.cpu, Quantity(8)), ("example.com/fpga", Quantity(2)), (.pods, Quantity(9))]
    patch.allocatable = [(.memory, Quantity(1 << 30))]
    let state = Self.run(.patchNodes(.node("worker-0"), patch))
    let node = state.cluster.nodes[0]
    let labels = Self.labels(node.labels, state)
    #expect(labels["disk"] == "ssd" && labels["kubernetes.io/hostname"] == nil)
    #expect(labels["kubernetes.io/os"] == "linux")
    #expect(Self.labels(node.annotations, state) == ["note": "mended"])
    #expect(node.isCordoned)
    let taints = node.taints.map { state.cluster.symbols[$0.key] }
    #expect(taints == ["a", "node.kubernetes.io/unschedulable"], "and what stands for the cordon")
    #expect(node.taints.first?.added == .seconds(120))
    let fpga = try #require(state.cluster.resources.find("example.com/fpga"))
    #expect(node.capacity[.cpu] == 8000 && node.allocatable[.cpu] == 8000)
    #expect(node.capacity[fpga] == 2 && node.allocatable[fpga] == 2)
    #expect(node.allocatable[.memory] == 1 << 30 && node.capacity[.memory] == 16 << 30)
    #expect(node.allocatablePods == 9)
    #expect(!state.cluster.nodes[1].isCordoned && state.cluster.nodes[1].capacity[.cpu] == 4000)
  }

  @Test("a taint that a patch repeats keeps the instant at which it was put on")
  func taintStays() {
    var first = NodePatch()
    first.taints = [Taint(key: "a", effect: .preferNoSchedule)]
    var second = NodePatch()
    second.taints = first.taints.map { $0 + [Taint(key: "b", effect: .noSchedule)] }
    var configuration = SmallCluster.configuration(.modern, until: 300)
    configuration.timeline = [
      TimelineEntry(at: .seconds(60), .patchNodes(.pool("worker"), first)),
      TimelineEntry(at: .seconds(90), .patchNodes(.pool("worker"), second)),
    ]
    var simulation = Simulation(configuration)
    simulation.runToEnd()
    let taints = simulation.state.cluster.nodes[2].taints
    #expect(taints.map(\.added) == [.seconds(60), .seconds(90)])
  }

  @Test(
    "a controller takes replicas and template; its pods stay, and new ones are of the new template",
    arguments: ControlPlaneSettings.Profile.allCases)
  func controller(profile: ControlPlaneSettings.Profile) throws {
    var patch = WorkloadPatch()
    patch.replicas = 5
    var template = PodTemplatePatch()
    template.labels = [("track", "new")]
    template.nodeSelector = [("kubernetes.io/hostname", "worker-1")]
    template.terminationGracePeriodSeconds = 7
    var container = PodTemplatePatch.ContainerPatch()
    container.name = "c"
    container.image = "registry.example/web:2"
    container.requests = [(.cpu, Quantity(milliValue: 300)), (.memory, nil)]
    template.containers = [container]
    patch.template = template
    let state = Self.run(under: profile, .patchWorkloads(Self.web, patch))
    #expect(state.cluster.pods.count == 5)
    for row in 0..<5 {
      let record = state.cluster.pods[PodID(row)]
      let pod = state.cluster.templates[record.template].pod
      let isNew = row >= 3
      #expect(pod.metadata.labels["track"] == (isNew ? "new" : nil))
      #expect(pod.spec.containers[0].image == "registry.example/web:\(isNew ? 2 : 1)")
      #expect(
        state.cluster.templates[record.template].requests.milliCPU == (isNew ? 300 : 100))
      if isNew { #expect(record.node == NodeID(1)) }
    }
    let last = state.cluster.pods[PodID(4)].template
    #expect(state.cluster.templates[last].requests.memoryBytes == 0)
    #expect(state.cluster.templates[last].pod.spec.terminationGracePeriodSeconds == 7)
  }

  @Test("a template that the selector does not match is refused as a whole")
  func refused() {
    var patch = WorkloadPatch()
    patch.replicas = 5
    patch.template = PodTemplatePatch()
    patch.template?.labels = [("app", "other")]
    let state = Self.run(.patchWorkloads(Self.web, patch))
    #expect(state.cluster.pods.count == 3)
    #expect(state.cluster.workloads[0].replicas == 3)
  }

  @Test("a pod's labels move it out of its service, and a service's selector lets it in again")
  func podAndService() {
    let pods = ObjectTarget.selected(
      kind: "Pod", namespace: "default", selector: LabelSelector(matching: ["app": "web"]))
    let service = ObjectTarget.named(kind: "Service", namespace: "default", name: "web")
    let away = Self.run(
      under: .classic, .patchPods(pods, labels: [("app", "lost")], annotations: [("a", "b")]))
    #expect(away.cluster.pods.count == 6)
    #expect(away.cluster.services[0].readyEndpoints == [PodID(3), PodID(4), PodID(5)])
    let back = Self.run(
      under: .classic,
      .patchPods(pods, labels: [("app", "lost")], annotations: []),
      .patchServices(service, selector: [("app", "lost")]))
    #expect(back.cluster.services[0].readyEndpoints == [PodID(0), PodID(1), PodID(2)])
  }

  @Test("use follows a change of load, of pods that come later too, and the last change counts")
  func load() throws {
    var doubled = LoadChange()
    doubled.cpu = .factor(millionths: 2_000_000)
    var fixed = LoadChange()
    fixed.memory = .usage(.constant(7 << 20))
    let pods = ObjectTarget.selected(
      kind: "Pod", namespace: "default", selector: LabelSelector(matching: ["app": "web"]))
    let state = Self.run(
      .load(Self.web, doubled), .load(pods, fixed), .scale(Self.web, replicas: 4))
    func used(_ resource: ResourceID, at second: Int64) -> Int128? {
      let end = SimulationTime.seconds(second)
      let whole = state.recording.utilization.filter { $0.scope == .cluster && $0.time <= end }
      return whole.last { $0.resource == resource }?.used
    }
    #expect(used(.cpu, at: 119) == 300)
    #expect(used(.memory, at: 119) == 300 << 20)
    #expect(used(.cpu, at: 590) == 800)
    #expect(used(.memory, at: 590) == 28 << 20)
    var usual = LoadChange()
    usual.cpu = .factor(millionths: 1_000_000)
    let ended = Self.run(.load(Self.web, doubled), .load(Self.web, usual))
    let last = try #require(
      ended.recording.utilization.last { $0.scope == .cluster && $0.resource == .cpu })
    #expect(last.used == 300)
    let exact = state.recording.resources.level(of: .cpu, scope: 0).used.maximum
    #expect(exact == 800)
  }
}
