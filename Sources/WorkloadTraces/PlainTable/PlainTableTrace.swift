import KubernetesObjects
import SimulationEngine
import StructuredText

/// Reads nodes and pods from two plain CSV tables, for workloads that have no format of their own.
///
/// Columns stand in any order; those marked * must be there, and others than these are errors.
///
/// | nodes | meaning |
/// | --- | --- |
/// | `name`* | the node's name |
/// | `cpu_millicores`* | thousandths of a core |
/// | `memory_bytes`* | main memory |
/// | `pods` | the most pods; 110 if empty, the kubelet's default |
/// | `gpus`, `gpu_model` | the number of GPUs and their model |
/// | `zone` | the label `topology.kubernetes.io/zone` |
///
/// | pods | meaning |
/// | --- | --- |
/// | `name`* | the pod's name |
/// | `arrival_seconds`* | when the pod is created, up to six decimals |
/// | `runtime_seconds` | how long it runs; for ever if empty |
/// | `cpu_millicores`*, `memory_bytes`* | what it requests |
/// | `gpus`, `gpu_thousandths` | how many GPUs, and how much of each: 1000, or less of one |
/// | `gpu_models` | the models that will do, joined by a bar; any if empty |
/// | `namespace` | `default` if empty |
/// | `priority` | a number; none if empty |
package enum PlainTableTrace {
  /// The nodes of a table of nodes.
  ///
  /// - Throws: every problem of the table, each at its cell.
  package static func readNodes(
    _ bytes: [UInt8], file: String
  ) throws(DiagnosticList) -> [Node] {
    var rows = try CSVReader(bytes, file: file)
    let required = try rows.columns(["name", "cpu_millicores", "memory_bytes"])
    try rows.requireKnown([
      "name", "cpu_millicores", "memory_bytes", "pods", "gpus", "gpu_model", "zone",
    ])
    let pods = rows.columnIfPresent("pods")
    let gpus = rows.columnIfPresent("gpus")
    let model = rows.columnIfPresent("gpu_model")
    let zone = rows.columnIfPresent("zone")
    var nodes: [Node] = []
    var names: Set<String> = []
    try rows.forEachRow { rows in
      var machine = MachineShape()
      let name = rows.traceName(required[0], known: &names)
      let milliCPU = rows.integer(required[1], in: 0...Int64.max)
      let memory = rows.integer(required[2], in: 0...Int64.max)
      if let pods, !rows.isEmpty(pods) {
        machine.podLimit = rows.integer(pods, in: 0...1_000_000) ?? 0
      }
      if let gpus, !rows.isEmpty(gpus) {
        machine.gpus = rows.integer(gpus, in: 0...DeviceCells.most) ?? 0
      }
      if let model { machine.gpuModel = labelValue(model, &rows) }
      if let zone, !rows.isEmpty(zone) {
        machine.labels[NodeLabels.zone] = labelValue(zone, &rows)
      }
      guard let name, let milliCPU, let memory else { return }
      machine.name = name
      machine.milliCPU = milliCPU
      machine.memoryBytes = memory
      nodes.append(machine.node)
    }
    return nodes
  }

  /// The pods of a table of pods, on `nodes`.
  ///
  /// - Throws: every problem of the table, each at its cell.
  package static func readPods(
    _ bytes: [UInt8], file: String, nodes: [Node] = []
  ) throws(DiagnosticList) -> WorkloadTrace {
    var rows = try CSVReader(bytes, file: file)
    let columns = try PlainPodColumns(rows)
    var builder = TraceBuilder<RequestShape>()
    var names: Set<String> = []
    try rows.forEachRow { rows in columns.readRow(from: &rows, into: &builder, names: &names) }
    return builder.finish(nodes: nodes)
  }

  /// The text of a cell that becomes the value of a label.
  private static func labelValue(_ column: CSVColumn, _ rows: inout CSVReader) -> String {
    let value = rows.string(column)
    if let problem = LabelSyntax.valueProblem(value) { rows.note(problem.message, in: column) }
    return value
  }
}
