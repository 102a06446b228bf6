import TestSupport
import Testing

@testable import Scheduling

/// Whom a pod that fits nowhere may push aside, and where.
struct DefaultPreemptionTableTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let given: String
    let pod: String
    /// The victims on each node that is tried; nil where evictions do not help.
    let victims: [String: [String]?]
    /// The nodes that are equally good.
    let nominated: [String]
  }

  static func row(
    _ sentence: String, _ given: String..., pod: String = wanting(cpu: 3),
    victims: [String: [String]?], nominated: [String]
  ) -> Row {
    Row(
      testDescription: sentence, given: given.joined(separator: "\n"), pod: pod, victims: victims,
      nominated: nominated)
  }

  /// A placed pod, labelled with its name, that started at second `start`.
  static func placed(
    _ name: String, on node: String, priority: Int = 0, cpu: Int, start: Int? = nil,
    metadata: String = "", spec: String = "", conditions: String = ""
  ) -> String {
    let started = start.map { "startTime: '2020-01-01T00:00:0\($0)Z', " } ?? ""
    let labels = metadata.isEmpty ? "labels: {name: \(name)}" : metadata
    return "Pod \(name)@\(node) metadata: {\(labels)}, status: {\(started)\(conditions)}, "
      + "spec: {priority: \(priority), \(spec) containers: [{name: c, image: i, "
      + "resources: {requests: {cpu: \(cpu)}}}]}"
  }

  static func wanting(cpu: Int, priority: Int = 10, _ spec: String = "") -> String {
    "spec: {priority: \(priority), \(spec) containers: "
      + "[{name: c, image: i, resources: {requests: {cpu: \(cpu)}}}]}"
  }

  static func budget(_ pod: String, allows count: Int = 0, _ status: String = "") -> String {
    "PodDisruptionBudget of-\(pod) spec: {selector: {matchLabels: {name: \(pod)}}}, "
      + "status: {disruptionsAllowed: \(count)\(status)}"
  }

  static let victims = [
    row(
      "a pod of lower priority gives way", "Node a", placed("low", on: "a", cpu: 3),
      victims: ["a": ["low"]], nominated: ["a"]),
    row(
      "a pod of equal priority does not", "Node a", placed("p", on: "a", priority: 10, cpu: 3),
      victims: ["a": nil], nominated: []),
    row(
      "a pod of priority zero may push aside one below", "Node a",
      placed("low", on: "a", priority: -1, cpu: 3), pod: wanting(cpu: 3, priority: 0),
      victims: ["a": ["low"]], nominated: ["a"]),
    row(
      "a node that no eviction helps is not tried", "Node a",
      "Node b spec: {unschedulable: true}", placed("p", on: "a", cpu: 3),
      placed("q", on: "b", cpu: 3), victims: ["a": ["p"]], nominated: ["a"]),
    row(
      "nobody goes where it would not be enough", "Node a", placed("low", on: "a", cpu: 1),
      placed("high", on: "a", priority: 20, cpu: 3), victims: ["a": nil], nominated: []),
    row(
      "no more go than must", "Node a", placed("p", on: "a", priority: 1, cpu: 2),
      placed("q", on: "a", priority: 2, cpu: 2), pod: wanting(cpu: 2),
      victims: ["a": ["p"]], nominated: ["a"]),
    row(
      "of equal pods the one that started later goes", "Node a",
      placed("p", on: "a", cpu: 2, start: 1), placed("q", on: "a", cpu: 2, start: 2),
      pod: wanting(cpu: 2), victims: ["a": ["q"]], nominated: ["a"]),
    row(
      "a pod that has not started goes before one that has", "Node a",
      placed("p", on: "a", cpu: 2), placed("q", on: "a", cpu: 2, start: 9),
      pod: wanting(cpu: 2), victims: ["a": ["p"]], nominated: ["a"]),
    row(
      "a smaller pod of less importance may stay where a larger one goes", "Node a",
      placed("large", on: "a", priority: 5, cpu: 3), placed("small", on: "a", cpu: 1),
      victims: ["a": ["large"]], nominated: ["a"]),
    row(
      "several go, the most important first", "Node a", placed("p", on: "a", priority: 1, cpu: 2),
      placed("q", on: "a", priority: 2, cpu: 2), victims: ["a": ["q", "p"]], nominated: ["a"]),
  ]

  static let reasons = [
    row(
      "a port is freed", "Node a",
      placed("p", on: "a", cpu: 0).replacing(
        "image: i, ", with: "image: i, ports: [{containerPort: 1, hostPort: 80}], "),
      pod: "spec: {priority: 1, containers: [{name: c, image: i, "
        + "ports: [{containerPort: 1, hostPort: 80}]}]}",
      victims: ["a": ["p"]], nominated: ["a"]),
    row(
      "an enemy is removed", "Node a metadata: {labels: {zone: x}}", placed("p", on: "a", cpu: 0),
      pod: "spec: {priority: 1, affinity: {podAntiAffinity: "
        + "{requiredDuringSchedulingIgnoredDuringExecution: "
        + "[{topologyKey: zone, labelSelector: {matchLabels: {name: p}}}]}}}",
      victims: ["a": ["p"]], nominated: ["a"]),
    row(
      "a crowded domain is thinned", "Node a metadata: {labels: {zone: x}}",
      "Node b metadata: {labels: {zone: y}}, spec: {unschedulable: true}",
      placed("p", on: "a", cpu: 0),
      pod: "spec: {priority: 1, topologySpreadConstraints: [{maxSkew: 1, topologyKey: zone, "
        + "whenUnsatisfiable: DoNotSchedule, labelSelector: {matchLabels: {name: p}}}]}, "
        + "metadata: {labels: {name: p}}",
      victims: ["a": ["p"]], nominated: ["a"]),
    row(
      "a claim for one pod is freed where its user is, and nowhere else", "Node a", "Node b",
      "PersistentVolume v spec: {}",
      "PersistentVolumeClaim c metadata: {annotations: {pv.kubernetes.io/bind-completed: 'yes'}}, "
        + "spec: {accessModes: [ReadWriteOncePod], volumeName: v}",
      placed(
        "p", on: "a", cpu: 0, spec: "volumes: [{name: v, persistentVolumeClaim: {claimName: c}}],"),
      placed("q", on: "b", cpu: 0),
      pod: wanting(
        cpu: 0, "volumes: [{name: v, persistentVolumeClaim: {claimName: c}}],"),
      victims: ["a": ["p"], "b": nil], nominated: ["a"]),
    row(
      "a friend is not removed for its friend", "Node a metadata: {labels: {zone: x}}",
      placed("p", on: "a", cpu: 3),
      pod: wanting(
        cpu: 3,
        "affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: "
          + "[{topologyKey: zone, labelSelector: {matchLabels: {name: p}}}]}},"),
      victims: ["a": nil], nominated: []),
    row(
      "an enemy on another node of the zone is left alone",
      "Node a metadata: {labels: {zone: x}}",
      "Node b metadata: {labels: {zone: x}}, spec: {unschedulable: true}",
      placed("p", on: "a", cpu: 1), placed("enemy", on: "b", cpu: 1),
      pod: wanting(
        cpu: 1,
        "affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: "
          + "[{topologyKey: zone, labelSelector: {matchLabels: {name: enemy}}}]}},"),
      victims: ["a": nil], nominated: []),
  ]

  static let choices = [
    row(
      "the node with the fewest violated budgets", "Node a", "Node b",
      placed("p", on: "a", cpu: 3), placed("q", on: "b", priority: 5, cpu: 3), budget("p"),
      victims: ["a": ["p"], "b": ["q"]], nominated: ["b"]),
    row(
      "then that whose most important victim matters least", "Node a", "Node b",
      placed("p", on: "a", priority: 5, cpu: 4),
      placed("q", on: "b", priority: 3, cpu: 2, start: 1),
      placed("r", on: "b", priority: 3, cpu: 2, start: 2), pod: wanting(cpu: 4),
      victims: ["a": ["p"], "b": ["q", "r"]], nominated: ["b"]),
    row(
      "then that whose victims matter least together", "Node a", "Node b",
      placed("p", on: "a", priority: 5, cpu: 2, start: 1),
      placed("q", on: "a", priority: 4, cpu: 2),
      placed("r", on: "b", priority: 5, cpu: 2), placed("s", on: "b", priority: 3, cpu: 2),
      pod: wanting(cpu: 4), victims: ["a": ["p", "q"], "b": ["r", "s"]], nominated: ["b"]),
    row(
      "a victim less outweighs a low priority", "Node a", "Node b",
      placed("p", on: "a", priority: 5, cpu: 4), placed("r", on: "b", priority: 5, cpu: 2),
      placed("s", on: "b", priority: -100, cpu: 2), pod: wanting(cpu: 4),
      victims: ["a": ["p"], "b": ["r", "s"]], nominated: ["a"]),
    row(
      "then that with the fewest victims", "Node a", "Node b",
      placed("r", on: "a", priority: 5, cpu: 2),
      placed("s", on: "a", priority: -2_147_483_648, cpu: 2),
      placed("p", on: "b", priority: 5, cpu: 4), pod: wanting(cpu: 4),
      victims: ["a": ["r", "s"], "b": ["p"]], nominated: ["b"]),
    row(
      "then that whose victim started last", "Node a", "Node b",
      placed("p", on: "a", cpu: 3, start: 1), placed("q", on: "b", cpu: 3, start: 2),
      victims: ["a": ["p"], "b": ["q"]], nominated: ["b"]),
    row(
      "of several victims the most important that started first counts", "Node a", "Node b",
      placed("p", on: "a", priority: 5, cpu: 2, start: 3),
      placed("q", on: "a", priority: 5, cpu: 2, start: 4),
      placed("r", on: "b", priority: 5, cpu: 2, start: 2),
      placed("s", on: "b", priority: 5, cpu: 2, start: 9), pod: wanting(cpu: 4),
      victims: ["a": ["p", "q"], "b": ["r", "s"]], nominated: ["a"]),
    row(
      "a pod that has not started counts as starting now", "Node a", "Node b",
      placed("p", on: "a", cpu: 3, start: 9), placed("q", on: "b", cpu: 3),
      victims: ["a": ["p"], "b": ["q"]], nominated: ["b"]),
    row(
      "else all are equally good", "Node a", "Node b", placed("p", on: "a", cpu: 3),
      placed("q", on: "b", cpu: 3), victims: ["a": ["p"], "b": ["q"]], nominated: ["a", "b"]),
  ]

  static let budgets = [
    row(
      "a protected pod stays, though it matters less", "Node a",
      placed("p", on: "a", priority: 1, cpu: 2), placed("q", on: "a", priority: 5, cpu: 2),
      budget("p"), pod: wanting(cpu: 2), victims: ["a": ["q"]], nominated: ["a"]),
    row(
      "a budget that allows one more protects nobody", "Node a",
      placed("p", on: "a", priority: 1, cpu: 2), placed("q", on: "a", priority: 5, cpu: 2),
      budget("p", allows: 1), pod: wanting(cpu: 2), victims: ["a": ["p"]], nominated: ["a"]),
    row(
      "a disruption that is under way costs nothing", "Node a",
      placed("p", on: "a", priority: 1, cpu: 2), placed("q", on: "a", priority: 5, cpu: 2),
      budget("p", allows: 0, ", disruptedPods: {p: '2020-01-01T00:00:00Z'}"),
      pod: wanting(cpu: 2), victims: ["a": ["p"]], nominated: ["a"]),
    row(
      "an empty selector protects nobody", "Node a", placed("p", on: "a", priority: 1, cpu: 2),
      placed("q", on: "a", priority: 5, cpu: 2),
      "PodDisruptionBudget all spec: {selector: {}}, status: {disruptionsAllowed: 0}",
      pod: wanting(cpu: 2), victims: ["a": ["p"]], nominated: ["a"]),
    row(
      "a budget of another namespace protects nobody here", "Node a",
      placed("p", on: "a", priority: 1, cpu: 2), placed("q", on: "a", priority: 5, cpu: 2),
      "PodDisruptionBudget other/b spec: {selector: {matchLabels: {name: p}}}, "
        + "status: {disruptionsAllowed: 0}",
      pod: wanting(cpu: 2), victims: ["a": ["p"]], nominated: ["a"]),
    row(
      "a pod without labels is not protected", "Node a",
      placed("p", on: "a", priority: 1, cpu: 2, metadata: "labels: {}"),
      placed("q", on: "a", priority: 5, cpu: 2),
      "PodDisruptionBudget b spec: {selector: {matchExpressions: "
        + "[{key: any, operator: DoesNotExist}]}}, status: {disruptionsAllowed: 1}",
      pod: wanting(cpu: 2), victims: ["a": ["p"]], nominated: ["a"]),
  ]

  @Test(arguments: victims + reasons + choices + budgets)
  func evictions(row: Row) throws {
    var builder = try SchedulingBuilder(row.given)
    let judgement = try builder.schedule(row.pod)
    #expect(judgement.victims == row.victims)
    #expect(judgement.nominated == row.nominated)
    #expect(!judgement.decision.node.isPresent)
    #expect(judgement.decision.nominatedNode.isPresent == !row.nominated.isEmpty)
    // Trying leaves no trace.
    #expect(try builder.schedule(row.pod).victims == row.victims)
  }

  @Test func aBudgetIsSpentOnTheMostImportantPodsFirst() throws {
    var builder = try SchedulingBuilder(
      [
        "Node a", Self.placed("p", on: "a", priority: 1, cpu: 2, metadata: "labels: {app: x}"),
        Self.placed("q", on: "a", priority: 2, cpu: 2, metadata: "labels: {app: x}"),
        "PodDisruptionBudget b spec: {selector: {matchLabels: {app: x}}}, "
          + "status: {disruptionsAllowed: 1}",
      ].joined(separator: "\n"))
    let both = try builder.schedule(Self.wanting(cpu: 4))
    #expect(both.record.preemption?.candidates.first?.budgetViolations == 1)
    #expect(both.victims == ["a": ["q", "p"]])
    // The less important pod would violate the budget, so it is put back first.
    let one = try builder.schedule(Self.wanting(cpu: 2))
    #expect(one.victims == ["a": ["q"]])
    #expect(one.record.preemption?.candidates.first?.budgetViolations == 0)
  }

  @Test func aPodThatNeverPreemptsDoesNot() throws {
    var builder = try SchedulingBuilder("Node a\n" + Self.placed("low", on: "a", cpu: 3))
    let judgement = try builder.schedule(Self.wanting(cpu: 3, "preemptionPolicy: Never,"))
    #expect(judgement.victims.isEmpty)
    #expect(
      judgement.decision.message
        == "0/1 nodes are available: 1 Insufficient cpu. no new claims to deallocate, "
        + "preemption: not eligible due to preemptionPolicy=Never.")
  }

  @Test func successAddsNothingToTheMessage() throws {
    var builder = try SchedulingBuilder("Node a\n" + Self.placed("low", on: "a", cpu: 3))
    let judgement = try builder.schedule(Self.wanting(cpu: 3))
    #expect(judgement.decision.message == "0/1 nodes are available: 1 Insufficient cpu.")
    #expect(judgement.record.preemption?.status == .success)
    #expect(judgement.decision.victims.map { judgement.name($0.pod) } == ["low"])
  }

  @Test func nodesThatStayTooFullAreToldByTheirReasons() throws {
    var builder = try SchedulingBuilder(
      [
        "Node a", "Node b spec: {unschedulable: true}", Self.placed("low", on: "a", cpu: 1),
        Self.placed("high", on: "a", priority: 20, cpu: 3),
      ].joined(separator: "\n"))
    #expect(
      try builder.schedule(Self.wanting(cpu: 3)).decision.message
        == "0/2 nodes are available: 1 Insufficient cpu, 1 node(s) were unschedulable. "
        + "no new claims to deallocate, preemption: 0/2 nodes are available: "
        + "1 Insufficient cpu, 1 Preemption is not helpful for scheduling.")
  }

  /// Whether the pod on the promised node goes because the scheduler preempted it.
  @Test(arguments: [true, false])
  func whileRoomIsComingNobodyElseGoes(isPreempted: Bool) throws {
    let reason = isPreempted ? "PreemptionByScheduler" : "EvictionByEvictionAPI"
    var builder = try SchedulingBuilder(
      [
        "Node a",
        Self.placed(
          "low", on: "a", cpu: 3, metadata: "deletionTimestamp: '2020-01-01T00:00:00Z'",
          conditions: "conditions: [{type: DisruptionTarget, status: 'True', reason: \(reason)}]"),
      ].joined(separator: "\n"))
    let pod = Self.wanting(cpu: 3) + ", status: {nominatedNodeName: a}"
    let judgement = try builder.schedule(pod)
    #expect(judgement.nominated == (isPreempted ? [] : ["a"]))
    let text = "not eligible due to a terminating pod on the nominated node."
    #expect(judgement.decision.message.hasSuffix(text) == isPreempted)
  }

  @Test func theSearchMayStopEarly() throws {
    var builder = try SchedulingBuilder(
      [
        "Node a", "Node b", "Node c", Self.placed("p", on: "a", priority: 5, cpu: 3),
        Self.placed("q", on: "b", priority: 3, cpu: 3), Self.placed("r", on: "c", cpu: 3),
      ].joined(separator: "\n"),
      profile: "pluginConfig: [{name: DefaultPreemption, "
        + "args: {minCandidateNodesPercentage: 67, minCandidateNodesAbsolute: 1}}]")
    let hasty = try builder.schedule(Self.wanting(cpu: 3), level: .message)
    #expect(hasty.victims == ["a": ["p"], "b": ["q"]])
    #expect(hasty.decision.nominatedNode == builder.node("b"))
    // Whoever wants to know everything sees every node tried.
    #expect(try builder.schedule(Self.wanting(cpu: 3)).nominated == ["c"])
  }

  /// Nodes worth trying and how many candidates are enough.
  @Test(arguments: [(0, 0), (50, 50), (100, 100), (999, 100), (1010, 101), (5000, 500)])
  func enoughCandidatesAreATenthAndAHundredAtLeast(nodes: Int, enough: Int) {
    #expect(DefaultPreemption().candidateCount(among: nodes) == enough)
  }
}
