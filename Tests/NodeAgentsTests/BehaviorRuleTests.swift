import ClusterState
import KubernetesObjects
import Testing

@testable import NodeAgents

@Suite("Which behavior a pod gets")
struct BehaviorRuleTests {
  /// The place of a rule in a list, from 1; 0 for none of them.
  private static func rules(_ changes: [(inout BehaviorRule) -> Void]) -> [BehaviorRule] {
    changes.enumerated().map { place, change in
      var behavior = PodBehavior()
      behavior.failureExitCode = Int32(place + 2)
      var rule = BehaviorRule(behavior: behavior)
      change(&rule)
      return rule
    }
  }

  private static func rule(of pod: PodID, _ run: KubeletTimeline) -> Int {
    Int(run.kubelets.behavior(of: pod).failureExitCode ?? 1) - 1
  }

  /// A part of a rule, and whether it speaks of the pod of the test.
  struct Part: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let matches: Bool
    let change: @Sendable (inout BehaviorRule) -> Void

    init(
      _ name: String, _ matches: Bool, _ change: @escaping @Sendable (inout BehaviorRule) -> Void
    ) {
      testDescription = name
      self.matches = matches
      self.change = change
    }
  }

  private static let parts = [
    Part("nothing", true) { _ in },
    Part("a label", true) { $0.labels = ["app": "web"] },
    Part("another label", false) { $0.labels = ["app": "web", "tier": "front"] },
    Part("a namespace", true) { $0.namespace = "default" },
    Part("another namespace", false) { $0.namespace = "jobs" },
    Part("no owner", true) { $0.kind = "Pod" },
    Part("an owner", false) { $0.kind = "ReplicaSet" },
    Part("an image", true) { $0.image = NamePattern("site:2") },
    Part("an init container's image", true) { $0.image = NamePattern("prepare:*") },
    Part("another tag", false) { $0.image = NamePattern("site:1") },
    Part("a name", true) { $0.pod = NamePattern("web-*") },
    Part("another name", false) { $0.pod = NamePattern("web") },
    Part("a node", true) { $0.node = NamePattern("left-*") },
    Part("another node", false) { $0.node = NamePattern("right-0") },
    Part("an index", true) { $0.index = 3 },
    Part("another index", false) { $0.index = 0 },
    Part("all but one", false) {
      $0.pod = NamePattern("web-*")
      $0.index = 1
    },
  ]

  @Test("a rule matches what it says", arguments: parts)
  func part(part: Part) throws {
    var run = KubeletTimeline(behaviors: Self.rules([part.change]))
    let node = try run.node("left-0")
    let pod = try run.pod(
      "web-1", .of("site:2", initImages: ["prepare:1"]), on: node, labels: ["app": "web"],
      annotations: ["batch.kubernetes.io/job-completion-index": "3"])
    #expect(Self.rule(of: pod, run) == (part.matches ? 1 : 0))
  }

  @Test("the first rule that matches counts, and pods of one template may differ")
  func order() throws {
    let rules = Self.rules([
      { $0.pod = NamePattern("web-1") }, { $0.image = NamePattern("site:*") }, { _ in },
    ])
    var run = KubeletTimeline(behaviors: rules)
    let node = try run.node("left-0")
    let pods = try ["web-0", "web-1", "web-2"].map { try run.pod($0, .of("site:1"), on: node) }
    let other = try run.pod("job", .of("work:1"), on: node)
    #expect((pods + [other]).map { Self.rule(of: $0, run) } == [2, 1, 2, 3])
  }

  @Test("of the pods that no rule above takes, first takes the oldest, whenever they are seen")
  func first() throws {
    let rules = Self.rules([
      { $0.first = 1 }, { $0.pod = NamePattern("own-*") }, { $0.first = 2 },
    ])
    var run = KubeletTimeline(behaviors: rules)
    let node = try run.node("left-0")
    // Pods are bound in the order of the list, and are older by their names.
    let names = ["a", "own-b", "c", "d", "e"]
    let pods = try names.map { try run.unboundPod($0, .of("site:1")) }
    for row in [4, 2, 0, 1, 3] { run.bind(pods[row], to: node) }
    #expect(pods.map { Self.rule(of: $0, run) } == [1, 2, 3, 3, 0])
  }

  @Test("a behavior of its own goes before every rule, which then does not count the pod")
  func own() throws {
    var run = KubeletTimeline(behaviors: Self.rules([{ $0.first = 1 }]))
    let node = try run.node("left-0")
    var behavior = PodBehavior()
    behavior.failureExitCode = 9
    let own = try run.pod("a", .of("site:1"), on: node, behavior: behavior)
    let next = try run.pod("b", .of("site:1"), on: node)
    #expect([own, next].map { Self.rule(of: $0, run) } == [8, 1])
  }
}
