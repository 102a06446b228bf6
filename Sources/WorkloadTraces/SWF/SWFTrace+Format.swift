import StructuredText

extension TraceFormat {
  /// Job logs of the Parallel Workloads Archive.
  package static let swf = TraceFormat(
    name: "swf", summary: "job logs of the Parallel Workloads Archive",
    inputs: [
      TraceInput(key: "jobs", noun: "job log", plural: "job log", isRepeatable: false)
    ]
  ) { files throws(DiagnosticList) in
    guard let file = files["jobs"].first else { return TraceContents(trace: WorkloadTrace()) }
    return try SWFTrace.read(file.bytes, file: file.name)
  }
}
