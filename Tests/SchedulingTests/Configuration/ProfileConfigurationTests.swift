import KubernetesObjects
import Scheduling
import Testing

@Suite struct ProfileConfigurationTests {
  private func profile(_ text: String, _ version: KubernetesVersion = .standard) throws -> Profile {
    var cluster = try SmallCluster()
    cluster.scheduler = Scheduler([], rules: VersionRules(version))
    let configuration: KubeSchedulerProfile = try SmallCluster.object(text)
    return try Profile(configuration, &cluster.state, &cluster.scheduler.cache)
  }

  private func weights(_ profile: Profile) -> String {
    profile.scorers.filter(\.runsScore).map { "\($0.name)=\($0.weight)" }.joined(separator: " ")
  }

  @Test("The default profile has the plugins and weights of its version of Kubernetes")
  func defaults() throws {
    let filters = [
      "NodeUnschedulable", "NodeName", "TaintToleration", "NodeAffinity", "NodePorts",
      "NodeResourcesFit", "VolumeRestrictions", "NodeVolumeLimits", "VolumeBinding",
      "VolumeZone", "PodTopologySpread", "InterPodAffinity", "DynamicResources",
    ]
    let scorers = [
      "TaintToleration=3", "NodeAffinity=2", "NodeResourcesFit=1", "VolumeBinding=1",
      "PodTopologySpread=2", "InterPodAffinity=2", "NodeResourcesBalancedAllocation=1",
      "ImageLocality=1",
    ]
    let older = try profile("{}", .v1_34)
    #expect(older.filters.map(\.name) == filters)
    #expect(weights(older) == scorers.joined(separator: " "))
    #expect(older.postFilters.map(\.name) == ["DynamicResources", "DefaultPreemption"])
    let newer = try profile("{}", .v1_36)
    #expect(newer.filters.map(\.name) == filters + ["NodeDeclaredFeatures"])
    let devices = scorers.prefix(6) + ["DynamicResources=2"] + scorers.suffix(2)
    #expect(weights(newer) == devices.joined(separator: " "))
    #expect(newer.postFilters.map(\.name) == older.postFilters.map(\.name))
  }

  @Test("Gates count unless their plugin is disabled; the first schedulers do not know them")
  func gates() throws {
    let isOff = "plugins: {preEnqueue: {disabled: [{name: SchedulingGates}]}}"
    #expect(try profile("{}").holdsBackGatedPods)
    #expect(try !profile("{\(isOff)}").holdsBackGatedPods)
    #expect(try !Profile(ClassicPolicy(nil, era: .v1_20)).holdsBackGatedPods)
  }

  @Test(
    "Plugins are enabled, disabled and weighed at one point or at all",
    arguments: [
      (
        "{plugins: {score: {disabled: [{name: \"*\"}], enabled: [{name: NodeResourcesFit, "
          + "weight: 7}]}}}", "NodeResourcesFit=7"
      ),
      (
        "{plugins: {multiPoint: {disabled: [{name: \"*\"}], enabled: [{name: ImageLocality}, "
          + "{name: NodeAffinity, weight: 5}]}}}", "ImageLocality=1 NodeAffinity=5"
      ),
      (
        "{plugins: {score: {disabled: [{name: VolumeBinding}, {name: ImageLocality}, "
          + "{name: InterPodAffinity}, {name: PodTopologySpread}, {name: DynamicResources}], "
          + "enabled: [{name: NodeResourcesFit, weight: 4}]}}}",
        "NodeResourcesFit=4 TaintToleration=3 NodeAffinity=2 NodeResourcesBalancedAllocation=1"
      ),
    ])
  func changes(text: String, expected: String) throws {
    #expect(weights(try profile(text)) == expected)
  }

  @Test(
    "What the real validation refuses is refused, with the path of the field",
    arguments: [
      (
        "{plugins: {score: {enabled: [{name: nodeAffinity}]}}}",
        "plugins.score.enabled[0].name: plugin \"nodeAffinity\" does not exist; did you mean "
          + "NodeAffinity?"
      ),
      (
        "{plugins: {filter: {enabled: [{name: ImageLocality}]}}}",
        "plugins.filter.enabled[0].name: plugin ImageLocality does not extend filter"
      ),
      (
        "{plugins: {score: {enabled: [{name: ImageLocality, weight: -1}]}}}",
        "plugins.score.enabled[0].weight: expected a weight of 0 or more, found -1"
      ),
      (
        "{percentageOfNodesToScore: 101}",
        "percentageOfNodesToScore: expected a percentage from 0 to 100, found 101"
      ),
      (
        "{pluginConfig: [{name: NodeResourcesFit, args: {scoringStrategy: {type: "
          + "RequestedToCapacityRatio, requestedToCapacityRatio: {shape: []}}}}]}",
        "pluginConfig[0].args.scoringStrategy.requestedToCapacityRatio.shape: expected at least "
          + "one point"
      ),
      (
        "{pluginConfig: [{name: NodeResourcesFit, args: {scoringStrategy: {type: "
          + "RequestedToCapacityRatio, requestedToCapacityRatio: {shape: [{utilization: 50, "
          + "score: 5}, {utilization: 50, score: 11}]}}}}]}",
        "pluginConfig[0].args.scoringStrategy.requestedToCapacityRatio.shape[1].score: expected "
          + "a number from 0 to 10, found 11"
      ),
      (
        "{pluginConfig: [{name: NodeResourcesFit, args: {scoringStrategy: {resources: [{name: "
          + "cpu, weight: 101}]}}}]}",
        "pluginConfig[0].args.scoringStrategy.resources[0].weight: expected a number from 1 to "
          + "100, found 101"
      ),
      (
        "{pluginConfig: [{name: InterPodAffinity, args: {hardPodAffinityWeight: -1}}]}",
        "pluginConfig[0].args.hardPodAffinityWeight: expected a number from 0 to 100, found -1"
      ),
      (
        "{pluginConfig: [{name: PodTopologySpread, args: {defaultingType: List, "
          + "defaultConstraints: [{maxSkew: 0, topologyKey: zone, whenUnsatisfiable: "
          + "ScheduleAnyway}]}}]}",
        "pluginConfig[0].args.defaultConstraints[0].maxSkew: expected a number above 0, found 0"
      ),
      (
        "{pluginConfig: [{name: Nothing}]}",
        "pluginConfig[0].name: plugin \"Nothing\" does not exist"
      ),
    ])
  func refused(text: String, problem: String) throws {
    do {
      _ = try profile(text)
      Issue.record("nothing was refused")
    } catch let problems as ConfigurationProblems {
      #expect(problems.problems.map(\.description).contains(problem), "\(problems)")
    }
  }
}
