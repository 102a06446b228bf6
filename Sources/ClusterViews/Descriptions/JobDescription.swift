/// `kubectl describe job`.
enum JobDescription: ObjectDescription {
  static func write(
    _ job: APIField, of selection: ObjectSelection, to writer: inout DescriptionWriter
  ) {
    let (spec, status) = (job.spec, job.status)
    writer.field("Name", job.objectName)
    writer.field("Namespace", job.objectNamespace)
    writer.field("Selector", spec["selector"].labelSelector?.description ?? "<error>")
    writer.labels("Labels", job.metadata.labels)
    writer.annotations("Annotations", job.metadata.annotations)
    writer.fieldIfAny("Controlled By", job.controllerText ?? "")
    writer.fieldIfAny("Parallelism", spec.parallelism.text)
    writer.field("Completions", spec.completions.text(or: "<unset>"))
    writer.fieldIfAny("Completion Mode", spec.completionMode.text)
    writer.fieldIfAny("Suspend", spec.suspend.text)
    writer.fieldIfAny("Backoff Limit", spec.backoffLimit.text)
    writer.fieldIfAny("TTL Seconds After Finished", spec.ttlSecondsAfterFinished.text)
    writeTimes(of: job, to: &writer)
    if let deadline = spec.activeDeadlineSeconds.integer {
      writer.field("Active Deadline Seconds", "\(deadline)s")
    }
    let ready = status.ready.integer.map { " (\($0) Ready)" } ?? ""
    writer.field(
      "Pods Statuses",
      "\(status.active.whole) Active\(ready) / \(status.succeeded.whole) Succeeded / "
        + "\(status.failed.whole) Failed")
    if spec.completionMode.text == "Indexed" {
      writer.field("Completed Indexes", indexes(status.completedIndexes.text))
    }
    writer.podTemplate(spec.template)
  }

  private static func writeTimes(of job: APIField, to writer: inout DescriptionWriter) {
    let (start, end) = (job.status.startTime, job.status.completionTime)
    if start.exists { writer.field("Start Time", start.mailText) }
    if end.exists { writer.field("Completed At", end.mailText) }
    if let start = start.instant, let end = end.instant {
      writer.field("Duration", HumanDuration.text(from: start, to: end))
    }
  }

  /// The indexes, cut at the first comma behind the fiftieth byte.
  private static func indexes(_ text: String) -> String {
    if text.isEmpty { return "<none>" }
    let bytes = Array(text.utf8)
    guard bytes.count > 50,
      let comma = bytes[50...].firstIndex(of: UInt8(ascii: ","))
    else { return text }
    return text.cut(toBytes: comma + 1) + "..."
  }
}
