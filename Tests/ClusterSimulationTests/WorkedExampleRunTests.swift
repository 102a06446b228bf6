import ClusterState
import KubernetesObjects
import NodeAgents
import SimulationEngine
import StructuredText
import TestSupport
import Testing

@testable import ClusterSimulation

/// The documentation's worked examples of quotas, limit ranges, stateful sets and rollovers.
@Suite("Worked examples in a run")
struct WorkedExampleRunTests {
  private static let examples = "cases/worked-examples.json"

  /// The example `id`.
  private static func example(_ id: String) throws -> (input: SyntaxNode, expected: SyntaxNode) {
    let bytes = try #require(try SharedFolder.bytes(examples))
    let cases = try #require(try JSONReader.read(bytes, file: examples)["cases"])
    let found = try #require(cases.elements.first { $0["id"]?.text == id })
    return (try #require(found["input"]), try #require(found["expected"]))
  }

  private static func quantity(_ node: SyntaxNode?) throws -> Quantity {
    try Quantity(parsing: try #require(node).text)
  }

  private static func pod(
    _ name: String, _ requests: [(ResourceName, Quantity)],
    _ change: (inout PodSpec) -> Void = { _ in }
  ) -> Pod {
    var container = Container(name: "main", image: "main:1")
    for (resource, amount) in requests { container.resources.requests[resource] = amount }
    var spec = PodSpec()
    spec.containers = [container]
    change(&spec)
    var pod = Pod(metadata: ObjectMeta(name: name, namespace: "default"), spec: spec)
    pod.applyDefaults()
    return pod
  }

  private static func quota(_ name: String) -> ResourceQuota {
    var quota = ResourceQuota()
    quota.metadata = ObjectMeta(name: name, namespace: "default")
    return quota
  }

  private static func run(
    _ objects: [any APIObject], _ timeline: [(Double, TimelineAction)] = [], until end: Int64 = 120,
    behavior: PodBehavior = PodBehavior()
  ) -> SimulationState {
    var configuration = SmallCluster.configuration(.modern, until: end)
    configuration.initialObjects = objects
    configuration.behaviors = [BehaviorRule(behavior: behavior)]
    configuration.timeline = timeline.map {
      TimelineEntry(at: SimulationTime(microseconds: Int64($0.0 * 1e6)), $0.1)
    }
    var simulation = Simulation(configuration)
    simulation.runToEnd()
    return simulation.state
  }

  @Test(.enabled(if: SharedFolder.has(examples)))
  func `a quota turns down the second pod, and says why`() throws {
    let (input, expected) = try Self.example("quota-second")
    var quota = Self.quota("mem-cpu-demo")
    quota.spec.hard = ["requests.memory": try Self.quantity(input["hard"])]
    let first = Self.pod("first", [(.memory, try Self.quantity(input["used"]?["requests.memory"]))])
    let second = Self.pod(
      "second", [(.memory, try Self.quantity(input["pod_requests_memory"]))])
    let state = Self.run([quota], [(1, .apply([first])), (2, .apply([second]))])
    let messages = state.recording.refusals.map { $0.status.message.filter { $0 != " " } }
    let wanted = try #require(expected["message"]).text.filter { $0 != " " }
    #expect(messages.count == 1 && messages[0].hasSuffix(wanted), "\(messages)")
  }

  @Test(.enabled(if: SharedFolder.has(examples)))
  func `a quota of a priority class counts pods of that class`() throws {
    let (input, expected) = try Self.example("quota-priority-scope")
    var objects: [any APIObject] = []
    for (level, name) in ["low", "medium", "high"].enumerated() {
      var priorityClass = PriorityClass()
      priorityClass.metadata.name = name
      priorityClass.value = Int32(level)
      objects.append(priorityClass)
      var quota = Self.quota("pods-\(name)")
      for resource in ["cpu", "memory", "pods"] {
        quota.spec.hard[ResourceName(rawValue: resource)] = try Self.quantity(
          input["quotas"]?["pods-\(name)"]?[resource])
      }
      var scope = ScopedResourceSelectorRequirement()
      scope.`operator` = .isIn
      scope.values = [name]
      quota.spec.scopeSelector = [scope]
      objects.append(quota)
    }
    let pod = Self.pod(
      "high",
      [
        (.cpu, try Self.quantity(input["pod"]?["cpu"])),
        (.memory, try Self.quantity(input["pod"]?["memory"])),
      ]
    ) { $0.priorityClassName = "high" }
    let state = Self.run(objects, [(1, .apply([pod]))])
    for quota in state.cluster.quotas {
      let name = state.cluster.symbols[quota.name]
      for resource in ["cpu", "memory", "pods"] {
        let used = quota.used[ResourceName(rawValue: resource)] ?? .zero
        #expect(used == (try Self.quantity(expected["used"]?[name]?[resource])), "\(name)")
      }
    }
    #expect(state.cluster.quotas.count == 3)
  }

  @Test(
    .enabled(if: SharedFolder.has(examples)),
    arguments: ["limitrange-limit-only", "limitrange-request-only"])
  func `a limit range fills in what a container leaves out`(id: String) throws {
    let (input, expected) = try Self.example(id)
    var range = LimitRange()
    range.metadata = ObjectMeta(name: "mem-limit-range", namespace: "default")
    var item = LimitRangeItem()
    item.type = .container
    item.defaultLimits = [.memory: try Self.quantity(input["limitrange"]?["default"])]
    item.defaultRequests = [.memory: try Self.quantity(input["limitrange"]?["defaultRequest"])]
    range.limits = [item]
    var pod = Self.pod("demo", [])
    if let limit = input["container"]?["limits"] {
      pod.spec.containers[0].resources.limits = [.memory: try Self.quantity(limit)]
    }
    if let request = input["container"]?["requests"] {
      pod.spec.containers[0].resources.requests = [.memory: try Self.quantity(request)]
    }
    pod.applyDefaults()
    let state = Self.run([range], [(1, .apply([pod]))])
    let cluster = state.world.cluster
    let resources = cluster.templates[cluster.pods[PodID(0)].template].pod.spec.containers[0]
      .resources
    #expect(resources.requests[.memory] == (try Self.quantity(expected["requests"])))
    #expect(resources.limits[.memory] == (try Self.quantity(expected["limits"])))
  }

  @Test(.enabled(if: SharedFolder.has(examples)))
  func `a stateful set goes down from the top, one pod after the other`() throws {
    let (input, expected) = try Self.example("sts-scale-down")
    let before = try #require(Int32(input["replicas_from"]?.text ?? ""))
    let after = try #require(Int32(input["replicas_to"]?.text ?? ""))
    var set = StatefulSet()
    set.metadata = ObjectMeta(name: try #require(input["name"]).text, namespace: "default")
    set.spec.replicas = before
    set.spec.selector = LabelSelector(matching: ["app": "web"])
    set.spec.template.metadata.labels = ["app": "web"]
    set.spec.template.spec = SmallCluster.spec("web")
    set.applyDefaults()
    var behavior = PodBehavior()
    behavior.everyContainer.shutdown = .constant(try ConstantDistribution(7))
    let web = ObjectTarget.named(kind: "StatefulSet", namespace: "default", name: "web")
    let scale = (60.0, TimelineAction.scale(web, replicas: after))
    let order = try #require(expected["delete_order"]).elements.map(\.text)
    let state = Self.run([set], [scale], behavior: behavior)
    func name(_ pod: PodID) -> String {
      state.cluster.pods[pod].name.text(state.cluster.symbols)
    }
    let deletions = state.recording.deletions
    #expect(deletions.map { name($0.pod) } == order)
    for (one, next) in zip(deletions, deletions.dropFirst()) {
      #expect(next.time >= state.cluster.pods[one.pod].removed, "it is gone before the next goes")
    }
    // Nor does any go before the first is ready.
    let first = ObjectTarget.named(kind: "Pod", namespace: "default", name: "web-0")
    let held = Self.run(
      [set],
      [
        (50, .setReadiness(first, isReady: false)), scale,
        (90, .setReadiness(first, isReady: true)),
      ], behavior: behavior)
    #expect(held.recording.deletions.map(\.time).dropFirst().allSatisfy { $0 > .seconds(90) })
    #expect(held.recording.deletions.count == order.count)
  }

  @Test(.enabled(if: SharedFolder.has(examples)))
  func `a rollover does not wait for the pods of the version before`() throws {
    let (input, _) = try Self.example("deploy-rollover")
    let wanted = try #require(Int32(input["replicas"]?.text ?? ""))
    var web = Deployment()
    web.metadata = ObjectMeta(name: "web", namespace: "default")
    web.spec.replicas = wanted
    web.spec.selector = LabelSelector(matching: ["app": "web"])
    web.spec.template.metadata.labels = ["app": "web"]
    web.spec.template.spec = SmallCluster.spec("web")
    web.applyDefaults()
    let target = ObjectTarget.named(kind: "Deployment", namespace: "default", name: "web")
    let state = Self.run(
      [web], [(0.5, .setImage(target, container: nil, image: "web:2"))])
    let old = state.recording.deletions.filter { $0.time < .seconds(1) }
    #expect(!old.isEmpty, "old pods go at once, though none of them is ready")
    let sets = state.cluster.workloads.filter { $0.kind == .replicaSet }
    #expect(sets.map(\.replicas) == [0, wanted])
  }
}
