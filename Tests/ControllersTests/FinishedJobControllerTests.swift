import ClusterState
import Controllers
import KubernetesObjects
import SimulationEngine
import Testing

/// Jobs that are deleted some time after their end.
@Suite struct FinishedJobControllerTests {
  /// What is asked for at `second` of a job that ended 1.7 s after the start and lives on for 20 s.
  private static func actions(
    at second: Int64, timeToLive: Int32? = 20, isFinished: Bool = true
  ) throws -> [ControllerAction] {
    var spec = JobSpec()
    spec.ttlSecondsAfterFinished = timeToLive
    spec.applyDefaults()
    var cluster = TestCluster()
    let template = cluster.template(app: "work")
    let id = try cluster.state.createWorkload(
      .job, name: cluster.state.symbols.intern("work"),
      selector: cluster.state.compile(LabelSelector(matching: ["app": "work"])),
      template: template, replicas: 1, minReady: .zero, detail: .job(JobDetail(spec)), at: .zero)
    var status = WorkloadStatus()
    if isFinished {
      let end = SimulationTime.milliseconds(1700)
      status[condition: "Complete"] = WorkloadCondition(
        type: "Complete", status: .yes, reason: "", message: "", lastUpdate: end,
        lastTransition: end)
    }
    cluster.state.setStatus(of: id, status, at: .seconds(2))
    var controller = FinishedJobController(clock: WallClock(start: Timestamp(seconds: 0)))
    return cluster.sync(&controller, at: .seconds(second))
  }

  @Test func `it waits, and then deletes in the foreground`() throws {
    // The end counts from its whole second.
    guard case .setTimer(_, let delay)? = try Self.actions(at: 11).first else {
      Issue.record("expected a timer")
      return
    }
    #expect(delay == .seconds(10))
    #expect(
      try Self.actions(at: 21) == [.write(.deleteWorkload(WorkloadID(0), .foreground))])
  }

  @Test func `what has not ended, or is to stay, stays`() throws {
    #expect(try Self.actions(at: 100, isFinished: false).isEmpty)
    #expect(try Self.actions(at: 100, timeToLive: nil).isEmpty)
    #expect(try Self.actions(at: 2, timeToLive: 0).count == 1)
  }
}
