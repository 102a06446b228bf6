import KubernetesObjects
import SimulationEngine
import StructuredText

/// Reads a job log in the Standard Workload Format of the Parallel Workloads Archive.
///
/// A line is a job: eighteen numbers, −1 where something is not known. Lines that begin with `;`
/// are comments, of which `; MaxProcs: 128` (else `MaxNodes`) tells the size of the machine: it
/// becomes one node with so many cores, for the log does not say on which machines a job ran.
///
/// | field | here |
/// | --- | --- |
/// | 1 job number | the pod's name, `job-17` |
/// | 2 submit time | the pod's arrival, in seconds |
/// | 3 wait time | with the submit time the recorded binding |
/// | 4 run time | how long the pod runs |
/// | 5 and 8 allocated and requested processors | cores that the pod requests, the larger number |
/// | 11 status | recorded outcome: 1 succeeded, 0 and 5 failed |
/// | 12, 13, 15 user, group, queue | the labels `user`, `group`, `queue` |
///
/// The other fields are checked to be numbers and not used. A job without a run time, or without
/// processors, never ran: it is left out and counted.
///
/// Source: D. Feitelson, "The Standard Workload Format", version 2.2.
package enum SWFTrace {
  /// The pods that the node takes: more than there are cores in any log.
  private static let podLimit: Int64 = 1_000_000
  /// The most processors of a machine or a job.
  private static let mostProcessors: Int64 = 100_000_000
  /// Main memory of the node: logs say nothing of it, and pods request none.
  private static let memoryBytes: Int64 = 1 << 50

  /// The workload in a log.
  ///
  /// - Throws: every problem of the log, each at its field.
  package static func read(
    _ bytes: [UInt8], file: String
  ) throws(DiagnosticList) -> TraceContents {
    var lines = SWFLines(bytes, file: file)
    var builder = TraceBuilder<RequestShape>()
    var processors: [String: Int64] = [:]
    var skipped = 0
    var largest: Int64 = 0
    while let line = lines.next() {
      switch line {
      case .header(let name, let value): processors[name] = processors[name] ?? value
      case .job(let fields):
        guard let cores = fields.cores, let runtime = fields.runtime else {
          skipped += 1
          continue
        }
        largest = max(largest, cores)
        if builder.isNew(fields.name) {
          append(fields, cores, runtime, to: &builder)
        } else {
          lines.note("job \(fields.number) is there twice; expected a number of its own", field: 0)
        }
      }
    }
    try lines.finish()
    var contents = TraceContents(
      trace: builder.finish(
        nodes: node(cores: processors["MaxProcs"] ?? processors["MaxNodes"] ?? largest)))
    if skipped > 0 {
      contents.warnings.append(
        Diagnostic(
          .warning, file: file, location: nil,
          message: "\(skipped) jobs have no run time or no processors and are left out"))
    }
    return contents
  }

  private static func append(
    _ fields: SWFJob, _ cores: Int64, _ runtime: Int64, to builder: inout TraceBuilder<RequestShape>
  ) {
    var shape = RequestShape(milliCPU: min(cores, mostProcessors) * 1000)
    for (label, value) in fields.labels { shape.labels[label] = String(value) }
    let template = builder.template(of: shape) { $0.template }
    let scheduled = fields.wait.map { SimulationTime.seconds(fields.submit + $0) }
    builder.append(
      TraceArrival(time: .seconds(fields.submit), template: template, runtime: .seconds(runtime)),
      name: fields.name.utf8,
      outcome: RecordedOutcome(
        phase: fields.hasFailed ? .failed : .succeeded, scheduled: scheduled, deleted: nil))
  }

  /// The machine with `cores`, if the log has any.
  private static func node(cores: Int64) -> [Node] {
    guard cores > 0 else { return [] }
    return [
      MachineShape(
        name: "machine", milliCPU: min(cores, mostProcessors) * 1000, memoryBytes: memoryBytes,
        podLimit: podLimit
      ).node
    ]
  }
}

/// The fields of a job that count.
struct SWFJob {
  let number: Int64
  let submit: Int64
  let wait: Int64?
  let runtime: Int64?
  /// The larger number of allocated and requested processors.
  let cores: Int64?
  let hasFailed: Bool
  /// What is known of user, group and queue.
  let labels: [(String, Int64)]

  /// The pod's name.
  var name: String { "job-\(number)" }

  /// The job in eighteen numbers.
  init(_ fields: ArraySlice<Int64>) {
    let first = fields.startIndex
    func known(_ field: Int) -> Int64? { fields[first + field] < 0 ? nil : fields[first + field] }
    number = fields[first]
    submit = fields[first + 1]
    wait = known(2)
    runtime = known(3)
    let most = max(fields[first + 4], fields[first + 7])
    cores = most > 0 ? most : nil
    hasFailed = [0, 5].contains(fields[first + 10])
    labels = [("user", 11), ("group", 12), ("queue", 14)].compactMap { name, field in
      known(field).map { (name, $0) }
    }
  }
}
