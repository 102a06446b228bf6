import ClusterSimulation
import ClusterState
import KubernetesObjects
import Testing

@Suite("Invariants and the reference model")
struct InvariantTests {
  @Test(
    "random clusters keep every invariant after every event, and decide as the model does",
    arguments: ControlPlaneSettings.Profile.allCases)
  func invariantsHold(profile: ControlPlaneSettings.Profile) {
    var (placed, refused, preempted) = (0, 0, 0)
    var (charged, disrupted, contested) = (0, 0, 0)
    for seed in PropertySeeds.first(50) {
      var simulation = Simulation(RandomScenario.configuration(seed: seed, profile))
      var model = ReferenceModel(simulation.state.configuration)
      var charges = QuotaCharges(simulation.state.cluster)
      var disruptions = VoluntaryDisruptions(simulation.state)
      var claims = ExclusiveClaims()
      var isRunning = true
      while isRunning {
        let before = simulation.state.schedulerTieBreak
        isRunning = simulation.run(events: 1)
        let problem =
          Self.violation(in: simulation.state)
          ?? charges.excess(in: simulation.state.cluster)
          ?? disruptions.excess(in: simulation.state)
          ?? claims.excess(in: simulation.state.cluster)
          ?? model.compare(with: simulation.state, tieBreak: before)
        guard let problem else { continue }
        Issue.record("\(profile), seed \(seed): \(problem)")
        break
      }
      placed += model.placements
      refused += model.refusals
      preempted += model.preemptions
      charged += charges.rises
      disrupted += disruptions.count
      contested += claims.contests
    }
    #expect(placed > 100 && refused > 20, "the scenarios have become too tame")
    #expect(charged > 20, "quotas were charged \(charged) times")
    #expect((disrupted > 0) == (profile == .modern), "budgets gave way \(disrupted) times")
    #expect((contested > 0) == (profile == .modern), "claims were contested \(contested) times")
    #expect((preempted > 5) == (profile == .modern), "\(preempted) preemptions")
  }

  private static func violation(in state: borrowing SimulationState) -> String? {
    do {
      try state.verifyInvariants()
      return nil
    } catch {
      return error.description
    }
  }
}

/// What quotas have counted, to see that nothing is let in beyond them.
private struct QuotaCharges {
  private var used: [ResourceList]
  private var hard: [ResourceList]
  /// How often something was charged, so that a law that was never tried is seen.
  private(set) var rises = 0

  init(_ cluster: ClusterState) {
    used = cluster.quotas.map(\.used)
    hard = cluster.quotas.map(\.hard)
  }

  /// The quota of which more is used than before, and than it allows; a limit that was lowered
  /// turns nobody out.
  mutating func excess(in cluster: ClusterState) -> String? {
    defer {
      used = cluster.quotas.map(\.used)
      hard = cluster.quotas.map(\.hard)
    }
    for (row, quota) in cluster.quotas.enumerated() where row < used.count && quota.isPresent {
      for entry in quota.used.entries {
        let before = used[row][entry.name] ?? .zero
        if entry.quantity > before { rises += 1 }
        guard hard[row] == quota.hard, entry.quantity > before,
          let limit = quota.hard[entry.name], entry.quantity > limit
        else { continue }
        return "quota \(row) has let \(entry.name) rise to \(entry.quantity) of \(limit)"
      }
    }
    return nil
  }
}
