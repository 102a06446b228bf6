import PolicyDoor
import StructuredText
import Testing

/// A transcript answers for its policy, and two processes of a policy have to agree.
@Suite struct PolicyReplayTests {
  private static let pods = [
    Pods.Pod(name: "a", second: 1), Pods.Pod(name: "b", second: 2),
  ]

  /// Binds every pod to the node of its number.
  private static func policy() -> ScriptedPolicy {
    ScriptedPolicy { step in
      let binds = (step["events"].map { Array($0.elements) } ?? [])
        .filter { $0["kind"]?.text == "pod_added" }.compactMap { $0["id"]?.text }
        .map { #"{"pod":\#($0),"node":\#($0)}"# }
      return #"{"type":"decisions","seq":\#(step["seq"]?.text ?? ""),"bind":["#
        + binds.joined(separator: ",") + "]}"
    }
  }

  private static func replay(
    _ transcript: String, _ pods: [Pods.Pod] = pods
  ) throws -> PolicyRun {
    try PolicyRun(Pods.spec(pods), PolicyReplay(Array(transcript.utf8), file: "policy.jsonl"))
  }

  @Test func aTranscriptRepeatsTheRun() throws {
    let run = try PolicyRun(Pods.spec(Self.pods), Self.policy())
    let again = try Self.replay(run.transcript)
    #expect(again.problem == nil)
    #expect(again.transcript == run.transcript)
    #expect(again.placements == run.placements)
    #expect(run.placements["b"] == "node 1 at 2000000")
  }

  @Test func anotherQuestionIsNamed() throws {
    let run = try PolicyRun(Pods.spec(Self.pods), Self.policy())
    var later = Self.pods
    later[1].second = 3
    #expect(
      try Self.replay(run.transcript, later).problem
        == "policy.jsonl:8: question 4 is another one than was recorded; they differ first in now")
    var larger = Self.pods
    larger[0].cores = 2
    #expect(
      try Self.replay(run.transcript, larger).problem
        == "policy.jsonl:6: question 3 is another one than was recorded; they differ first in "
        + "events[0].requests.cpu")
  }

  @Test func aTranscriptThatIsTooShortOrTooLongIsNoReplay() throws {
    let run = try PolicyRun(Pods.spec(Self.pods), Self.policy())
    let lines = run.transcript.split(separator: "\n")
    let short = lines.prefix(5).joined(separator: "\n") + "\n"
    #expect(
      try Self.replay(short).problem
        == "policy.jsonl:6: the transcript ends before the answer to question 3")
    #expect(
      try Self.replay(run.transcript + "{}\n").problem
        == "policy.jsonl:\(lines.count + 1): the transcript goes on after the end of the run")
    #expect(try Self.replay("").problem?.hasPrefix("policy.jsonl:2: the transcript ends") == true)
  }

  @Test func twinsHaveToAgree() throws {
    let agreeing = PolicyTwins(Self.policy(), Self.policy())
    #expect(try PolicyRun(Pods.spec(Self.pods), agreeing).problem == nil)
    let stubborn = ScriptedPolicy { step in
      #"{"type":"decisions","seq":\#(step["seq"]?.text ?? ""),"bind":[]}"#
    }
    #expect(
      try PolicyRun(Pods.spec(Self.pods), PolicyTwins(Self.policy(), stubborn)).problem
        == "test, line 3: a second process of the policy answers otherwise; they differ first in "
        + "bind[0]")
  }
}
