import KubernetesObjects
import SimulationEngine
import StructuredText

/// Reads Alibaba's 2023 trace of a GPU cluster, "openb": a list of nodes and a list of pods.
///
/// Nodes: `sn`, `cpu_milli`, `memory_mib`, `gpu` (a count), `model` (empty without GPUs).
///
/// Pods: `name`, `cpu_milli`, `memory_mib`, `num_gpu`, `gpu_milli` (thousandths of each GPU), and,
/// where the list has them, `gpu_spec` (models that will do, joined by `|`), `qos`, `pod_phase`,
/// `creation_time`, `deletion_time`, `scheduled_time` in seconds. A pod arrives at its creation and
/// runs from its scheduling to its deletion; one that never was scheduled never ends. In a list
/// without times every pod arrives at the start.
///
/// Source: github.com/alibaba/clusterdata, cluster-trace-gpu-v2023.
package enum OpenBTrace {
  /// The pods that a node takes: the lists do not say, and the study that published them used
  /// this many ("Beware of Fragmentation", USENIX ATC 2023).
  package static let podsPerNode: Int64 = 1001

  /// The label that keeps a pod's service class: `LS`, `BE`, `Burstable`, `Guaranteed`.
  package static let serviceClassLabel = "qos"

  /// The nodes of a node list.
  ///
  /// - Throws: every problem of the list, each at its cell.
  package static func readNodes(
    _ bytes: [UInt8], file: String, podsPerNode: Int64 = podsPerNode
  ) throws(DiagnosticList) -> [Node] {
    var rows = try CSVReader(bytes, file: file)
    let columns = try rows.columns(["sn", "cpu_milli", "memory_mib", "gpu", "model"])
    var nodes: [Node] = []
    var names: Set<String> = []
    try rows.forEachRow { rows in
      let name = rows.traceName(columns[0], known: &names)
      let milliCPU = rows.integer(columns[1], in: 0...Int64.max)
      let memory = rows.integer(columns[2], in: 0...Int64.max >> 20)
      let gpus = rows.integer(columns[3], in: 0...DeviceCells.most)
      let model = rows.string(columns[4])
      if let gpus, (gpus == 0) != model.isEmpty {
        rows.reject(
          columns[4], expected: gpus == 0 ? "nothing on a node without GPUs" : "the GPUs' model")
      } else if let problem = LabelSyntax.valueProblem(model) {
        rows.note(problem.message, in: columns[4])
      }
      guard let name, let milliCPU, let memory, let gpus else { return }
      nodes.append(
        MachineShape(
          name: name, milliCPU: milliCPU, memoryBytes: memory << 20, podLimit: podsPerNode,
          gpus: gpus, gpuModel: model
        ).node)
    }
    return nodes
  }

  /// The pods of a pod list, on `nodes`.
  ///
  /// - Throws: every problem of the list, each at its cell.
  package static func readPods(
    _ bytes: [UInt8], file: String, nodes: [Node] = []
  ) throws(DiagnosticList) -> WorkloadTrace {
    var rows = try CSVReader(bytes, file: file)
    let columns = try OpenBPodColumns(rows)
    var builder = TraceBuilder<RequestShape>()
    var names: Set<String> = []
    try rows.forEachRow { rows in columns.readRow(from: &rows, into: &builder, names: &names) }
    return builder.finish(nodes: nodes)
  }
}
