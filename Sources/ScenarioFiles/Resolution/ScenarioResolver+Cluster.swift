import ClusterSimulation
import KubernetesObjects
import Scheduling
import SimulationEngine
import StructuredText

/// The cluster: the control plane, the scheduler, the node pools.
extension ScenarioResolver {
  /// The settings of the profile, modern unless said, with the scenario's own.
  mutating func controlPlaneSettings() -> ControlPlaneSettings {
    var settings = ControlPlaneSettings(profile: draft.controlPlane.profile?.value ?? .modern)
    chooseVersion(of: &settings)
    for entry in draft.controlPlane.entries {
      do throws(ValueError) {
        try entry.setting.set(entry.text.value, in: &settings)
      } catch {
        problems.add(entry.text.error(error.message))
      }
    }
    warnOfIdleSettings(settings)
    let images = settings.kubelet.images
    if images.imageGCLowThresholdPercent > images.imageGCHighThresholdPercent,
      let entry = draft.controlPlane.entries.last(where: {
        $0.setting.name.hasPrefix("imageGC") && $0.setting.name.hasSuffix("Percent")
      })
    {
      problems.add(
        entry.text.error(
          "imageGCLowThresholdPercent (\(images.imageGCLowThresholdPercent)) must not exceed "
            + "imageGCHighThresholdPercent (\(images.imageGCHighThresholdPercent))"))
    }
    let scheduler = settings.scheduler
    if scheduler.maximumBackoff < scheduler.initialBackoff,
      let entry = draft.controlPlane.entries.last(where: {
        $0.setting.name == "podMaxBackoffSeconds" || $0.setting.name == "podInitialBackoffSeconds"
      })
    {
      problems.add(
        entry.text.error(
          "podMaxBackoffSeconds (\(scheduler.maximumBackoff / .seconds(1))) must not be less than "
            + "podInitialBackoffSeconds (\(scheduler.initialBackoff / .seconds(1)))"))
    }
    return settings
  }

  /// Warns of settings that the control plane does not read.
  private mutating func warnOfIdleSettings(_ settings: ControlPlaneSettings) {
    for entry in draft.controlPlane.entries {
      guard let reason = entry.setting.idleness(in: settings) else { continue }
      problems.add(
        entry.text.warning("has no effect in profile \(settings.profile.rawValue): \(reason)"))
    }
  }

  /// Sets the version and the feature gates, which only the modern profile has.
  private mutating func chooseVersion(of settings: inout ControlPlaneSettings) {
    let chosen = draft.controlPlane
    guard let standard = settings.version else {
      let profile = settings.profile.rawValue
      if let version = chosen.version {
        problems.add(
          version.error(
            "only profile modern has versions, not \(profile); `version: null` beside the profile "
              + "takes back one that is included"))
      }
      for (name, _) in chosen.featureGates {
        problems.add(
          name.error(
            "only profile modern has feature gates, not \(profile); `featureGates: null` beside "
              + "the profile takes back what is included"))
      }
      return
    }
    let version = chosen.version?.value ?? standard
    settings.version = version
    for (name, isOn) in chosen.featureGates {
      do throws(UnknownFeatureGate) {
        settings.featureGates[try FeatureGate.named(name.value, in: version)] = isOn
      } catch {
        let isSetting = ControlPlaneSetting.named(name.value) != nil
        problems.add(
          name.error(isSetting ? "a setting here: expected it beside profile" : error.message))
      }
    }
  }

  /// Takes over the pauses and the client's rate that a KubeSchedulerConfiguration asks for, unless
  /// the control plane's settings say otherwise.
  func applySettings(
    of scheduling: SchedulingConfiguration, to settings: inout ControlPlaneSettings
  ) {
    guard case .configuration(let file) = scheduling.rules else { return }
    let named = Set(draft.controlPlane.entries.map(\.setting.name))
    let limit: Int64 = 1_000_000
    if !named.contains("podInitialBackoffSeconds") {
      settings.scheduler.initialBackoff = .seconds(min(file.podInitialBackoffSeconds, limit))
    }
    if !named.contains("podMaxBackoffSeconds") {
      settings.scheduler.maximumBackoff = .seconds(min(file.podMaxBackoffSeconds, limit))
    }
    let (rate, burst) = (file.clientConnection.qps, Int64(file.clientConnection.burst))
    // Zero is the default, and a rate below it none at all.
    if rate.signum != 0, !named.contains("schedulerKubeAPIQPS") {
      settings.scheduler.kubeAPIQPSThousandths = min(max(0, rate.milliValue), limit * 1000)
    }
    if burst > 0, !named.contains("schedulerKubeAPIBurst") {
      settings.scheduler.kubeAPIBurst = burst
    }
  }

  /// An error about what is not written: at the scenario's name, or at its file.
  func problem(_ message: String) -> Diagnostic {
    draft.name?.node.diagnostic(.error, message)
      ?? Diagnostic(.error, file: path, location: nil, message: message)
  }

