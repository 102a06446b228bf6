import ClusterState
import KubernetesObjects
import SimulationEngine

/// Jobs and cron jobs that are applied, and jobs that a cron job creates.
extension World {
  /// Creates a job, or changes what of a job may change.
  mutating func apply(_ job: Job) {
    var object = job
    let space = namespace(of: job)
    let name = cluster.symbols.intern(job.metadata.name)
    let detail = JobDetail(job.spec)
    guard let known = cluster.workload(.job, named: name, in: space) else {
      if object.metadata.uid.isEmpty { object.metadata.uid = uid(of: job) }
      object.generateSelector()
      return apply(
        object, .job, object.spec.selector ?? LabelSelector(matching: Labels()), object.stampedPod,
        replicas: job.replicas, minReadySeconds: 0, detail: .job(detail))
    }
    let record = cluster.workloads[known.row]
    object.metadata.uid = cluster.symbols[record.uid]
    object.generateSelector()
    if let refusal = immutableChange(of: known, to: object, detail) {
      return refuse(
        job,
        .invalid(
          "Job", job.metadata.name, field: refusal, "Invalid value: field is immutable"),
        verb: .update)
    }
    cluster.setTemplate(of: known, admittedTemplate(of: object.stampedPod), at: now)
    cluster.setReplicas(of: known, job.replicas, at: now)
    cluster.setDetail(of: known, .job(detail), at: now)
  }

  /// The field of a job that changes and may not; nil if there is none.
  ///
  /// Source: `ValidateJobSpecUpdate` of `pkg/apis/batch/validation`, Kubernetes 1.36.
  private mutating func immutableChange(
    of id: WorkloadID, to job: Job, _ new: JobDetail
  ) -> String? {
    guard case .job(let old)? = cluster.detail(of: id) else { return nil }
    let record = cluster.workloads[id.row]
    if let field = old.fixedField(in: new, parallelism: job.spec.parallelism) { return field }
    let selector = cluster.compile(job.spec.selector ?? LabelSelector(matching: Labels()))
    if selector != record.selector { return "spec.selector" }
    guard admittedTemplate(of: job.stampedPod) != record.template else { return nil }
    // A job that has not been started may still be directed to other nodes.
    let isHeld = old.isSuspended && !(record.status.job?.startTime.isSet ?? false)
    return isHeld ? nil : "spec.template"
  }

  /// Creates a job for a cron job.
  mutating func createJob(_ draft: WorkloadDraft) -> WriteOutcome {
    var job = Job()
    job.metadata = ObjectMeta(
      name: draft.name, namespace: draft.template.metadata.namespace, labels: draft.labels)
    job.metadata.uid = uid(of: job)
    job.spec.template.metadata = draft.template.metadata
    job.spec.template.spec = draft.template.spec
    job.generateSelector()
    let space = namespace(of: job)
    if configuration.controlPlane.profile == .modern { cluster.releaseOverduePods(at: now) }
    if let refusal = cluster.admit(.job, in: space) {
      return .refused("jobs.batch \"\(draft.name)\" is forbidden: \(refusal)")
    }
    let selector = cluster.compile(job.spec.selector ?? LabelSelector(matching: Labels()))
    do {
      return .createdWorkload(
        try cluster.createWorkload(
          .job, name: cluster.symbols.intern(draft.name), selector: selector,
          template: admittedTemplate(of: job.stampedPod), replicas: draft.replicas, minReady: .zero,
          uid: cluster.symbols.intern(job.metadata.uid), labels: cluster.intern(draft.labels),
          owner: draft.owner, detail: draft.detail, at: now))
    } catch {
      return .refused("jobs.batch \"\(draft.name)\" already exists")
    }
  }

  /// Creates or updates a cron job.
  mutating func apply(_ cronJob: CronJob) {
    let dialect: CronSchedule.Dialect =
      configuration.controlPlane.profile == .modern ? .version3 : .version1
    guard let detail = CronJobDetail(cronJob.spec, dialect: dialect) else {
      return refuse(
        cronJob, .invalid("CronJob", cronJob.metadata.name, field: "spec.schedule", "Invalid value")
      )
    }
    var pod = Pod(
      metadata: cronJob.podTemplate.metadata, spec: cronJob.podTemplate.spec)
    pod.metadata.namespace = cronJob.metadata.namespace
    apply(
      cronJob, .cronJob, LabelSelector(matching: Labels()), pod, replicas: 0, minReadySeconds: 0,
      detail: .cronJob(detail))
  }

  /// The uid of an object that is created now, from a stream of its own.
  func uid(of object: any StoredObject) -> String {
    let metadata = object.metadata
    var stream = RandomStream(
      seed: configuration.seed,
      name: "uids/\(object.kind.name)/\(metadata.namespace)/\(metadata.name)/\(now.microseconds)")
    return UniqueID(using: &stream).description
  }
}

extension Job {
  /// Gives the job the selector and its pods the labels that the API server gives them, unless they
  /// are the author's.
  ///
  /// Source: `generateSelector` of `pkg/registry/batch/job/strategy.go`, Kubernetes 1.36.
  fileprivate mutating func generateSelector() {
    guard !spec.manualSelector else { return }
    for key in [JobKeys.uid, JobKeys.formerUID] {
      spec.template.metadata.labels[key] = metadata.uid
    }
    for key in [JobKeys.name, JobKeys.formerName] {
      spec.template.metadata.labels[key] = metadata.name
    }
    spec.selector = LabelSelector(matching: [JobKeys.uid: metadata.uid])
  }

  /// What the job's pods are like.
  fileprivate var stampedPod: Pod {
    var pod = Pod(metadata: spec.template.metadata, spec: spec.template.spec)
    pod.metadata.namespace = metadata.namespace
    return pod
  }
}
