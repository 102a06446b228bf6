import ClusterSimulation
import KubernetesObjects
import Testing

/// The random scenarios leave nothing out.
@Suite("Coverage of the random scenarios")
struct ScenarioCoverageTests {
  /// The verbs: a new one does not compile until it is among them, and then has to be drawn.
  private enum Verb: CaseIterable {
    case apply, delete, deleteNodes, rollout, update, scale, multiply, setImage, patchNodes,
      patchWorkloads, patchPods, patchServices, load, rollingUpdate, cordon, uncordon, drain, taint,
      labelNodes, labelPods, join, leave, fail, recover, partition, heal, crash, evict,
      setReadiness, setNodeReadiness, pause, resume
  }

  private static func verb(of action: TimelineAction) -> Verb {
    switch action {
    case .apply: .apply
    case .delete: .delete
    case .deleteNodes: .deleteNodes
    case .rollout: .rollout
    case .update: .update
    case .scale: .scale
    case .multiply: .multiply
    case .setImage: .setImage
    case .patchNodes: .patchNodes
    case .patchWorkloads: .patchWorkloads
    case .patchPods: .patchPods
    case .patchServices: .patchServices
    case .load: .load
    case .rollingUpdate: .rollingUpdate
    case .cordon: .cordon
    case .uncordon: .uncordon
    case .drain: .drain
    case .taint: .taint
    case .labelNodes: .labelNodes
    case .labelPods: .labelPods
    case .join: .join
    case .leave: .leave
    case .fail: .fail
    case .recover: .recover
    case .partition: .partition
    case .heal: .heal
    case .crash: .crash
    case .evict: .evict
    case .setReadiness: .setReadiness
    case .setNodeReadiness: .setNodeReadiness
    case .pause: .pause
    case .resume: .resume
    }
  }

  @Test(
    "every verb and every kind that is simulated is in some scenario",
    arguments: [ControlPlaneSettings.Profile.classic, .modern])
  func everything(profile: ControlPlaneSettings.Profile) {
    var verbs: Set<Verb> = []
    var kinds: Set<String> = []
    for seed in UInt64(1)...200 {
      let configuration = RandomScenario.configuration(seed: seed, profile)
      kinds.formUnion(configuration.initialObjects.map(\.kind.name))
      if !configuration.nodePools.isEmpty { kinds.insert(Node.kind.name) }
      for entry in configuration.timeline {
        verbs.insert(Self.verb(of: entry.action))
        if case .apply(let objects) = entry.action { kinds.formUnion(objects.map(\.kind.name)) }
      }
    }
    #expect(verbs == Set(Verb.allCases))
    guard profile == .modern else { return }
    for kind in APIObjectRegistry.types.map({ $0.kind }) where kind.role == .simulated {
      #expect(kinds.contains(kind.name), "no scenario has a \(kind.name)")
    }
  }
}
