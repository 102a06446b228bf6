import ClusterSimulation
import KubernetesObjects
import NodeAgents
import SimulationEngine

/// Jobs and cron jobs of a random scenario. They are drawn last, so that the rest of a scenario
/// does not depend on them.
extension RandomScenario {
  mutating func addJobs() {
    // Without them nothing changes for laws that compare pods one by one.
    guard shape.losesPods, shape.hasVariedPods, dice.oneIn(2) else { return }
    for number in 0..<dice.number(1...2) { addJob("job-\(number)") }
    if dice.oneIn(2) { addCronJob() }
  }

  private mutating func addJob(_ name: String) {
    var job = Job()
    job.metadata = ObjectMeta(name: name, namespace: shape.namespace)
    job.spec = jobSpec()
    job.applyDefaults()
    let target = ObjectTarget.named(kind: "Job", namespace: shape.namespace, name: name)
    let start = dice.number(0...10)
    configuration.timeline.append(TimelineEntry(at: .seconds(start), .apply([job])))
    func add(_ action: TimelineAction) {
      configuration.timeline.append(
        TimelineEntry(at: dice.instant(start + 1, end - 1), action))
    }
    if dice.oneIn(3) { add(.scale(target, replicas: Int32(dice.number(0...4)))) }
    if dice.oneIn(4) {
      var held = job
      held.spec.suspend = true
      add(.apply([held]))
      if dice.oneIn(2) { add(.apply([job])) }
    }
    if dice.oneIn(4) {
      add(.delete(target, grace: nil, propagation: dice.pick([.background, .foreground, .orphan])))
    }
  }

  private mutating func addCronJob() {
    var cronJob = CronJob()
    cronJob.metadata = ObjectMeta(name: "cron", namespace: shape.namespace)
    cronJob.spec.schedule = dice.pick(["* * * * *", "@every 20s", "*/2 * * * *"])
    cronJob.spec.concurrencyPolicy = dice.pick([.allow, .forbid, .replace])
    cronJob.spec.successfulJobsHistoryLimit = Int32(dice.number(0...2))
    cronJob.spec.startingDeadlineSeconds = dice.pick([nil, nil, 15])
    cronJob.spec.jobTemplate.spec = jobSpec()
    cronJob.applyDefaults()
    configuration.startTime = Timestamp(seconds: 1_700_000_000 + dice.number(0...59))
    configuration.timeline.append(TimelineEntry(at: .zero, .apply([cronJob])))
  }

  private mutating func jobSpec() -> JobSpec {
    var spec = JobSpec()
    spec.template.metadata.labels = ["app": "job"]
    spec.template.spec = self.spec("job")
    spec.template.spec.restartPolicy = dice.pick([.never, .never, .onFailure])
    spec.parallelism = Int32(dice.number(0...3))
    if dice.oneIn(2) { spec.completions = Int32(dice.number(1...5)) }
    spec.backoffLimit = Int32(dice.number(0...4))
    if dice.oneIn(3) { spec.activeDeadlineSeconds = dice.number(5...60) }
    if dice.oneIn(3) { spec.ttlSecondsAfterFinished = Int32(dice.number(0...20)) }
    if dice.oneIn(3) { spec.podReplacementPolicy = .failed }
    guard dice.oneIn(2) else { return spec }
    spec.completionMode = .indexed
    spec.completions = Int32(dice.number(1...5))
    if dice.oneIn(2) { spec.backoffLimitPerIndex = Int32(dice.number(0...2)) }
    if dice.oneIn(3), spec.template.spec.restartPolicy == .never { addRules(&spec) }
    return spec
  }

  private mutating func addRules(_ spec: inout JobSpec) {
    var ignore = PodFailurePolicyRule()
    ignore.action = .ignore
    ignore.conditions = [Condition(type: "DisruptionTarget", status: .true)]
    var success = SuccessPolicyRule()
    success.succeededCount = 1
    spec.podFailurePolicy = [ignore]
    spec.podReplacementPolicy = .failed
    spec.successPolicy = [success]
  }
}
