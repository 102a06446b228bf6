import ClusterState
import KubernetesObjects
import NodeAgents
import SimulationEngine
import Testing

@testable import ClusterSimulation

extension PodDisruptionBudget {
  /// A budget that wants `count` healthy pods of the application `name`.
  static func least(_ count: Int32, of name: String) -> PodDisruptionBudget {
    var budget = PodDisruptionBudget()
    budget.metadata = ObjectMeta(name: name, namespace: "default")
    budget.spec.minAvailable = .int(count)
    budget.spec.selector = LabelSelector(matching: ["app": name])
    return budget
  }
}

/// Evictions ask disruption budgets; deletions do not.
@Suite("Evictions and budgets")
struct EvictionTests {
  private static let web = ObjectTarget.selected(
    kind: "Pod", namespace: "default", selector: LabelSelector(matching: ["app": "web"]))

  /// A run in which three pods of `web` are told to go at the second minute.
  private static func run(
    _ budgets: [PodDisruptionBudget], _ action: TimelineAction, unready: Int = 0,
    until end: Int64 = 180
  ) -> SimulationState {
    var configuration = SmallCluster.configuration(.modern, replicas: 3, until: end)
    configuration.initialObjects += budgets as [any APIObject]
    if unready > 0 {
      configuration.timeline = [
        TimelineEntry(at: .seconds(60), .setReadiness(.first(unready, of: web), isReady: false))
      ]
    }
    configuration.timeline.append(TimelineEntry(at: .seconds(120), action))
    var simulation = Simulation(configuration)
    simulation.runToEnd()
    return simulation.state
  }

  private static func evictedCount(_ state: SimulationState) -> Int {
    state.recording.evictions.count { $0.cause == .evictionAPI }
  }

  private static func answers(_ state: SimulationState) -> [Int] {
    state.recording.refusals.map(\.status.code)
  }

  @Test(
    "each eviction takes one off what the budget allows", arguments: 0...3 as ClosedRange<Int32>)
  func allowed(least: Int32) {
    let state = Self.run([.least(least, of: "web")], .evict(Self.web))
    #expect(Self.evictedCount(state) == 3 - Int(least))
    #expect(Self.answers(state) == Array(repeating: 429, count: Int(least)))
  }

  @Test("a deletion asks no budget")
  func deletion() {
    let state = Self.run([.least(3, of: "web")], .delete(Self.web, grace: nil))
    #expect(state.recording.refusals.isEmpty)
    #expect(state.recording.deletions.count == 3)
  }

  @Test("with two budgets the eviction fails, and a drain does not ask again")
  func twoBudgets() {
    var second = PodDisruptionBudget.least(0, of: "web")
    second.metadata.name = "second"
    let state = Self.run([.least(0, of: "web"), second], .drain(.pool("worker")))
    #expect(Self.evictedCount(state) == 0)
    #expect(Self.answers(state) == [500, 500, 500])
    #expect(state.recording.refusals.map(\.count) == [1, 1, 1])
  }

  @Test(
    "pods that are not ready go where their budget is met without them, or where it lets them",
    arguments: [
      // Two of three are healthy, which is enough, and so nothing is left for them.
      (UnhealthyPodEvictionPolicy.ifHealthyBudget, 2 as Int32, 1, 1),
      (.ifHealthyBudget, 3, 1, 0), (.ifHealthyBudget, 1, 3, 0), (.alwaysAllow, 3, 1, 1),
      (.alwaysAllow, 1, 3, 3),
    ])
  func unready(policy: UnhealthyPodEvictionPolicy, least: Int32, unready: Int, evicted: Int) {
    var budget = PodDisruptionBudget.least(least, of: "web")
    budget.spec.unhealthyPodEvictionPolicy = policy
    let state = Self.run([budget], .evict(Self.web), unready: unready)
    #expect(Self.evictedCount(state) == evicted)
  }

  @Test("a drain asks again every five seconds until the replacement is ready")
  func retry() {
    let state = Self.run(
      [.least(2, of: "web")], .drain(.pool("worker")), until: 400)
    // Every node is cordoned, so the pods that were to take over wait, and the budget holds.
    #expect(Self.evictedCount(state) == 1)
    #expect(state.recording.refusals.map(\.count) == [57, 57])
    #expect(state.recording.refusals.map(\.last) == [.seconds(400), .seconds(400)])
  }

  @Test("a drain gives up on what a budget protects when its time is over")
  func timeout() {
    var options = DrainOptions()
    options.timeout = .seconds(12)
    let state = Self.run(
      [.least(2, of: "web")], .drain(.pool("worker"), options), until: 400)
    #expect(Self.evictedCount(state) == 1)
    let refusals = state.recording.refusals.filter { $0.status.reason == .tooManyRequests }
    #expect(refusals.map(\.last) == [.seconds(130), .seconds(130)])
    let last = state.recording.refusals.filter { $0.status.reason == .client }
    #expect(last.map(\.time) == [.seconds(132), .seconds(132)])
    #expect(last.allSatisfy { $0.status.message.hasSuffix("global timeout reached: 12s") })
  }

  @Test("a drain takes its own grace to the pods that it evicts")
  func drainGrace() {
    var options = DrainOptions()
    options.grace = .seconds(3)
    let state = Self.run([], .drain(.pool("worker"), options))
    #expect(state.recording.deletions.count == 3)
    #expect(state.recording.deletions.allSatisfy { $0.grace == .seconds(3) })
  }

