import ClusterSimulation
import ClusterState
import KubernetesObjects
import SimulationEngine
import Testing

@Suite("Laws between two runs")
struct MetamorphicTests {
  @Test(
    "a further node that is cordoned changes nothing for the others",
    arguments: ControlPlaneSettings.Profile.allCases)
  func cordonedNode(profile: ControlPlaneSettings.Profile) {
    var shape = RandomScenario.Shape()
    // A healthy node more would change how fast a zone with failures is emptied.
    shape.hasFaults = false
    for seed in PropertySeeds.first(10) {
      var configuration = RandomScenario.configuration(seed: seed, profile, shape)
      // Where a search begins, from which ties are counted, is a number modulo that of all nodes.
      configuration.scheduling.tieBreak = .first
      if profile == .modern { Self.leaveOutWhatCountsNodes(&configuration) }
      let expected = RunOutcome(running: configuration)
      var node = Node()
      node.status.capacity = [.cpu: Quantity(64), .memory: Quantity(1 << 40), .pods: Quantity(99)]
      node.spec.isCordoned = true
      // It comes with the taint of its cordon: put on later, that would wake pods.
      node.spec.taints = [Taint(key: "node.kubernetes.io/unschedulable", effect: .noSchedule)]
      configuration.nodePools.append(NodePool(name: "spare", count: 1, template: node))
      let outcome = RunOutcome(running: configuration)
      let isEqual =
        outcome.lives == expected.lives
        && outcome.recording.workloads == expected.recording.workloads
        && outcome.recording.services == expected.recording.services
        && outcome.recording.attempts.map(\.feasible)
          == expected.recording.attempts.map(\.feasible)
      #expect(isEqual, "\(profile), seed \(seed)")
    }
  }

  /// Takes out what a node more does change in the modern scheduler, though nothing fits on it:
  /// ImageLocality divides by the number of all nodes; and as NodeUnschedulable, which turns the
  /// cordoned node down, now has a part in every failure, a node that changes wakes more pods.
  private static func leaveOutWhatCountsNodes(_ configuration: inout SimulationConfiguration) {
    if case .defaults = configuration.scheduling.rules {
      var (rules, profile, plugin) = (
        KubeSchedulerConfiguration(), KubeSchedulerProfile(), Plugin()
      )
      plugin.name = "ImageLocality"
      profile.plugins[.multiPoint].disabled = [plugin]
      rules.profiles = [profile]
      configuration.scheduling.rules = .configuration(rules)
    }
    configuration.timeline.removeAll { entry in
      switch entry.action {
      case .cordon, .uncordon, .drain, .taint, .labelNodes, .patchNodes: true
      default: false
      }
    }
  }

  @Test(
    "another name of the namespace changes nothing but the names drawn for it",
    arguments: ControlPlaneSettings.Profile.allCases)
  func renamedNamespace(profile: ControlPlaneSettings.Profile) {
    var shape = RandomScenario.Shape()
    // Draws and the ranking of equal victims depend on names. In the older profiles a kubelet that
    // waits for a disk draws its pauses.
    shape.hasVariedPods = profile == .modern
    shape.hasFaults = false
    shape.hasRandomBehavior = false
    shape.losesPods = false
    var renamed = shape
    renamed.namespace = "elsewhere"
    for seed in PropertySeeds.first(10) {
      var configuration = RandomScenario.configuration(seed: seed, profile, shape)
      configuration.workloads = []
      let expected = RunOutcome(running: configuration)
      configuration = RandomScenario.configuration(seed: seed, profile, renamed)
      configuration.workloads = []
      let outcome = RunOutcome(running: configuration)
      let isEqual =
        outcome.recording.attempts.map(\.node) == expected.recording.attempts.map(\.node)
        && outcome.lives.map(\.times) == expected.lives.map(\.times)
      #expect(isEqual, "\(profile), seed \(seed)")
    }
  }

  @Test(
    "twice the capacity never leaves more pods pending",
    arguments: ControlPlaneSettings.Profile.allCases)
  func doubledCapacity(profile: ControlPlaneSettings.Profile) {
    var shape = RandomScenario.Shape()
    // Pods of one size: else a better place for a small pod can be the only one for a large pod.
    shape.hasFaults = false
    shape.hasVariedPods = false
    shape.hasRandomBehavior = false
    shape.losesPods = false
    for seed in PropertySeeds.first(10) {
      var configuration = RandomScenario.configuration(seed: seed, profile, shape)
      // Longer than the longest pause after the last change.
      configuration.ending = .at(.seconds(300))
      let expected = Self.pendingCount(RunOutcome(running: configuration))
      for pool in configuration.nodePools.indices {
        let capacity = configuration.nodePools[pool].template.status.capacity
        var doubled = capacity
        for entry in capacity.entries {
          doubled[entry.name] = Quantity(milliValue: entry.quantity.milliValue * 2)
        }
        configuration.nodePools[pool].template.status.capacity = doubled
      }
      let pending = Self.pendingCount(RunOutcome(running: configuration))
      #expect(pending <= expected, "\(profile), seed \(seed)")
    }
  }

  private static func pendingCount(_ outcome: RunOutcome) -> Int {
    outcome.lives.filter { $0.node.isEmpty && !($0.times.last?.isSet ?? false) }.count
  }
}
