import KubernetesObjects
import SimulationEngine
import StructuredText

/// The columns of an openb pod list; the last six are not in every list.
struct OpenBPodColumns {
  private let name: CSVColumn
  private let milliCPU: CSVColumn
  private let memoryMebibytes: CSVColumn
  private let devices: DeviceCells
  private let models: CSVColumn?
  private let serviceClass: CSVColumn?
  private let phase: CSVColumn?
  private let created: CSVColumn?
  private let deleted: CSVColumn?
  private let scheduled: CSVColumn?

  init(_ rows: CSVReader) throws(DiagnosticList) {
    let required = try rows.columns(["name", "cpu_milli", "memory_mib", "num_gpu", "gpu_milli"])
    name = required[0]
    milliCPU = required[1]
    memoryMebibytes = required[2]
    devices = DeviceCells(count: required[3], thousandths: required[4])
    models = rows.columnIfPresent("gpu_spec")
    serviceClass = rows.columnIfPresent("qos")
    phase = rows.columnIfPresent("pod_phase")
    created = rows.columnIfPresent("creation_time")
    deleted = rows.columnIfPresent("deletion_time")
    scheduled = rows.columnIfPresent("scheduled_time")
  }

  /// Reads the current row, all its problems included.
  func readRow(
    from rows: inout CSVReader, into builder: inout TraceBuilder<RequestShape>,
    names: inout Set<String>
  ) {
    let problems = rows.diagnostics.count
    let name = rows.traceName(name, known: &names)
    let shape = readShape(from: &rows)
    let times = readTimes(from: &rows)
    let outcome = readOutcome(times, from: &rows)
    guard let name, let shape, rows.diagnostics.count == problems else { return }
    var runtime: SimulationDuration?
    if let scheduled = times.scheduled, let deleted = times.deleted {
      runtime = .microseconds(deleted - scheduled)
    }
    let template = builder.template(of: shape) { $0.template }
    builder.append(
      TraceArrival(
        time: .microseconds(times.created ?? 0), template: template, runtime: runtime),
      name: name.utf8, outcome: outcome)
  }

  private func readShape(from rows: inout CSVReader) -> RequestShape? {
    let milliCPU = rows.integer(milliCPU, in: 0...Int64.max)
    let memory = rows.integer(memoryMebibytes, in: 0...Int64.max >> 20)
    let devices = devices.read(from: &rows)
    guard let milliCPU, let memory, let devices else { return nil }
    var shape = RequestShape(milliCPU: milliCPU, memoryBytes: memory << 20)
    shape.gpus = devices.count
    shape.gpuThousandths = devices.thousandths
    if let models { shape.gpuModels = rows.string(models) }
    if let serviceClass, !rows.isEmpty(serviceClass) {
      let value = rows.string(serviceClass)
      if let problem = LabelSyntax.valueProblem(value) {
        rows.note(problem.message, in: serviceClass)
      }
      shape.labels[OpenBTrace.serviceClassLabel] = value
    }
    return shape
  }

  private struct Times {
    var created: Int64?
    var scheduled: Int64?
    var deleted: Int64?
  }

  /// The instants in microseconds, which must follow one another.
  private func readTimes(from rows: inout CSVReader) -> Times {
    var times = Times()
    if let created {
      times.created = rows.seconds(created)
      if rows.isEmpty(created) { rows.reject(created, expected: "a number of seconds") }
    }
    if let scheduled { times.scheduled = rows.seconds(scheduled) }
    if let deleted { times.deleted = rows.seconds(deleted) }
    if let scheduled, let start = times.scheduled, start < times.created ?? 0 {
      rows.reject(scheduled, expected: "a time not before creation_time")
    }
    if let deleted, let end = times.deleted, end < times.scheduled ?? times.created ?? 0 {
      rows.reject(deleted, expected: "a time not before scheduled_time and creation_time")
    }
    return times
  }

  private func readOutcome(_ times: Times, from rows: inout CSVReader) -> RecordedOutcome? {
    guard let column = phase else { return nil }
    guard let phase = PodPhase(rawValue: rows.string(column)) else {
      rows.reject(column, expected: "Pending, Running, Succeeded, Failed or Unknown")
      return nil
    }
    return RecordedOutcome(
      phase: phase, scheduled: times.scheduled.map { .microseconds($0) },
      deleted: times.deleted.map { .microseconds($0) })
  }
}
