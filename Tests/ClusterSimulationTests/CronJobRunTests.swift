import ClusterSimulation
import ClusterState
import KubernetesObjects
import NodeAgents
import SimulationEngine
import Testing

/// Cron jobs in a run that begins forty seconds after a minute.
@Suite struct CronJobRunTests {
  private static let target = ObjectTarget.named(
    kind: "CronJob", namespace: "default", name: "tick")

  static func cronJob(_ change: (inout CronJobSpec) -> Void = { _ in }) -> CronJob {
    var cronJob = CronJob()
    cronJob.metadata = ObjectMeta(name: "tick", namespace: "default")
    cronJob.spec.schedule = "* * * * *"
    cronJob.podTemplate.metadata.labels = ["app": "tick"]
    cronJob.podTemplate.spec = SmallCluster.spec("tick")
    cronJob.podTemplate.spec.restartPolicy = .never
    change(&cronJob.spec)
    cronJob.applyDefaults()
    return cronJob
  }

  private static func run(
    _ profile: ControlPlaneSettings.Profile = .modern, running seconds: Double = 90,
    until end: Int64 = 310, timeline: [TimelineEntry] = [],
    _ change: (inout CronJobSpec) -> Void = { _ in }
  ) throws -> SimulationState {
    var configuration = SmallCluster.configuration(profile, until: end)
    configuration.startTime = Timestamp(seconds: 1_200_000_040)
    configuration.initialObjects = [cronJob(change)]
    configuration.timeline = timeline
    var behavior = PodBehavior()
    behavior.everyContainer.runtime = .constant(try ConstantDistribution(seconds))
    configuration.behaviors = [BehaviorRule(behavior: behavior)]
    var simulation = Simulation(configuration)
    simulation.runToEnd()
    return simulation.state
  }

  /// The jobs by name behind the dash, with the second of their creation.
  private static func jobs(_ state: SimulationState) -> [String] {
    state.cluster.workloads.filter { $0.kind == .job }.map {
      let name = state.cluster.symbols[$0.name]
      return "\(name.dropFirst(5)) \($0.created.microseconds / 1_000_000)"
    }
  }

  @Test func `runs come with the minute and may overlap`() throws {
    let state = try Self.run(running: 115)
    #expect(
      Self.jobs(state) == [
        "20000001 20", "20000002 80", "20000003 140", "20000004 200", "20000005 260",
      ])
    let progress = try #require(state.cluster.workloads[0].status.cronJob)
    #expect(progress.active.count == 2 && progress.lastSchedule == 1_200_000_300)
  }

  @Test func `a run that is forbidden starts when the one before has ended`() throws {
    let state = try Self.run { $0.concurrencyPolicy = .forbid }
    let seconds = Self.jobs(state).map { $0.split(separator: " ")[1] }
    #expect(seconds.count == 4 && seconds[0] == "20")
    #expect((110...115).contains(Int(seconds[1]) ?? 0))
    let messages = state.recording.events.map { state.recording.messages[Int($0.reason)] }
    #expect(messages.contains("JobAlreadyActive"))
  }

  @Test func `a run replaces the one before, whose pods go`() throws {
    let state = try Self.run { $0.concurrencyPolicy = .replace }
    let jobs = state.cluster.workloads.filter { $0.kind == .job }
    #expect(jobs.count == 5 && jobs.count(where: \.isPresent) == 1)
    let pods = (0..<state.cluster.pods.count).map { state.cluster.pods[PodID($0)] }
    #expect(pods.count { !$0.isRemoved } == 1)
  }

  @Test func `of what has ended so many are kept`() throws {
    let state = try Self.run(running: 5) { $0.successfulJobsHistoryLimit = 2 }
    let jobs = state.cluster.workloads.filter { $0.kind == .job }
    #expect(jobs.count == 5 && jobs.count(where: \.isPresent) == 2)
    #expect(jobs.filter(\.isPresent).allSatisfy { $0.status.jobEnd != nil })
  }

  @Test func `what was missed while it was suspended is made up for once`() throws {
    var woken = Self.cronJob()
    woken.spec.suspend = false
    let state = try Self.run(
      running: 5, timeline: [TimelineEntry(at: .seconds(150), .apply([woken]))]
    ) { $0.suspend = true }
    let seconds = Self.jobs(state).map { $0.split(separator: " ")[1] }
    #expect(seconds == ["150", "200", "260"])
    #expect(Self.jobs(state)[0].hasPrefix("20000003"))
  }

  @Test func `the older controller looks every ten seconds and names jobs by the second`() throws {
    let state = try Self.run(.classic, running: 5)
    let jobs = Self.jobs(state)
    #expect(jobs.count == 5 && jobs[0] == "1200000060 20")
    let seconds = jobs.compactMap { Int($0.split(separator: " ")[1]) }
    #expect(seconds.allSatisfy { $0 % 10 == 0 })
  }

  @Test func `a deadline shorter than the poll can miss every run`() throws {
    var configuration = SmallCluster.configuration(.classic, until: 310)
    // Polls come five seconds past the minute.
    configuration.startTime = Timestamp(seconds: 1_200_000_045)
    configuration.initialObjects = [Self.cronJob { $0.startingDeadlineSeconds = 4 }]
    var simulation = Simulation(configuration)
    simulation.runToEnd()
    #expect(!simulation.state.cluster.workloads.contains { $0.kind == .job })
  }
}
