import StructuredText

extension TraceFormat {
  /// Workloads of Batsim: rigid jobs.
  package static let batsim = TraceFormat(
    name: "batsim", summary: "rigid jobs of Batsim",
    inputs: [
      TraceInput(key: "workload", noun: "workload", plural: "workload", isRepeatable: false)
    ]
  ) { files throws(DiagnosticList) in
    guard let file = files["workload"].first else { return TraceContents(trace: WorkloadTrace()) }
    return TraceContents(trace: try BatsimTrace.read(file.bytes, file: file.name))
  }
}
