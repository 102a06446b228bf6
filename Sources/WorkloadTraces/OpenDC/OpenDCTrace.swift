import KubernetesObjects
import SimulationEngine
import StructuredText

/// Reads a workload of OpenDC in its CSV form: a list of tasks.
///
/// | column | here |
/// | --- | --- |
/// | `id` | the pod's name, `task-17` |
/// | `submission_time` | the pod's arrival, in milliseconds; the first task arrives at zero |
/// | `duration` | how long the pod runs, in milliseconds |
/// | `cpu_count` | cores that the pod requests |
/// | `mem_capacity` | memory that the pod requests, in units of 2^20 bytes |
///
/// `cpu_capacity`, the speed of those cores in MHz, plays no part: Kubernetes knows only how many
/// there are. Other columns, such as `deferrable` and `deadline`, are passed over. A workload has
/// no machines; lists of nodes are plain tables, see `PlainTableTrace`.
///
/// Source: opendc.org, documentation of workloads, version 2.4.
package enum OpenDCTrace {
  /// The most cores of a task.
  private static let mostCores: Int64 = 1_000_000

  /// The tasks of a list.
  ///
  /// - Throws: every problem of the list, each at its cell.
  package static func readTasks(
    _ bytes: [UInt8], file: String, nodes: [Node] = []
  ) throws(DiagnosticList) -> WorkloadTrace {
    var rows = try CSVReader(bytes, file: file)
    let columns = try rows.columns([
      "id", "submission_time", "duration", "cpu_count", "mem_capacity",
    ])
    let latest = SimulationTime.latest.microseconds / 1000
    var tasks: [(name: String, submitted: Int64, runtime: Int64, shape: RequestShape)] = []
    var names: Set<String> = []
    try rows.forEachRow { rows in
      let name = taskName(columns[0], &rows, &names)
      let submitted = rows.integer(columns[1], in: 0...latest)
      let runtime = rows.integer(columns[2], in: 0...latest)
      let cores = rows.integer(columns[3], in: 0...mostCores)
      let memory = rows.integer(columns[4], in: 0...Int64.max >> 20)
      guard let name, let submitted, let runtime, let cores, let memory else { return }
      tasks.append(
        (
          name, submitted, runtime,
          RequestShape(milliCPU: cores * 1000, memoryBytes: memory << 20)
        ))
    }
    let start = tasks.lazy.map(\.submitted).min() ?? 0
    var builder = TraceBuilder<RequestShape>()
    for task in tasks {
      builder.append(
        TraceArrival(
          time: .milliseconds(task.submitted - start),
          template: builder.template(of: task.shape) { $0.template },
          runtime: .milliseconds(task.runtime)),
        name: task.name.utf8, outcome: nil)
    }
    return builder.finish(nodes: nodes)
  }

  private static func taskName(
    _ column: CSVColumn, _ rows: inout CSVReader, _ known: inout Set<String>
  ) -> String? {
    let id = rows.string(column)
    let name = "task-\(id)"
    if let problem = LabelSyntax.subdomainProblem(name) {
      rows.note(problem.message, in: column)
      return nil
    }
    guard known.insert(name).inserted else {
      rows.note("'\(id)' is there twice; expected an id of its own for each task", in: column)
      return nil
    }
    return name
  }
}
