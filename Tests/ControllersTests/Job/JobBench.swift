import ClusterState
import Controllers
import KubernetesObjects
import SimulationEngine

/// A job and its controller: what the controller asks for is done at once, second by second.
struct JobBench {
  var cluster = TestCluster()
  var controller: JobController
  let job: WorkloadID
  /// The reasons of the events about the job, in order.
  private(set) var events: [String] = []
  private var timers: [(due: SimulationTime, timer: ControllerTimer)] = []
  private var number = 0
  private(set) var now = SimulationTime.zero

  /// A job of `spec`, whose defaults are filled in.
  init(_ settings: JobSettings = .modern, _ change: (inout JobSpec) -> Void) throws {
    var spec = JobSpec()
    spec.template.spec.restartPolicy = .never
    change(&spec)
    spec.applyDefaults()
    controller = JobController(
      settings: settings, startsSlowly: true,
      clock: WallClock(start: Timestamp(seconds: 0)))
    cluster.state.tracksJobPods = settings.tracksPods
    var pod = Pod(metadata: spec.template.metadata, spec: spec.template.spec)
    pod.metadata.labels[JobKeys.uid] = "the-uid"
    pod.spec.containers = [Container(name: "c", image: "registry.example/job:1")]
    let selector = cluster.state.compile(LabelSelector(matching: [JobKeys.uid: "the-uid"]))
    let template = cluster.state.workloadTemplate(for: pod)
    job = try cluster.state.createWorkload(
      .job, name: cluster.state.symbols.intern("work"), selector: selector, template: template,
      replicas: spec.parallelism ?? 1, minReady: .zero,
      uid: cluster.state.symbols.intern("the-uid"), detail: .job(JobDetail(spec)), at: .zero)
    settle()
  }

  var status: WorkloadStatus { cluster.state.workloads[job.row].status }
  var progress: JobProgress { status.job ?? JobProgress() }

  /// The pods that are there and have not ended, oldest first.
  var active: [PodID] { pods { $0.isActive } }

  func pods(_ isMeant: (PodRecord) -> Bool) -> [PodID] {
    (0..<cluster.state.pods.count).map { PodID($0) }.filter {
      !cluster.state.pods[$0].isRemoved && isMeant(cluster.state.pods[$0])
    }
  }

  /// Lets a pod end with an exit code.
  mutating func end(_ pod: PodID, code: Int32) {
    cluster.state.setEnd(of: pod, PodEnd(finished: now, exitCodes: [code]))
    cluster.state.report(
      pod, phase: code == 0 ? .succeeded : .failed, isReady: false, restarts: 0, at: now)
  }

  /// Changes what the job wants.
  mutating func edit(_ change: (inout JobDetail) -> Void) {
    guard case .job(var detail)? = cluster.state.detail(of: job) else { return }
    change(&detail)
    cluster.state.setDetail(of: job, .job(detail), at: now)
    settle()
  }

  /// Goes on to `second`, and lets the controller do what is due by then.
  mutating func advance(to second: Int64) {
    while true {
      settle()
      let due = timers.indices.filter { timers[$0].due <= .seconds(second) }
        .min { timers[$0].due < timers[$1].due }
      guard let due else { break }
      let next = timers.remove(at: due)
      now = max(now, next.due)
      var actions: ControllerActions = []
      controller.wake(for: next.timer, at: now, in: cluster.state, actions: &actions)
      perform(Array(actions))
      settle()
    }
    now = .seconds(second)
    settle()
  }

  /// Lets the controller see everything and act, until it has nothing to do.
  mutating func settle() {
    var actions = cluster.sync(&controller, at: now)
    while !actions.isEmpty {
      perform(actions)
      actions = cluster.sync(&controller, at: now)
    }
  }

  private mutating func perform(_ actions: [ControllerAction]) {
    var answers: ControllerActions = []
    for action in actions {
      switch action {
      case .setTimer(let timer, let delay): timers.append((now + delay, timer))
      case .recordEvent(let event): events.append(event.reason)
      case .createPods(let id, let count):
        for _ in 0..<count { answer(.createPod(of: id), &answers) }
      case .write(let write): answer(write, &answers)
      default: break
      }
    }
    if !answers.isEmpty { perform(Array(answers)) }
  }

  private mutating func answer(_ write: ClusterWrite, _ answers: inout ControllerActions) {
    var outcome = WriteOutcome.done
    switch write {
    case .createPod: outcome = create(cluster.state.workloads[job.row].template)
    case .createDraftedPod(let draft):
      outcome = create(cluster.state.workloadTemplate(for: draft.pod))
    default: cluster.state.apply(write, at: now)
    }
    controller.observe(outcome, of: write, at: now, in: cluster.state, actions: &answers)
  }

  private mutating func create(_ template: PodTemplateID) -> WriteOutcome {
    number += 1
    let name = PodName(cluster.state.symbols.intern("work-\(number)"))
    let pod = try? cluster.state.createPod(template: template, name: name, owner: job, at: now)
    return pod.map { .created($0) } ?? .refused("taken")
  }
}
