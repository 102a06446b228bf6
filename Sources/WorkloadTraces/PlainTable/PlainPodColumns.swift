import KubernetesObjects
import SimulationEngine
import StructuredText

/// The columns of a plain table of pods.
struct PlainPodColumns {
  private let name: CSVColumn
  private let arrival: CSVColumn
  private let milliCPU: CSVColumn
  private let memoryBytes: CSVColumn
  private let runtime: CSVColumn?
  private let devices: DeviceCells?
  private let models: CSVColumn?
  private let namespace: CSVColumn?
  private let priority: CSVColumn?

  init(_ rows: CSVReader) throws(DiagnosticList) {
    let required = try rows.columns([
      "name", "arrival_seconds", "cpu_millicores", "memory_bytes",
    ])
    try rows.requireKnown([
      "name", "arrival_seconds", "runtime_seconds", "cpu_millicores", "memory_bytes", "gpus",
      "gpu_thousandths", "gpu_models", "namespace", "priority",
    ])
    name = required[0]
    arrival = required[1]
    milliCPU = required[2]
    memoryBytes = required[3]
    runtime = rows.columnIfPresent("runtime_seconds")
    if rows.columnIfPresent("gpus") != nil || rows.columnIfPresent("gpu_thousandths") != nil {
      let pair = try rows.columns(["gpus", "gpu_thousandths"])
      devices = DeviceCells(count: pair[0], thousandths: pair[1])
    } else {
      devices = nil
    }
    models = rows.columnIfPresent("gpu_models")
    namespace = rows.columnIfPresent("namespace")
    priority = rows.columnIfPresent("priority")
  }

  /// Reads the current row, all its problems included.
  func readRow(
    from rows: inout CSVReader, into builder: inout TraceBuilder<RequestShape>,
    names: inout Set<String>
  ) {
    let problems = rows.diagnostics.count
    let name = rows.traceName(name, known: &names)
    let latest = SimulationTime.latest.microseconds
    let time = rows.fixedDecimal(arrival, decimals: 6, in: 0...latest)
    let duration = runtime.flatMap { rows.seconds($0) }
    let shape = readShape(from: &rows)
    guard let name, let time, let shape, rows.diagnostics.count == problems else { return }
    let template = builder.template(of: shape) { $0.template }
    builder.append(
      TraceArrival(
        time: .microseconds(time), template: template,
        runtime: duration.map { .microseconds($0) }),
      name: name.utf8, outcome: nil)
  }

  private func readShape(from rows: inout CSVReader) -> RequestShape? {
    let milliCPU = rows.integer(milliCPU, in: 0...Int64.max)
    let memory = rows.integer(memoryBytes, in: 0...Int64.max)
    guard let milliCPU, let memory else { return nil }
    var shape = RequestShape(milliCPU: milliCPU, memoryBytes: memory)
    if let devices {
      guard let wanted = devices.read(from: &rows) else { return nil }
      shape.gpus = wanted.count
      shape.gpuThousandths = wanted.thousandths
    }
    if let models { shape.gpuModels = rows.string(models) }
    if let namespace, !rows.isEmpty(namespace) {
      shape.namespace = rows.string(namespace)
      if let problem = LabelSyntax.subdomainProblem(shape.namespace) {
        rows.note(problem.message, in: namespace)
      }
    }
    if let priority, !rows.isEmpty(priority) {
      let lowest = Int64(Int32.min)
      // Kubernetes keeps what is above for its own components.
      shape.priority = rows.integer(priority, in: lowest...1_000_000_000).map(Int32.init)
    }
    return shape
  }
}
