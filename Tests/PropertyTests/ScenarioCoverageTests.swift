import ClusterSimulation
import KubernetesObjects
import Testing

/// The random scenarios leave nothing out.
@Suite("Coverage of the random scenarios")
struct ScenarioCoverageTests {
  /// The verbs, told apart by number: a new one does not compile until it has its own, and then
  /// has to be drawn somewhere.
  private static func number(of action: TimelineAction) -> Int {
    switch action {
    case .apply: 0
    case .delete: 1
    case .deleteNodes: 2
    case .rollout: 3
    case .update: 4
    case .scale: 5
    case .multiply: 6
    case .setImage: 7
    case .patchNodes: 8
    case .patchWorkloads: 9
    case .patchPods: 10
    case .patchServices: 11
    case .load: 12
    case .rollingUpdate: 13
    case .cordon: 14
    case .uncordon: 15
    case .drain: 16
    case .taint: 17
    case .labelNodes: 18
    case .labelPods: 19
    case .join: 20
    case .leave: 21
    case .fail: 22
    case .recover: 23
    case .partition: 24
    case .heal: 25
    case .crash: 26
    case .evict: 27
    case .setReadiness: 28
    case .setNodeReadiness: 29
    case .pause: 30
    case .resume: 31
    }
  }

  private static let verbCount = 32

  @Test(
    "every verb and every kind that is simulated is in some scenario",
    arguments: [ControlPlaneSettings.Profile.classic, .modern])
  func everything(profile: ControlPlaneSettings.Profile) {
    var verbs: Set<Int> = []
    var kinds: Set<String> = []
    for seed in UInt64(1)...200 {
      let configuration = RandomScenario.configuration(seed: seed, profile)
      kinds.formUnion(configuration.initialObjects.map(\.kind.name))
      if !configuration.nodePools.isEmpty { kinds.insert(Node.kind.name) }
      for entry in configuration.timeline {
        verbs.insert(Self.number(of: entry.action))
        if case .apply(let objects) = entry.action { kinds.formUnion(objects.map(\.kind.name)) }
      }
    }
    #expect(verbs == Set(0..<Self.verbCount))
    guard profile == .modern else { return }
    for kind in APIObjectRegistry.types.map({ $0.kind }) where kind.role == .simulated {
      #expect(kinds.contains(kind.name), "no scenario has a \(kind.name)")
    }
  }
}
