import PolicyDoor
import StructuredText
import Testing

/// A policy that answers wrongly ends the run with one line that says where and in which field.
@Suite struct WrongAnswerTests {
  @Test(arguments: [
    ("", "somebody, line 1, column 1: expected JSON"),
    ("[]", "somebody, line 1: expected an object"),
    ("{}", "somebody, line 1: type: expected hello, found nothing"),
    (#"{"type":"bye"}"#, "somebody, line 1: type: expected hello, found bye"),
    (#"{"type":"hello"}"#, "somebody, line 1: protocol: expected a whole number, found nothing"),
    (#"{"type":"hello","protocol":2}"#, "somebody, line 1: protocol: expected 1, found 2"),
    (
      #"{"type":"hello","protocol":1,"wants":["gruops"]}"#,
      "somebody, line 1: wants[0]: expected groups, found gruops"
    ),
    (
      #"{"type":"hello","protocol":1,"want":[]}"#,
      "somebody, line 1: want: there is no field of this name; did you mean wants?"
    ),
  ])
  func aWrongGreetingEndsTheRun(line: String, problem: String) throws {
    let run = try PolicyRun(Pods.spec([]), ScriptedPolicy(answers: [line]))
    let found = try #require(run.problem)
    #expect(found.hasPrefix(problem), "\(found)")
    #expect(!found.contains("\n"))
  }

  @Test(arguments: [
    ("{", "column 2: expected JSON"),
    (#"{"type":"decisions","seq":1,"seq":1}"#, "column 29: expected JSON"),
    (#"{"type":"decisions"}"#, "seq: expected a whole number, found nothing"),
    (#"{"type":"decisions","seq":2}"#, "seq: expected 1, found 2"),
    (#"{"type":"decisions","seq":1.5}"#, "seq: expected a whole number, found 1.5"),
    (#"{"type":"step","seq":1}"#, "type: expected decisions, found step"),
    (
      #"{"type":"decisions","seq":1,"bnid":[]}"#,
      "bnid: there is no field of this name; did you mean bind?"
    ),
    (#"{"type":"decisions","seq":1,"bind":{}}"#, "bind: expected a list"),
    (#"{"type":"decisions","seq":1,"bind":[3]}"#, "bind[0]: expected an object"),
    (
      #"{"type":"decisions","seq":1,"bind":[{"pod":7,"node":0}]}"#, "bind[0].pod: there is no pod 7"
    ),
    (
      #"{"type":"decisions","seq":1,"bind":[{"pod":0,"node":-1}]}"#,
      "bind[0].node: there is no node -1"
    ),
    (
      #"{"type":"decisions","seq":1,"bind":[{"pod":0}]}"#,
      "bind[0].node: expected a whole number, found nothing"
    ),
    (
      #"{"type":"decisions","seq":1,"bind":[{"pod":0,"node":0},{"pod":0,"node":1}]}"#,
      "bind[1]: pod default/a cannot be placed on node n-1: the pod does not wait for a node"
    ),
    (
      #"{"type":"decisions","seq":1,"bind":[{"pod":1,"node":0}]}"#,
      "bind[0]: pod default/big cannot be placed on node n-0: Insufficient cpu"
    ),
    (
      #"{"type":"decisions","seq":1,"bind":[{"group":0,"nodes":[]}]}"#,
      "bind[0].group: there is no group 0"
    ),
    (
      #"{"type":"decisions","seq":1,"bind":[{"pod":0,"node":0,"devices":[0]}]}"#,
      "bind[0]: pod default/a cannot be placed on node n-0: the devices 0 are not what"
    ),
    (
      #"{"type":"decisions","seq":1,"bind":[{"pod":0,"node":0,"devices":[64]}]}"#,
      "bind[0].devices[0]: there is no device 64"
    ),
    (
      #"{"type":"decisions","seq":1,"preempt":[0]}"#,
      "preempt[0]: pod default/a cannot be placed: the pod runs on no node"
    ),
    (#"{"type":"decisions","seq":1,"wake":0}"#, "wake: expected an instant after now, 0, found 0"),
    (
      #"{"type":"decisions","seq":1,"cost":5}"#,
      "cost: the scenario's charge is not declared, so none is taken"
    ),
    (#"{"type":"decisions","seq":1,"log":{}}"#, "log: expected a text"),
  ])
  func aWrongAnswerEndsTheRun(line: String, problem: String) throws {
    let pods = [Pods.Pod(name: "a"), Pods.Pod(name: "big", cores: 5)]
    let greeting = #"{"type":"hello","protocol":1,"name":"test"}"#
    let run = try PolicyRun(Pods.spec(pods), ScriptedPolicy(answers: [greeting, line]))
    let found = try #require(run.problem)
    let place = problem.hasPrefix("column") ? "test, line 2, " : "test, line 2: "
    #expect(found.hasPrefix(place + problem), "\(found)")
    #expect(!found.contains("\n"))
  }

  @Test func aWrongFarewellEndsTheRun() throws {
    let answers = [
      #"{"type":"hello","protocol":1}"#, #"{"type":"decisions","seq":1}"#,
      #"{"type":"bye","score":1}"#,
    ]
    let run = try PolicyRun(Pods.spec([]), ScriptedPolicy(answers: answers))
    #expect(run.problem == "somebody, line 3: score: there is no field of this name")
  }
}
