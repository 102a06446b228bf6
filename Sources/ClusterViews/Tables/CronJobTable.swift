/// `kubectl get cronjobs`.
enum CronJobTable: ObjectTable {
  static let columns: [TableColumn] =
    ["NAME", "SCHEDULE", "TIMEZONE", "SUSPEND", "ACTIVE", "LAST SCHEDULE", "AGE"]
    + TableColumn.template

  static func cells(of cronJob: APIField, in view: TableView) -> [String] {
    let job = cronJob.spec.jobTemplate.spec
    let last = cronJob.status.lastScheduleTime.instant
    return [
      cronJob.objectName, cronJob.spec.schedule.text, cronJob.spec.timeZone.text(or: "<none>"),
      cronJob.spec.suspend.truthText, "\(cronJob.status.active.size)",
      last.map { HumanDuration.since($0, at: view.now) } ?? "<none>", view.age(of: cronJob),
    ] + job.template.spec.templateCells(selector: job["selector"].selectorText)
  }
}
