import ClusterViews
import StructuredText
import Testing

/// The words of `kubectl get pods` for what a pod's containers do.
@Suite struct PodSummaryTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let pod: String
    let told: String

    init(_ name: String, _ pod: String, _ told: String) {
      testDescription = name
      self.pod = pod
      self.told = told
    }
  }

  /// A pod with the containers `a` and `b`, whose statuses are `first` and `second`.
  private static func pod(
    _ phase: String, _ first: String, _ second: String, more: String = ""
  ) -> String {
    "{spec: {containers: [{name: a}, {name: b}]}, status: {phase: \(phase), containerStatuses: "
      + "[{name: a, \(first)}, {name: b, \(second)}]\(more)}}"
  }

  private static let running = "ready: true, state: {running: {}}"
  private static let completed = "state: {terminated: {exitCode: 0, reason: Completed}}"

  /// A pod with the init containers `i` and `j`, whose statuses are `statuses`.
  private static func initPod(_ statuses: String, sidecar: Bool = false) -> String {
    let policy = sidecar ? ", restartPolicy: Always" : ""
    return "{spec: {initContainers: [{name: i\(policy)}, {name: j}], containers: [{name: a}]}, "
      + "status: {phase: Pending, initContainerStatuses: [\(statuses)]}}"
  }

  static let cases = [
    Case("without a status", "{status: {phase: Pending}}", "0/0 Pending 0"),
    Case("that runs", pod("Running", running, running), "2/2 Running 0"),
    Case(
      "of which one container has completed", pod("Running", running, completed),
      "1/2 NotReady 0"),
    Case(
      "that is ready although one container has completed",
      pod(
        "Running", running, completed, more: ", conditions: [{type: Ready, status: 'True'}]"),
      "1/2 Running 0"),
    Case(
      "that waits to be started again",
      pod(
        "Running",
        "restartCount: 3, state: {waiting: {reason: CrashLoopBackOff}}, lastState: "
          + "{terminated: {finishedAt: '2026-01-01T00:00:00Z'}}", running),
      "1/2 CrashLoopBackOff 3 2026-01-01T00:00:00Z"),
    Case(
      "that ended by a signal",
      pod("Failed", "state: {terminated: {signal: 9, exitCode: 137}}", completed),
      "0/2 Signal:9 0"),
    Case(
      "that ended with a code",
      pod("Failed", "state: {terminated: {exitCode: 7}}", completed), "0/2 ExitCode:7 0"),
    Case(
      "that was evicted", "{status: {phase: Failed, reason: Evicted}}", "0/0 Evicted 0"),
    Case(
      "that is gated",
      "{status: {phase: Pending, conditions: [{type: PodScheduled, reason: SchedulingGated}]}}",
      "0/0 SchedulingGated 0"),
    Case(
      "that is being deleted", "{metadata: {deletionTimestamp: x}, status: {phase: Running}}",
      "0/0 Terminating 0"),
    Case(
      "that has ended and is being deleted",
      "{metadata: {deletionTimestamp: x}, status: {phase: Succeeded}}", "0/0 Succeeded 0"),
    Case(
      "whose node is lost",
      "{metadata: {deletionTimestamp: x}, status: {phase: Running, reason: NodeLost}}",
      "0/0 Unknown 0"),
    Case(
      "whose first init container runs", initPod("{name: i, state: {running: {}}}"),
      "0/1 Init:0/2 0"),
    Case(
      "whose second init container starts",
      initPod(
        "{name: i, state: {terminated: {exitCode: 0}}}, "
          + "{name: j, state: {waiting: {reason: PodInitializing}}}"), "0/1 Init:1/2 0"),
    Case(
      "whose init container waits",
      initPod("{name: i, restartCount: 2, state: {waiting: {reason: CrashLoopBackOff}}}"),
      "0/1 Init:CrashLoopBackOff 2"),
    Case(
      "whose init container has failed",
      initPod("{name: i, state: {terminated: {exitCode: 1, reason: Error}}}"),
      "0/1 Init:Error 0"),
    Case(
      "whose init container has failed with a code",
      initPod("{name: i, state: {terminated: {exitCode: 2}}}"), "0/1 Init:ExitCode:2 0"),
    Case(
      "whose sidecar runs",
      initPod(
        "{name: i, started: true, ready: true, state: {running: {}}}, "
          + "{name: j, state: {running: {}}}", sidecar: true), "1/2 Init:1/2 0"),
  ]

  @Test(arguments: cases) func `a pod`(example: Case) throws {
    let node = try #require(try YAMLReader.read(Array(example.pod.utf8), file: "pod").first)
    let summary = PodSummary(APIField(SyntaxValue(node)))
    let last = summary.lastRestart.map { " \($0)" } ?? ""
    #expect(
      "\(summary.readyContainers)/\(summary.containers) \(summary.status) \(summary.restarts)"
        + last == example.told)
  }
}