  /// Pods on the nodes that are drained, beside three pods of a replica set.
  static let obstacles:
    [(
      isBare: Bool, hasEmptyDir: Bool, option: WritableKeyPath<DrainOptions, Bool> & Sendable,
      text: String
    )] = [
      (
        true, false, \.force,
        "cannot delete Pods that declare no controller (use --force to override): default/other"
      ),
      (
        false, true, \.deletesEmptyDirData,
        "cannot delete Pods with local storage (use --delete-emptydir-data to override): "
          + "default/other"
      ),
    ]

  @Test("a pod that must not go without a word stops the drain of its node", arguments: obstacles)
  func obstacle(
    isBare: Bool, hasEmptyDir: Bool, option: WritableKeyPath<DrainOptions, Bool> & Sendable,
    text: String
  ) {
    for isAllowed in [true, false] {
      var options = DrainOptions()
      options[keyPath: option] = isAllowed
      var configuration = SmallCluster.configuration(.modern, nodes: 1, replicas: 2, until: 180)
      var pod = Pod()
      pod.metadata = ObjectMeta(name: "other", namespace: "default")
      pod.spec = SmallCluster.spec("other")
      if hasEmptyDir { pod.spec.volumes = [Volume(name: "v", source: .emptyDir(.init()))] }
      configuration.initialObjects.append(pod)
      configuration.timeline = [
        TimelineEntry(at: .seconds(120), .drain(.pool("worker"), options))
      ]
      var simulation = Simulation(configuration)
      simulation.runToEnd()
      let recording = simulation.state.recording
      #expect(recording.evictions.count == (isAllowed ? 3 : 0))
      let messages = recording.refusals.map(\.status.message)
      #expect(
        messages
          == (isAllowed
            ? [] : ["unable to drain node \"worker-0\" due to error: \(text)"]))
    }
  }

  @Test func `every obstacle to a drain is named at once`() {
    var options = DrainOptions()
    options.force = false
    options.ignoresDaemonSets = false
    options.deletesEmptyDirData = false
    var set = DaemonSet()
    set.metadata = ObjectMeta(name: "agent", namespace: "default")
    set.spec.selector = LabelSelector(matching: ["app": "agent"])
    set.spec.template.metadata.labels = ["app": "agent"]
    set.spec.template.spec = SmallCluster.spec("agent")
    set.applyDefaults()
    func pod(_ name: String, hasEmptyDir: Bool = false) -> Pod {
      var pod = Pod(
        metadata: ObjectMeta(name: name, namespace: "default"), spec: SmallCluster.spec(name))
      if hasEmptyDir { pod.spec.volumes = [Volume(name: "v", source: .emptyDir(.init()))] }
      return pod
    }
    var configuration = SmallCluster.configuration(.modern, nodes: 1, replicas: 1, until: 180)
    configuration.initialObjects += [
      set, pod("bare"), pod("full", hasEmptyDir: true),
    ]
    configuration.timeline = [TimelineEntry(at: .seconds(120), .drain(.pool("worker"), options))]
    var simulation = Simulation(configuration)
    simulation.runToEnd()
    let recording = simulation.state.recording
    #expect(recording.evictions.isEmpty)
    let message = recording.refusals.map(\.status.message).joined()
    let start = "unable to drain node \"worker-0\" due to error: ["
    #expect(message.hasPrefix(start + "cannot delete DaemonSet-managed Pods"), "\(message)")
    #expect(message.hasSuffix("]") && !message.contains("default/web"))
    let parts = [
      "(use --ignore-daemonsets to ignore): default/agent-",
      "cannot delete Pods with local storage (use --delete-emptydir-data to override): "
        + "default/full, ",
      "cannot delete Pods that declare no controller (use --force to override): default/bare]",
    ]
    for part in parts { #expect(message.contains(part), "\(message)") }
  }

  @Test("of the first pods that are evicted those that have ended are none")
  func firstThatRuns() {
    var configuration = SmallCluster.configuration(.modern, replicas: 1, until: 100)
    var done = Pod()
    done.metadata = ObjectMeta(name: "a-done", namespace: "default")
    done.metadata.labels = ["app": "web"]
    done.spec = SmallCluster.spec("a-done")
    done.spec.restartPolicy = .never
    configuration.initialObjects.append(done)
    configuration.timeline = [
      TimelineEntry(
        at: .seconds(30),
        .crash(
          .named(kind: "Pod", namespace: "default", name: "a-done"), container: nil, exitCode: 0)),
      TimelineEntry(at: .seconds(60), .evict(.first(1, of: Self.web))),
    ]
    var simulation = Simulation(configuration)
    simulation.runToEnd()
    let evicted = simulation.state.recording.deletions.map {
      simulation.state.cluster.pods[$0.pod].name.text(simulation.state.cluster.symbols)
    }
    #expect(evicted.count == 1 && evicted.first?.hasPrefix("web-") == true)
  }

  @Test("pods that wait or have ended go without a word of the budget")
  func free() {
    var configuration = SmallCluster.configuration(.modern, nodes: 0, replicas: 2, until: 200)
    configuration.initialObjects.append(PodDisruptionBudget.least(2, of: "web"))
    configuration.timeline = [TimelineEntry(at: .seconds(120), .evict(Self.web))]
    var simulation = Simulation(configuration)
    simulation.runToEnd()
    #expect(simulation.state.recording.refusals.isEmpty)
    #expect(simulation.state.cluster.pods.count == 4)
  }
}
