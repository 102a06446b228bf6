/// `kubectl get jobs`.
enum JobTable: ObjectTable {
  static let columns: [TableColumn] =
    ["NAME", "STATUS", "COMPLETIONS", "DURATION", "AGE"] + TableColumn.template

  static func cells(of job: APIField, in view: TableView) -> [String] {
    [
      job.objectName, status(of: job), completions(of: job), duration(of: job, in: view),
      view.age(of: job),
    ]
      + job.spec.template.spec.templateCells(selector: job.spec["selector"].selectorText)
  }

  private static func status(of job: APIField) -> String {
    func holds(_ type: String) -> Bool { job.condition(type)?.status.text == "True" }
    if holds("Complete") { return "Complete" }
    if holds("Failed") { return "Failed" }
    if job.isBeingDeleted { return "Terminating" }
    return ["Suspended", "FailureTarget", "SuccessCriteriaMet"].first(where: holds) ?? "Running"
  }

  private static func completions(of job: APIField) -> String {
    let succeeded = job.status.succeeded.whole
    if let completions = job.spec.completions.integer { return "\(succeeded)/\(completions)" }
    let parallelism = job.spec.parallelism.whole
    return parallelism > 1 ? "\(succeeded)/1 of \(parallelism)" : "\(succeeded)/1"
  }

  private static func duration(of job: APIField, in view: TableView) -> String {
    guard let start = job.status.startTime.instant else { return "" }
    return HumanDuration.text(from: start, to: job.status.completionTime.instant ?? view.now)
  }
}
