import ClusterSimulation
import ClusterState
import KubernetesObjects
import NodeAgents
import Scheduling
import SimulationEngine

/// A tiny cluster with a random life: everything follows from the seed and the shape.
struct RandomScenario {
  /// What may be in a scenario.
  struct Shape {
    /// Nodes fail, are cut off, leave and join; components pause.
    var hasFaults = true
    /// Behaviors are drawn from distributions, and the instants of probes with them.
    var hasRandomBehavior = true
    /// Pods differ in requests, ports, disks, selectors and tolerations.
    var hasVariedPods = true
    /// Pods are deleted, crash, are scaled down or get other labels.
    var losesPods = true
    /// Pods differ in priority and preempt each other, some wait behind gates, and budgets protect
    /// some; in the modern era, and only where pods may be lost.
    var hasPriorities = true
    /// The namespace of every object.
    var namespace = "default"
  }

  let profile: ControlPlaneSettings.Profile
  let shape: Shape
  /// The end of the run in seconds.
  let end: Int64
  var dice: Dice
  var configuration: SimulationConfiguration

  /// The scenario of `seed` under `profile`.
  static func configuration(
    seed: UInt64, _ profile: ControlPlaneSettings.Profile, _ shape: Shape = Shape()
  ) -> SimulationConfiguration {
    var scenario = RandomScenario(seed: seed, profile, shape)
    scenario.build()
    return scenario.configuration
  }

  private init(seed: UInt64, _ profile: ControlPlaneSettings.Profile, _ shape: Shape) {
    self.profile = profile
    self.shape = shape
    dice = Dice(seed: seed, "scenario/\(profile.rawValue)")
    end = dice.number(60...140)
    configuration = SimulationConfiguration(
      name: "seed \(seed)", controlPlane: ControlPlaneSettings(profile: profile))
    configuration.seed = seed
  }

  private mutating func build() {
    configuration.ending = .at(.seconds(end))
    configuration.samplePeriod = .seconds(20)
    hurry()
    addScheduling()
    addNodes()
    addWorkloads()
    addBehaviors()
    addTimeline()
    addRequests()
    addAutoscalers()
    addJobs()
    addSets()
    addVolumes()
    addRareActions()
  }

  /// Shorter periods, so that a short run sees nodes evicted and pods collected.
  private mutating func hurry() {
    configuration.controlPlane.nodeLifecycle.nodeMonitorGracePeriod = .seconds(dice.number(12...25))
    configuration.controlPlane.nodeLifecycle.podEvictionTimeout = .seconds(dice.number(5...30))
    if profile == .modern {
      configuration.controlPlane.defaultTolerationSeconds = dice.number(2...30)
    }
    configuration.controlPlane.kubelet.nodeStatusUpdateFrequency = .seconds(dice.number(4...10))
    configuration.controlPlane.podGarbageCollection.period = .seconds(dice.number(5...20))
    configuration.controlPlane.podGarbageCollection.quarantine = .seconds(dice.number(0...10))
    configuration.controlPlane.podGarbageCollection.terminatedPodThreshold = dice.pick([-1, 1, 3])
    if dice.oneIn(3) { configuration.controlPlane.kubeAPIQPSThousandths = dice.pick([0, 1000]) }
    configuration.controlPlane.watchLatency = .milliseconds(dice.pick([0, 5, 400]))
    configuration.controlPlane.apiServerWriteLatency = .milliseconds(dice.pick([0, 5, 700]))
    letTimePass()
    configuration.controlPlane.scheduler.cycleLatencyPerNode = .zero
    configuration.controlPlane.scheduler.bindLatency = .milliseconds(dice.pick([0, 10, 900]))
    configuration.controlPlane.scheduler.bindsWithinCycle = profile != .modern || dice.oneIn(4)
    configuration.controlPlane.scheduler.popsFromBackoff = !dice.oneIn(3)
    configuration.controlPlane.scheduler.unschedulableTimeout = .seconds(dice.pick([5, 300]))
  }

  /// Keeps classic controllers from fighting at one instant for ever, as they can where no owner
  /// counts and nothing takes time: their writes are limited then.
  private mutating func letTimePass() {
    let settings = configuration.controlPlane
    guard profile == .classic, settings.kubeAPIQPSThousandths == 0,
      settings.watchLatency == .zero, settings.apiServerWriteLatency == .zero
    else { return }
    configuration.controlPlane.kubeAPIQPSThousandths = 20_000
  }

  /// The era's defaults, or, in the modern era for half of the seeds, the plugins that the
  /// reference model knows, under 1.34. The other half has any version, and for some of them a
  /// profile in which rankings are used again.
  private mutating func addScheduling() {
    configuration.scheduling.tieBreak = dice.pick([.random, .first, .roundRobin])
    guard profile == .modern else { return }
    guard dice.oneIn(2) else {
      configuration.controlPlane.version = dice.pick(KubernetesVersion.allCases)
      if dice.oneIn(2) { disableDefaultSpread() }
      return
    }
    configuration.controlPlane.version = .v1_34
    var profile = KubeSchedulerProfile()
    var everything = Plugin()
    everything.name = "*"
    profile.plugins[.multiPoint].disabled = [everything]
    profile.plugins[.multiPoint].enabled = ModernReference.plugins.map { name, weight in
      var plugin = Plugin()
      plugin.name = name
      plugin.weight = weight
      return plugin
    }
    var rules = KubeSchedulerConfiguration()
    rules.profiles = [profile]
    configuration.scheduling.rules = .configuration(rules)
  }

  private mutating func disableDefaultSpread() {
    var arguments = PodTopologySpreadArgs()
    arguments.defaultingType = .list
    var spread = PluginConfig()
    spread.name = "PodTopologySpread"
    spread.arguments = .podTopologySpread(arguments)
    var rules = KubeSchedulerConfiguration()
    rules.profiles = [KubeSchedulerProfile()]
    rules.profiles[0].pluginConfig = [spread]
    configuration.scheduling.rules = .configuration(rules)
  }

  private mutating func addNodes() {
    for pool in ["small", "large"].prefix(Int(dice.number(1...2))) {
      var node = Node()
      node.status.capacity = [
        .cpu: Quantity(milliValue: dice.pick([500, 1000, 2000, 4000])),
        .memory: Quantity(dice.pick([1, 2, 4]) << 30), .pods: Quantity(dice.number(2...9)),
      ]
      if !shape.hasVariedPods { node.status.capacity[.memory] = Quantity(64 << 30) }
      node.metadata.labels["disk"] = dice.pick(["ssd", "hdd"])
      if dice.oneIn(2) {
        node.metadata.labels["failure-domain.beta.kubernetes.io/zone"] = dice.pick(["a", "b"])
      }
      if shape.hasVariedPods, dice.oneIn(5) {
        node.spec.taints = [
          Taint(key: "dedicated", effect: dice.pick([.noSchedule, .preferNoSchedule]))
        ]
      }
      var nodes = NodePool(name: pool, count: Int(dice.number(1...3)), template: node)
      if dice.oneIn(3) { nodes.zones = ["a", "b"] }
      configuration.nodePools.append(nodes)
    }
  }
}
