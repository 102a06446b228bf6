import StructuredText

extension TraceFormat {
  /// Plain tables: lists of nodes and a list of pods.
  package static let csv = TraceFormat(
    name: "csv", summary: "plain tables", inputs: [.nodes, .pods]
  ) { files throws(DiagnosticList) in
    try files.tables(
      nodes: { bytes, file throws(DiagnosticList) in
        try PlainTableTrace.readNodes(bytes, file: file)
      },
      pods: { bytes, file throws(DiagnosticList) in
        try PlainTableTrace.readPods(bytes, file: file)
      })
  }
}
