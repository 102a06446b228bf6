import ClusterState
import KubernetesObjects
import Scheduling
import SimulationEngine

/// By which rules the scheduler decides.
package struct SchedulingConfiguration: Sendable {
  /// Where the rules are written.
  package enum Rules: Sendable {
    /// Nowhere: the defaults of the control plane's era.
    case defaults
    /// In a policy file of the first era.
    case policy(Policy)
    /// In a configuration of the scheduling framework.
    case configuration(KubeSchedulerConfiguration)
  }

  /// Which of several equally good nodes a pod gets.
  package enum TieBreak: String, CaseIterable, Sendable {
    /// One drawn from the stream `scheduler/ties`, as the modern scheduler does.
    case random
    /// The node that joined first.
    case first
    /// In turn, by name descending: the choice of Kubernetes 1.2.
    case roundRobin
  }

  /// Where the rules are written.
  package var rules: Rules
  /// Which of several equally good nodes a pod gets.
  package var tieBreak: TieBreak
  /// The share of nodes that is enough to find, in percent; zero for the adaptive default. Only the
  /// modern scheduler heeds it.
  package var percentageOfNodesToScore: Int32?
  /// How decisions are worked out. Not among the settings that a report lists: it makes no
  /// difference to any result.
  package var evaluation = Evaluation.incremental
  /// The workload that fragmentation is measured against; of none, nothing is measured.
  package var typicalPods = TypicalPods()
  /// The program outside that owns the queue; nil for the scheduler's own.
  package var policy: PolicyCommand?
  /// Whether a pod that found no node is never tried again.
  package var isRetryOff = false
  /// The plugins that a configuration can enable, as far as the version has them; Kubernetes' own
  /// unless others are registered.
  package var plugins = PluginRegistry.modern

  /// The defaults of `profile`.
  package init(
    profile: ControlPlaneSettings.Profile, rules: Rules = .defaults, tieBreak: TieBreak? = nil
  ) {
    self.rules = rules
    self.tieBreak = tieBreak ?? (profile == .classic ? .roundRobin : .random)
  }

  /// Whether shares of GPUs are placed by these rules under `profile`: by the scheduling framework
  /// they are, by the predicates of the first era not.
  package func placesGPUShares(for profile: ControlPlaneSettings.Profile) -> Bool {
    switch rules {
    case .defaults: profile == .modern
    case .policy: false
    case .configuration: true
    }
  }

  /// What is wrong with the rules under `settings`, one sentence each; empty if the scheduler can
  /// start by them.
  package func problems(for settings: ControlPlaneSettings) -> [String] {
    var cluster = ClusterState()
    var cache = SchedulerCache(rules: settings.versionRules)
    do {
      _ = try profiles(for: settings.profile, &cluster, &cache)
      return []
    } catch {
      return error.messages
    }
  }

  /// The profiles that the rules describe.
  func profiles(
    for profile: ControlPlaneSettings.Profile, _ cluster: inout ClusterState,
    _ cache: inout SchedulerCache
  ) throws(SchedulingRulesError) -> ContiguousArray<Profile> {
    switch (rules, profile) {
    case (.defaults, .textbook): return [try classicProfile(.textbook, era: .v1_2)]
    case (.defaults, .classic): return [try classicProfile(nil, era: .v1_2)]
    case (.policy(let policy), .modern): return [try classicProfile(policy, era: .v1_20)]
    case (.policy(let policy), .textbook), (.policy(let policy), .classic):
      return [try classicProfile(policy, era: .v1_2)]
    case (.defaults, .modern):
      return [try modernProfile(KubeSchedulerProfile(), nil, &cluster, &cache)]
    case (.configuration(let configuration), _):
      var profiles: ContiguousArray<Profile> = []
      for profile in configuration.profiles {
        profiles.append(
          try modernProfile(
            profile, configuration.percentageOfNodesToScore, &cluster, &cache))
      }
      return profiles
    }
  }

  private func classicProfile(
    _ policy: Policy?, era: ClassicEra
  ) throws(SchedulingRulesError) -> Profile {
    do {
      return Profile(try ClassicPolicy(policy, era: era))
    } catch {
      throw SchedulingRulesError(messages: error.messages)
    }
  }

  private func modernProfile(
    _ profile: KubeSchedulerProfile, _ percentage: Int32?, _ cluster: inout ClusterState,
    _ cache: inout SchedulerCache
  ) throws(SchedulingRulesError) -> Profile {
    do {
      return try Profile(
        profile, percentageOfNodesToScore: percentageOfNodesToScore ?? percentage,
        hasGPUShare: true, plugins: plugins, typicalPods: typicalPods, &cluster, &cache)
    } catch {
      throw SchedulingRulesError(messages: error.problems.map(\.description))
    }
  }
}

/// What is wrong with the rules of a scheduler.
struct SchedulingRulesError: Error {
  /// One sentence each.
  let messages: [String]
}

extension Policy {
  /// The rules that the introductions of 2015 to 2020 tell: five predicates, two priorities.
  static var textbook: Policy {
    var policy = Policy()
    policy.predicates = [
      "PodFitsPorts", "PodFitsResources", "NoDiskConflict", "MatchNodeSelector", "HostName",
    ].map { name in
      var predicate = PredicatePolicy()
      predicate.name = name
      return predicate
    }
    policy.priorities = ["LeastRequestedPriority", "SelectorSpreadPriority"].map { name in
      var priority = PriorityPolicy()
      priority.name = name
      priority.weight = 1
      return priority
    }
    return policy
  }
}

extension SimulationConfiguration {
  /// The tie-break with its stream.
  var tieBreak: Scheduling.TieBreak {
    switch scheduling.tieBreak {
    case .random: .drawn(RandomStream(seed: seed, name: "scheduler/ties"))
    case .first: .first
    case .roundRobin: .roundRobin(placements: 0)
    }
  }
}
