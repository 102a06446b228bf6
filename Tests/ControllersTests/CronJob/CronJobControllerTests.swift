import ClusterState
import Controllers
import KubernetesObjects
import SimulationEngine
import Testing

/// What the controller asks for of one cron job, write by write.
@Suite struct CronJobControllerTests {
  private static func cluster(
    _ change: (inout CronJobSpec) -> Void = { _ in }
  ) throws -> TestCluster {
    var spec = CronJobSpec()
    spec.schedule = "* * * * *"
    change(&spec)
    var cluster = TestCluster()
    let template = cluster.template(app: "tick")
    let detail = try #require(CronJobDetail(spec, dialect: .version3))
    _ = try cluster.state.createWorkload(
      .cronJob, name: cluster.state.symbols.intern("tick"),
      selector: cluster.state.compile(LabelSelector(matching: Labels())), template: template,
      replicas: 0, minReady: .zero, detail: .cronJob(detail), at: .zero)
    return cluster
  }

  private static func controller(polls: Bool = false) -> CronJobController {
    var settings = CronJobSettings()
    settings.syncPeriod = polls ? .seconds(10) : nil
    return CronJobController(settings: settings, clock: WallClock(start: Timestamp(seconds: 0)))
  }

  /// The draft of a job among `actions`.
  private static func draft(_ actions: [ControllerAction]) -> WorkloadDraft? {
    for case .write(.createWorkload(let draft)) in actions { return draft }
    return nil
  }

  @Test func `it waits for the next minute and a tenth of a second`() throws {
    var (cluster, controller) = (try Self.cluster(), Self.controller())
    let actions = cluster.sync(&controller, at: .seconds(10))
    guard case .setTimer(_, let delay)? = actions.first, actions.count == 1 else {
      Issue.record("expected a timer, found \(actions)")
      return
    }
    #expect(delay == .milliseconds(50_100))
  }

  @Test func `a run that is due is started, written down, and not started again`() throws {
    var (cluster, controller) = (try Self.cluster(), Self.controller())
    let now = SimulationTime.milliseconds(60_100)
    let draft = try #require(Self.draft(cluster.sync(&controller, at: now)))
    #expect(draft.name == "tick-1" && draft.owner == WorkloadID(0) && draft.kind == .job)
    let job = try cluster.workload("tick-1", replicas: 1, kind: .job)
    cluster.state.setOwner(of: job, WorkloadID(0), at: now)
    var actions: ControllerActions = []
    controller.observe(
      .createdWorkload(job), of: .createWorkload(draft), at: now, in: cluster.state,
      actions: &actions)
    let status = try #require(
      actions.compactMap { action -> WorkloadStatus? in
        if case .write(.setStatus(_, let status)) = action { status } else { nil }
      }.first)
    #expect(status.cronJob?.active == [job] && status.cronJob?.lastSchedule == 60)
    cluster.apply(Array(actions), at: now)
    controller.observe(
      .done, of: .setStatus(WorkloadID(0), status), at: now, in: cluster.state, actions: &actions)
    #expect(Self.draft(cluster.sync(&controller, at: now + .seconds(1))) == nil)
  }

  @Test func `a run that is too late is told of and left out`() throws {
    var cluster = try Self.cluster { $0.startingDeadlineSeconds = 100 }
    var controller = Self.controller()
    cluster.state.setStatus(of: WorkloadID(0), WorkloadStatus(), at: .zero)
    let actions = cluster.sync(&controller, at: .seconds(59))
    #expect(Self.draft(actions) == nil)
    var late = try Self.cluster {
      $0.startingDeadlineSeconds = 10
      $0.schedule = "0 * * * *"
    }
    var second = Self.controller(polls: true)
    #expect(Self.draft(late.sync(&second, at: .seconds(3605))) != nil)
  }

  @Test func `a hundred missed runs and more stop the older controller and warn the newer`() throws
  {
    let now = SimulationTime.seconds(60 * 200)
    var (cluster, older) = (try Self.cluster(), Self.controller(polls: true))
    func reasons(_ actions: [ControllerAction]) -> [String] {
      actions.compactMap { if case .recordEvent(let event) = $0 { event.reason } else { nil } }
    }
    let refused = cluster.sync(&older, at: now)
    #expect(reasons(refused) == ["FailedNeedsStart"] && Self.draft(refused) == nil)
    var (again, newer) = (try Self.cluster(), Self.controller())
    let started = again.sync(&newer, at: now)
    #expect(reasons(started) == ["TooManyMissedTimes"])
    #expect(Self.draft(started)?.name == "tick-200")
  }
}
