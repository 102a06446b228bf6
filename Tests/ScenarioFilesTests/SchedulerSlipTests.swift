import ScenarioFiles
import Testing

/// Slips in what a scheduler is told, each refused before the run as the real scheduler or the API
/// server refuses it.
@Suite struct SchedulerSlipTests {
  struct Slip: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let rules: String
    let documents: String
    let lines: [String]
  }

  private static func rules(_ name: String, _ rules: String, _ lines: String...) -> Slip {
    Slip(testDescription: name, rules: rules, documents: "", lines: lines)
  }

  private static func profile(_ name: String, _ profile: String, _ lines: String...) -> Slip {
    Slip(testDescription: name, rules: "profiles: [{\(profile)}]", documents: "", lines: lines)
  }

  private static func objects(_ name: String, _ documents: String, _ lines: String...) -> Slip {
    Slip(testDescription: name, rules: "profiles: [{}]", documents: documents, lines: lines)
  }

  private static func pod(_ spec: String) -> String {
    "---\napiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n  \(spec)\n"
      + "  containers: [{name: c, image: a}]\n"
  }

  private static func priorityClass(_ name: String, _ value: Int, _ rest: String = "") -> String {
    "---\napiVersion: scheduling.k8s.io/v1\nkind: PriorityClass\nmetadata: {name: \(name)}\n"
      + "value: \(value)\n\(rest)\n"
  }

  private static let ratio =
    "pluginConfig: [{name: NodeResourcesFit, args: {scoringStrategy: {"
    + "type: RequestedToCapacityRatio, requestedToCapacityRatio: {shape: "

  private static let shape =
    "profiles[0].pluginConfig[0].args.scoringStrategy.requestedToCapacityRatio.shape"

  static let profiles: [Slip] = [
    profile("nothing", ""),
    profile(
      "a plugin that is not there", "plugins: {score: {enabled: [{name: NodeResourceFit}]}}",
      "13:54: error: profiles[0].plugins.score.enabled[0].name: plugin \"NodeResourceFit\" does "
        + "not exist; did you mean NodeResourcesFit?"),
    profile(
      "a plugin to disable that is not there",
      "plugins: {score: {disabled: [{name: ImageLocalty}]}}",
      "13:55: warning: profiles[0].plugins.score.disabled[0].name: there is no plugin "
        + "ImageLocalty to disable; did you mean ImageLocality?"),
    profile(
      "a weight below zero",
      "plugins: {score: {enabled: [{name: ImageLocality, weight: -1}]}}",
      "13:77: error: profiles[0].plugins.score.enabled[0].weight: expected 0 or more, found -1"),
    profile(
      "a weight beyond 32 bits",
      "plugins: {score: {enabled: [{name: ImageLocality, weight: 3000000000}]}}",
      "13:77: error: profiles[0].plugins.score.enabled[0].weight: expected a number from "
        + "-2147483648 to 2147483647, found 3000000000"),
    profile(
      "a plugin twice",
      "plugins: {score: {enabled: [{name: ImageLocality}, {name: ImageLocality}]}}",
      "13:77: error: profiles[0].plugins.score.enabled[1].name: another plugin is called "
        + "\"ImageLocality\" too"),
    profile(
      "a shape that does not rise, beyond its bounds",
      ratio + "[{utilization: 50, score: 11}, {utilization: 20, score: 3}]}}}}]",
      "13:176: error: \(shape)[0].score: expected 0 to 10, found 11",
      "13:195: error: \(shape)[1].utilization: expected more than the point before, 50, found 20"),
    profile(
      "a shape without points", ratio + "[]}}}}]",
      "13:150: error: \(shape): required, at least one point"),
    profile(
      "a strategy that is not there",
      "pluginConfig: [{name: NodeResourcesFit, args: {scoringStrategy: {type: LeastAllocate}}}]",
      "13:90: error: profiles[0].pluginConfig[0].args.scoringStrategy.type: expected "
        + "LeastAllocated, MostAllocated or RequestedToCapacityRatio, found \"LeastAllocate\"; "
        + "did you mean LeastAllocated?"),
    profile(
      "no plugin that sorts the queue", "plugins: {queueSort: {disabled: [{name: '*'}]}}",
      "13:40: error: profiles[0].plugins.queueSort: expected one queue sort plugin for profile "
        + "default-scheduler, found none"),
    profile(
      "no plugin that binds", "plugins: {bind: {disabled: [{name: DefaultBinder}]}}",
      "13:35: error: profiles[0].plugins.bind: expected a bind plugin for profile "
        + "default-scheduler, found none"),
    profile(
      "a field that is not there", "plugin: {}",
      "13:27: error: KubeSchedulerConfiguration: unknown field profiles[].plugin; "
        + "did you mean plugins?"),
    rules(
      "two profiles of one name", "profiles: [{schedulerName: a}, {schedulerName: a}]",
      "13:54: error: profiles[1].schedulerName: another profile is called \"a\" too"),
    rules(
      "no thread at all, and a field of the client that is not there",
      "parallelism: 0\nclientConnection: {qbs: 5}",
      "13:20: error: parallelism: expected 1 to 2147483647, found 0",
      "14:31: error: KubeSchedulerConfiguration: unknown field clientConnection.qbs; did you "
        + "mean qps?"),
    rules(
      "shares of nodes that are none",
      "percentageOfNodesToScore: 101\nprofiles: [{percentageOfNodesToScore: -1}]",
      "13:33: error: percentageOfNodesToScore: expected 0 to 100, found 101",
      "14:45: error: profiles[0].percentageOfNodesToScore: expected 0 to 100, found -1"),
  ]

  static let manifests: [Slip] = [
    objects(
      "two default classes",
      priorityClass("a", 1, "globalDefault: true") + priorityClass("b", 2, "globalDefault: true"),
      "25:16: error: globalDefault: PriorityClass a is already marked as default; only one "
        + "default can exist"),
    objects(
      "two classes of one name", priorityClass("a", 1) + priorityClass("a", 2),
      "21:1: error: PriorityClass a exists already, from scenario.yaml:15"),
    objects(
      "a class above the system's", priorityClass("a", 1_000_000_001),
      "18:8: error: value: expected 1000000000 at most, found 1000000001"),
    objects(
      "a class that takes a system's name", priorityClass("system-a", 1),
      "17:18: error: metadata.name: the prefix system- belongs to the system's classes"),
    objects(
      "a class that is not there", priorityClass("high", 1) + pod("priorityClassName: hihg"),
      "25:22: error: spec.priorityClassName: no PriorityClass with name hihg was found; did you "
        + "mean high?"),
    objects(
      "a scheduler that is not there", pod("schedulerName: defalt-scheduler"),
      "15:1: warning: no profile is called defalt-scheduler, for which Pod p asks; did you mean "
        + "default-scheduler?"),
    objects(
      "a node affinity that says nothing sound",
      pod(
        "affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: "
          + "{nodeSelectorTerms: [{matchExpressions: [{key: a, operator: Gt, values: [b, c]}, "
          + "{key: b, operator: In}]}]}}}"),
      "19:149: error: spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution."
        + "nodeSelectorTerms[0].matchExpressions[0].values: expected one value with Gt",
      "19:158: error: spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution."
        + "nodeSelectorTerms[0].matchExpressions[1].values: required with In"),
    objects(
      "an affinity with an operator that is none",
      pod(
        "affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: "
          + "[{topologyKey: z, labelSelector: {matchExpressions: [{key: a, operator: Is}]}}]}}"),
      "19:148: error: spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0]."
        + "labelSelector.matchExpressions[0].operator: expected the operator In, NotIn, "
        + "Exists or DoesNotExist, found \"Is\""),
    objects(
      "a pod affinity without topology",
      pod(
        "affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: "
          + "[{labelSelector: {matchLabels: {a: b}}}]}}"),
      "19:77: error: spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0]."
        + "topologyKey: required"),
  ]

  @Test(arguments: profiles + manifests) func `a slip is refused at its place`(slip: Slip) throws {
    let rules = slip.rules.split(separator: "\n").map { "      \($0)\n" }.joined()
    let text = """
      apiVersion: wavetank/v1
      kind: Scenario
      metadata: {name: s}
      spec:
        duration: 2m
        controlPlane: {profile: modern}
        nodePools: [{name: w, template: {status: {capacity: {cpu: 4, memory: 8Gi, pods: 110}}}}]

        scheduler:
          configuration:
            apiVersion: kubescheduler.config.k8s.io/v1
            kind: KubeSchedulerConfiguration

      """
    let folder = try ScenarioFolder(["scenario.yaml": text + rules + slip.documents])
    defer { folder.remove() }
    #expect(folder.lines() == slip.lines.map { "scenario.yaml:\($0)" })
  }

  @Test func `slips of a policy are told once each`() throws {
    let folder = try ScenarioFolder([
      "scenario.yaml": ScenarioText.withNodes(
        "scheduler: {percentageOfNodesToScore: 101, policy: {apiVersion: v1, kind: Policy, "
          + "predicates: [{name: PodFitsPort}], priorities: [{name: EqualPriority, weight: 0}]}}")
    ])
    defer { folder.remove() }
    #expect(
      folder.lines() == [
        "scenario.yaml:9:41: error: spec.scheduler.percentageOfNodesToScore: must be at most 100, "
          + "not 101",
        "scenario.yaml:9:105: error: predicates[0].name: no predicate is called \"PodFitsPort\"; "
          + "did you mean PodFitsPorts?",
        "scenario.yaml:9:163: error: priorities[0].weight: expected 1 to 2147483647, found 0",
      ])
  }
}
