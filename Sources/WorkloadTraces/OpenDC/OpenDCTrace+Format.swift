import StructuredText

extension TraceFormat {
  /// Workloads of OpenDC: a list of tasks, and plain tables of nodes.
  package static let opendc = TraceFormat(
    name: "opendc", summary: "tasks of OpenDC",
    inputs: [
      .nodes,
      TraceInput(key: "tasks", noun: "list of tasks", plural: "list of tasks", isRepeatable: false),
    ]
  ) { files throws(DiagnosticList) in
    var problems: [Diagnostic] = []
    var trace = WorkloadTrace()
    for file in files["tasks"] {
      do throws(DiagnosticList) {
        trace = try OpenDCTrace.readTasks(file.bytes, file: file.name)
      } catch {
        problems += error.diagnostics
      }
    }
    for file in files[TraceInput.nodes.key] {
      do throws(DiagnosticList) {
        trace.nodes += try PlainTableTrace.readNodes(file.bytes, file: file.name)
      } catch {
        problems += error.diagnostics
      }
    }
    if !problems.isEmpty { throw DiagnosticList(problems) }
    return TraceContents(trace: trace)
  }
}
