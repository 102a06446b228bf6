import StructuredText

extension TraceFormat {
  /// Alibaba's GPU cluster of 2023: lists of nodes and a list of pods.
  package static let openb = TraceFormat(
    name: "openb", summary: "Alibaba's GPU cluster of 2023", inputs: [.nodes, .pods]
  ) { files throws(DiagnosticList) in
    try files.tables(
      nodes: { bytes, file throws(DiagnosticList) in try OpenBTrace.readNodes(bytes, file: file) },
      pods: { bytes, file throws(DiagnosticList) in try OpenBTrace.readPods(bytes, file: file) })
  }
}
