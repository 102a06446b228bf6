/// `kubectl describe cronjob`.
enum CronJobDescription: ObjectDescription {
  static func write(
    _ cronJob: APIField, of selection: ObjectSelection, to writer: inout DescriptionWriter
  ) {
    let spec = cronJob.spec
    let unset = "<unset>"
    writer.field("Name", cronJob.objectName)
    writer.field("Namespace", cronJob.objectNamespace)
    writer.labels("Labels", cronJob.metadata.labels)
    writer.annotations("Annotations", cronJob.metadata.annotations)
    writer.field("Schedule", spec.schedule.text)
    writer.field("Concurrency Policy", spec.concurrencyPolicy.text)
    writer.field("Suspend", spec.suspend.truthText)
    writer.field("Time Zone", spec.timeZone.text(or: unset))
    writer.field(
      "Successful Job History Limit", spec.successfulJobsHistoryLimit.text(or: unset))
    writer.field("Failed Job History Limit", spec.failedJobsHistoryLimit.text(or: unset))
    let deadline = spec.startingDeadlineSeconds.integer
    writer.field("Starting Deadline Seconds", deadline.map { "\($0)s" } ?? unset)
    let job = spec.jobTemplate.spec
    let selector = job["selector"]
    writer.field(
      "Selector", selector.exists ? selector.labelSelector?.description ?? "<error>" : unset)
    writer.field("Parallelism", job.parallelism.text(or: unset))
    writer.field("Completions", job.completions.text(or: unset))
    if let deadline = job.activeDeadlineSeconds.integer {
      writer.field("Active Deadline Seconds", "\(deadline)s")
    }
    writer.podTemplate(job.template)
    let last = cronJob.status.lastScheduleTime
    writer.field("Last Schedule Time", last.exists ? last.mailText : unset)
    let active = cronJob.status.active.elements.map { $0["name"].text }
    writer.field("Active Jobs", active.isEmpty ? "<none>" : active.joined(separator: ", "))
  }
}
