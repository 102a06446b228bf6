import StructuredText

extension TraceFormat {
  /// What `kubectl get nodes,pods -o json` or `-o yaml` prints, in any number of files.
  package static let kubernetes = TraceFormat(
    name: "kubernetes", summary: "what kubectl get nodes,pods -o json printed",
    inputs: [TraceInput(key: "files", noun: "dump", plural: "dumps", takesFolders: true)]
  ) { files throws(DiagnosticList) in
    var documents: [SyntaxNode] = []
    var warnings: [Diagnostic] = []
    var problems: [Diagnostic] = []
    for file in files["files"] {
      do throws(DiagnosticList) {
        let found = try TextDocuments.read(file.bytes, file: file.name)
        if found.allSatisfy(\.isNull) {
          warnings.append(
            Diagnostic(.warning, file: file.name, location: nil, message: "the file is empty"))
        }
        documents += found
      } catch {
        problems += error.diagnostics
      }
    }
    do throws(DiagnosticList) {
      var contents = try ClusterDumpTrace.read(documents)
      contents.warnings = warnings + contents.warnings
      if problems.isEmpty { return contents }
    } catch {
      problems += error.diagnostics
    }
    throw DiagnosticList(problems)
  }
}