  /// The scheduler's rules, beside a control plane of `settings`.
  mutating func scheduling(for settings: ControlPlaneSettings) -> SchedulingConfiguration {
    let scheduler = draft.scheduler
    var choice = SchedulingConfiguration(profile: settings.profile, tieBreak: scheduler.tieBreak)
    choice.percentageOfNodesToScore = scheduler.percentageOfNodesToScore
    choice.evaluation = scheduler.evaluation ?? .incremental
    choice.plugins = options.plugins
    choice.isRetryOff = scheduler.isRetryOff
    if options.hasOutsidePolicy { choice.policy = PolicyCommand(words: []) }
    if let outside = scheduler.outside {
      choice.policy = outside.value
      if !options.allowsPolicy {
        problems.add(
          outside.error(
            "would start the program \(outside.value.words.first ?? ""), which only "
              + "wavetank run --allow-policy does"))
      }
    }
    if let policy = scheduler.policy, scheduler.configuration != nil {
      problems.add(policy.error("expected configuration or policy, found both"))
      return choice
    }
    if let source = scheduler.configuration {
      let found = schedulerObjects(source, kind: KubeSchedulerConfiguration.kind)
      guard let located = found.first,
        let configuration = located.object as? KubeSchedulerConfiguration
      else { return choice }
      choice.rules = .configuration(
        checked(configuration, by: settings.versionRules, at: located))
    }
    if let source = scheduler.policy {
      let found = schedulerObjects(source, kind: Policy.kind)
      guard let located = found.first, var policy = located.object as? Policy else {
        return choice
      }
      refuse(policy.extenders, at: located)
      if settings.profile == .modern {
        for note in policy.replaceFormerNames() {
          problems.add(
            located.node.descendant(at: "\(note.path)").diagnostic(.warning, note.description))
        }
      }
      choice.rules = .policy(policy)
      // What the object by itself shows has been reported with it.
      let known = located.validationDiagnostics.compactMap(\.location)
      for problem in choice.problems(for: settings) {
        let path = problem.split(separator: ":", maxSplits: 1).first.map(String.init) ?? ""
        let node = located.node.descendant(at: path)
        if !known.contains(node.location) { problems.add(node.diagnostic(.error, problem)) }
      }
    }
    return choice
  }

  /// The node pools, in order of declaration.
  mutating func nodePools() -> [NodePool] {
    var pools: [NodePool] = []
    var total: Int64 = 0
    world.lacksNodes = draft.arePoolsPartial
    for draft in draft.nodePools {
      guard let name = draft.name, let template = draft.template else { continue }
      if world.hasPool(name.value) {
        problems.add(name.error("there is another pool called \(name.value)"))
        continue
      }
      var pool = NodePool(
        name: name.value, count: draft.count?.value ?? 1,
        template: node(of: template, pool: name.value))
      pool.zones = draft.zones
      pool.members = draft.nodes.map(\.value)
      pool.pricePerHourMillionths = draft.pricePerHourMillionths
      total += Int64(pool.count)
      if total > Limits.nodes, let count = draft.count {
        problems.add(count.error("\(total) nodes in all; the limit is \(Limits.nodes)"))
      }
      world.add(pool)
      pools.append(pool)
    }
    return pools
  }

  /// Holds the nodes that pools name to those that there are, each in one pool.
  mutating func checkPoolMembers() {
    var pools: [String: String] = [:]
    for draft in draft.nodePools {
      guard let pool = draft.name?.value else { continue }
      for node in draft.nodes {
        if !world.hasNode(node.value) {
          blame("node", node.value, at: node)
        } else if let other = pools.updateValue(pool, forKey: node.value) {
          problems.add(node.error("node \(node.value) is in pool \(other) already"))
        }
      }
    }
  }

  /// A pool's template, defaulted and validated.
  private mutating func node(of template: Located<Node>, pool: String) -> Node {
    var node = template.value
    if !node.metadata.name.isEmpty {
      problems.add(
        template.error("the template has no metadata.name: its nodes are called \(pool)-0, …"))
    }
    if node.status.capacity.isEmpty && node.status.allocatable.isEmpty {
      problems.add(
        template.error(
          "status.capacity is required, such as {cpu: \"4\", memory: 16Gi, pods: \"110\"}"))
    }
    node.metadata.name = pool + "-0"
    node.applyDefaults()
    let located = LocatedObject(apiVersion: .v1, object: node, node: template.node)
    for problem in located.validationDiagnostics {
      problems.add(
        Diagnostic(
          .error, file: problem.file, location: problem.location,
          message: "\(template.path).\(problem.message)"))
    }
    if let refusal = Admission.refusal(of: node) {
      problems.add(
        template.node.descendant(at: refusal.path).diagnostic(
          .error, "\(template.path).\(refusal.path): \(refusal.message)"))
    }
    node.metadata.name = ""
    return node
  }
}
