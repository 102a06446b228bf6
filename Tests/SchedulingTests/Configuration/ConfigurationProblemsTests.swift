import ClusterState
import Testing

@testable import Scheduling

/// What is said of configurations that the real scheduler refuses.
struct ConfigurationProblemsTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let profile: String
    let problems: [String]
  }

  static func row(_ sentence: String, _ profile: String, _ problems: String...) -> Row {
    Row(testDescription: sentence, profile: profile, problems: problems)
  }

  static func arguments(_ plugin: String, _ fields: String) -> String {
    "pluginConfig: [{name: \(plugin), args: {\(fields)}}]"
  }

  static func shape(_ points: String) -> String {
    arguments(
      "NodeResourcesFit",
      "scoringStrategy: {type: RequestedToCapacityRatio, "
        + "requestedToCapacityRatio: {shape: [\(points)]}}")
  }

  static func spread(_ constraints: String, type: String = "List") -> String {
    arguments("PodTopologySpread", "defaultingType: \(type), defaultConstraints: [\(constraints)]")
  }

  static let args = "pluginConfig[0].args"
  static let shapePath = "\(args).scoringStrategy.requestedToCapacityRatio.shape"
  static let soft = "maxSkew: 1, whenUnsatisfiable: ScheduleAnyway"

  static let profiles = [
    row("nothing", ""),
    row(
      "a plugin that is not there", "plugins: {score: {enabled: [{name: Nope}]}}",
      "plugins.score.enabled[0].name: plugin \"Nope\" does not exist"),
    row(
      "a plugin in other letters", "plugins: {filter: {enabled: [{name: nodename}]}}",
      "plugins.filter.enabled[0].name: plugin \"nodename\" does not exist; did you mean NodeName?"),
    row(
      "a plugin at a point that it does not extend",
      "plugins: {score: {enabled: [{name: NodeName}]}}",
      "plugins.score.enabled[0].name: plugin NodeName does not extend score"),
    row(
      "a weight below zero", "plugins: {multiPoint: {enabled: [{name: NodeName, weight: -1}]}}",
      "plugins.multiPoint.enabled[0].weight: expected a weight of 0 or more, found -1"),
    row(
      "a share above all", "percentageOfNodesToScore: 101",
      "percentageOfNodesToScore: expected a percentage from 0 to 100, found 101"),
    row("no name", "schedulerName: ''", "schedulerName: expected a name, found nothing"),
    row(
      "arguments of a plugin that is not there", arguments("Nope", ""),
      "pluginConfig[0].name: plugin \"Nope\" does not exist"),
    row(
      "arguments given twice", "pluginConfig: [{name: NodeName}, {name: NodeName}]",
      "pluginConfig[1].name: expected one entry a plugin, found NodeName again"),
    row(
      "several problems in order",
      "percentageOfNodesToScore: -1, plugins: {score: {enabled: [{name: Nope}]}}",
      "percentageOfNodesToScore: expected a percentage from 0 to 100, found -1",
      "plugins.score.enabled[0].name: plugin \"Nope\" does not exist"),
  ]

  static let resources = [
    row(
      "a resource that weighs too much",
      arguments(
        "NodeResourcesFit", "scoringStrategy: {resources: [{name: cpu, weight: 101}]}"),
      "\(args).scoringStrategy.resources[0].weight: expected a number from 1 to 100, found 101"),
    row(
      "a resource twice",
      arguments(
        "NodeResourcesFit",
        "scoringStrategy: {resources: [{name: cpu, weight: 1}, {name: cpu, weight: 2}]}"),
      "\(args).scoringStrategy.resources[1].name: expected each resource once, found cpu again"),
    row(
      "a group with a name", arguments("NodeResourcesFit", "ignoredResourceGroups: [x.io/gpu]"),
      "\(args).ignoredResourceGroups[0]: expected a name without /, found x.io/gpu"),
    row("a shape without points", shape(""), "\(shapePath): expected at least one point"),
    row(
      "a shape beyond its bounds",
      shape("{utilization: -1, score: 0}, {utilization: 101, score: 11}"),
      "\(shapePath)[0].utilization: expected a number from 0 to 100, found -1",
      "\(shapePath)[1].utilization: expected a number from 0 to 100, found 101",
      "\(shapePath)[1].score: expected a number from 0 to 10, found 11"),
    row(
      "a shape that does not go on",
      shape("{utilization: 5, score: 0}, {utilization: 5, score: 1}"),
      "\(shapePath)[1].utilization: expected more than that of the point before"),
    row(
      "balance with weights",
      arguments("NodeResourcesBalancedAllocation", "resources: [{name: cpu, weight: 2}]"),
      "\(args).resources[0].weight: expected 1, found 2"),
  ]

  static let others = [
    row(
      "a weight of required terms above its bound",
      arguments("InterPodAffinity", "hardPodAffinityWeight: 101"),
      "\(args).hardPodAffinityWeight: expected a number from 0 to 100, found 101"),
    row(
      "an affinity that says nothing", arguments("NodeAffinity", "addedAffinity: {}"),
      "\(args).addedAffinity: expected required or preferred terms, found neither"),
    row(
      "constraints that are not used", spread("{topologyKey: k, \(soft)}", type: "System"),
      "\(args).defaultingType: expected List where defaultConstraints are given"),
    row(
      "a skew of nothing",
      spread("{topologyKey: k, maxSkew: 0, whenUnsatisfiable: DoNotSchedule}"),
      "\(args).defaultConstraints[0].maxSkew: expected a number above 0, found 0"),
    row(
      "a constraint without key", spread("{topologyKey: '', \(soft)}"),
      "\(args).defaultConstraints[0].topologyKey: expected a label's key"),
    row(
      "a constraint with a selector", spread("{topologyKey: k, \(soft), labelSelector: {}}"),
      "\(args).defaultConstraints[0].labelSelector: expected none: it is derived from each pod's "
        + "services"),
    row(
      "a constraint twice", spread("{topologyKey: k, \(soft)}, {topologyKey: k, \(soft)}"),
      "\(args).defaultConstraints[1]: expected one constraint a key and action, found another"),
    row(
      "a share of candidates above all",
      arguments("DefaultPreemption", "minCandidateNodesPercentage: 101"),
      "\(args).minCandidateNodesPercentage: expected a number from 0 to 100, found 101"),
    row(
      "no candidates",
      arguments(
        "DefaultPreemption", "minCandidateNodesPercentage: 0, minCandidateNodesAbsolute: 0"),
      "\(args): expected minCandidateNodesPercentage or minCandidateNodesAbsolute above 0"),
    row(
      "a time below zero", arguments("VolumeBinding", "bindTimeoutSeconds: -1"),
      "\(args).bindTimeoutSeconds: expected 0 or more"),
  ]

  @Test(arguments: profiles + resources + others)
  func problemsOfAProfile(row: Row) throws {
    let configuration = try SchedulingBuilder.configuration("profiles: [{\(row.profile)}]")
    let problems = ConfigurationProblems(checking: configuration.profiles[0])
    #expect(problems.problems.map(\.description) == row.problems)
    var state = ClusterState()
    var cache = SchedulerCache()
    do throws(ConfigurationProblems) {
      _ = try Profile(configuration.profiles[0], &state, &cache)
      #expect(row.problems.isEmpty)
    } catch {
      #expect(error.problems.map(\.description) == row.problems)
    }
  }

  @Test func problemsOfSeveralProfilesNameTheProfile() throws {
    let configuration = try SchedulingBuilder.configuration(
      "podInitialBackoffSeconds: 0, podMaxBackoffSeconds: -1, percentageOfNodesToScore: 101, "
        + "profiles: [{schedulerName: one}, {schedulerName: one, percentageOfNodesToScore: 101}]")
    let share = "expected a percentage from 0 to 100, found 101"
    #expect(
      ConfigurationProblems.check(configuration).description
        == """
        percentageOfNodesToScore: \(share)
        podInitialBackoffSeconds: expected a number above 0
        podMaxBackoffSeconds: expected no less than podInitialBackoffSeconds
        profiles[1].percentageOfNodesToScore: \(share)
        profiles[1].schedulerName: expected a name of its own, found one again
        """)
  }

  @Test func theDefaultConfigurationHasNone() throws {
    let configuration = try SchedulingBuilder.configuration("profiles: [{}]")
    #expect(ConfigurationProblems.check(configuration).isEmpty)
  }
}
