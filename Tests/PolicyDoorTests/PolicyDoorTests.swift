import PolicyDoor
import StructuredText
import Testing

/// The protocol, with a policy in the tests' own process.
@Suite struct PolicyDoorTests {
  private static func seq(_ step: SyntaxNode) -> String { step["seq"]?.text ?? "" }

  /// The numbers of the events of a kind in a step.
  private static func ids(_ step: SyntaxNode, _ kind: String) -> [String] {
    (step["events"].map { Array($0.elements) } ?? [])
      .filter { $0["kind"]?.text == kind }.compactMap { $0["id"]?.text }
  }

  /// A policy that binds each pod to `node` as soon as it hears of it, with further `fields`.
  private static func eager(
    _ node: String, _ fields: @escaping (SyntaxNode) -> String = { _ in "" }
  ) -> ScriptedPolicy {
    ScriptedPolicy { step in
      let binds = ids(step, "pod_added").map { #"{"pod":\#($0),"node":\#(node)}"# }
      return
        #"{"type":"decisions","seq":\#(seq(step)),"bind":[\#(binds.joined(separator: ","))]"#
        + fields(step) + "}"
    }
  }

  private static let two = [
    Pods.Pod(name: "a", second: 1), Pods.Pod(name: "b", second: 1),
  ]

  @Test func theFirstLineSaysWhoAsksForWhat() throws {
    let policy = Self.eager("0")
    #expect(try PolicyRun(Pods.spec([]), policy).problem == nil)
    let hello = try #require(policy.questions.first)
    #expect(
      hello.hasPrefix(
        #"{"type":"hello","protocol":1,"wavetank":"0","scenario":"door","seed":1,"stream":""#))
    #expect(hello.hasSuffix(#"","mode":"queue","arguments":{"depth":3}}"#))
    #expect(policy.questions.last == #"{"type":"end","now":100000000,"metrics":{}}"#)
  }

  @Test func allThatHappensAtAnInstantIsOneStep() throws {
    let policy = Self.eager("1")
    let run = try PolicyRun(Pods.spec(Self.two), policy)
    #expect(run.problem == nil)
    #expect(run.placements == ["a": "node 1 at 1000000", "b": "node 1 at 1000000"])
    #expect(policy.steps.map { Self.ids($0, "pod_added") }.filter { !$0.isEmpty } == [["0", "1"]])
    #expect(policy.steps.map { Self.ids($0, "template_added") }.joined().count == 1)
    #expect(policy.steps.allSatisfy { !($0["events"]?.elements.isEmpty ?? true) })
    #expect(policy.steps.map { Self.ids($0, "pod_finished") }.joined().sorted() == ["0", "1"])
  }

  @Test(arguments: [
    ("none", "", 1_000_000), ("{fixed: 1ms}", "", 1_001_000), ("{perNode: 2ms}", "", 1_004_000),
    ("declared", #","cost":7"#, 1_000_007), ("declared", "", 1_000_000),
  ])
  func anAnswerTakesEffectWhenItsTimeIsOver(
    charge: String, field: String, instant: Int
  ) throws {
    let run = try PolicyRun(
      Pods.spec(Self.two), charge: charge, Self.eager("0") { _ in field })
    #expect(run.problem == nil)
    #expect(run.placements["a"] == "node 0 at \(instant)")
  }

  @Test func whatDoesNotFitAnyMoreComesBack() throws {
    // While the policy thinks of the first pod, the node that it has in mind is cordoned.
    let cordon = "\n  - at: 2s\n    cordon: {node: n-0}"
    let policy = Self.eager("0") { Self.ids($0, "pod_added").isEmpty ? "" : #","cost":5000000"# }
    let run = try PolicyRun(
      Pods.spec([Pods.Pod(name: "a", second: 1)], others: cordon), charge: "declared", policy)
    #expect(run.problem == nil)
    #expect(run.placements["a"] == "no node")
    #expect(run.podsLeft == 1)
    let rejections = policy.questions.filter { $0.contains(#""kind":"rejected","pod":0,"node":0"#) }
    #expect(rejections.count == 1)
    #expect(rejections.first?.contains("unschedulable") == true)
    #expect(rejections.first?.contains(#""now":6000000"#) == true)
  }

  @Test func groupsStartTogetherOrNotAtAll() throws {
    let pods = [0, 1, 2].map { Pods.Pod(name: "p\($0)", second: 1, cores: 3, group: "g") }
    let policy = ScriptedPolicy(wants: #""groups""#) { step in
      let binds = Self.ids(step, "group_added").map { #"{"group":\#($0),"nodes":[0,1,1]}"# }
      return
        #"{"type":"decisions","seq":\#(Self.seq(step)),"bind":[\#(binds.joined(separator: ","))]}"#
    }
    let run = try PolicyRun(Pods.spec(pods), charge: "{fixed: 1s}", policy)
    #expect(run.problem == nil)
    #expect(Set(run.placements.values) == ["no node"])
    #expect(run.podsLeft == 3)
    #expect(policy.questions.contains { $0.contains(#""kind":"group_added","id":0,"name":"g""#) })
    #expect(policy.questions.allSatisfy { !$0.contains("pod_added") })
    #expect(
      policy.questions.contains {
        $0.contains(#""kind":"rejected","pod":2,"group":0,"node":1,"reasons":["Insufficient cpu"]"#)
      })
    let small = pods.map { Pods.Pod(name: $0.name, second: 1, cores: 2, group: "g") }
    let fitting = try PolicyRun(Pods.spec(small), charge: "{fixed: 1s}", policy)
    #expect(
      fitting.placements == [
        "p0": "node 0 at 2000000", "p1": "node 1 at 2000000", "p2": "node 1 at 2000000",
      ])
    #expect(policy.questions.contains { $0.contains(#""kind":"group_finished","id":0,"result":"#) })
  }

  @Test func aGroupThatGrowsIsToldAgain() throws {
    let pods = [1, 2].map { Pods.Pod(name: "p\($0)", second: $0, group: "g") }
    let policy = ScriptedPolicy(wants: #""groups""#) { step in
      #"{"type":"decisions","seq":\#(Self.seq(step))}"#
    }
    let run = try PolicyRun(Pods.spec(pods), policy)
    #expect(run.podsLeft == 2)
    #expect(
      policy.questions.contains { $0.contains(#"{"kind":"group_changed","id":0,"count":2}"#) })
  }

  @Test func anAlarmRingsOnceAndAnotherReplacesIt() throws {
    let policy = ScriptedPolicy { step in
      let now = Int(step["now"]?.text ?? "") ?? 0
      let wake = now < 3_000_000 ? #","wake":\#(now + 1_500_000),"log":["at \#(now)"]"# : ""
      return #"{"type":"decisions","seq":\#(Self.seq(step))\#(wake)}"#
    }
    let run = try PolicyRun(Pods.spec([Pods.Pod(name: "a", second: 1)]), policy)
    #expect(run.problem == nil)
    // The alarm of the pod's arrival takes the place of the first one.
    #expect(
      policy.steps.compactMap { $0["now"]?.text } == ["0", "1000000", "2500000", "4000000"])
    #expect(run.log == ["at 0", "at 1000000", "at 2500000"])
  }

  @Test func preemptionMakesRoom() throws {
    let pods = [
      Pods.Pod(name: "old", second: 1, cores: 4), Pods.Pod(name: "new", second: 2, cores: 4),
    ]
    let policy = ScriptedPolicy { step in
      var fields = ""
      if Self.ids(step, "pod_added") == ["0"] { fields = #","bind":[{"pod":0,"node":0}]"# }
      if Self.ids(step, "pod_added") == ["1"] { fields = #","preempt":[0]"# }
      if Self.ids(step, "pod_gone") == ["0"] || Self.ids(step, "pod_finished") == ["0"] {
        fields = #","bind":[{"pod":1,"node":0}]"#
      }
      return #"{"type":"decisions","seq":\#(Self.seq(step))\#(fields)}"#
    }
    let run = try PolicyRun(Pods.spec(pods), policy)
    #expect(run.problem == nil)
    #expect(run.placements["new"]?.hasPrefix("node 0 at ") == true)
  }
}
