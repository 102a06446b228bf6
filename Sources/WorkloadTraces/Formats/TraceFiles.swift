import KubernetesObjects
import StructuredText

/// One file of a trace.
package struct TraceFile: Sendable {
  /// Its name for messages.
  package let name: String
  /// What it holds.
  package let bytes: [UInt8]

  /// The file `name`, which holds `bytes`.
  package init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}

/// The files of one trace, list by list.
package struct TraceFiles: Sendable {
  private var lists: [(key: String, files: [TraceFile])] = []

  package init() {}

  /// The files of the list `key`, in the order in which they were named.
  package subscript(_ key: String) -> [TraceFile] {
    lists.first { $0.key == key }?.files ?? []
  }

  /// Adds a file to the list of `input`.
  package mutating func append(_ file: TraceFile, to input: TraceInput) {
    if let index = lists.firstIndex(where: { $0.key == input.key }) {
      lists[index].files.append(file)
    } else {
      lists.append((input.key, [file]))
    }
  }

  /// The workload of tables of nodes and a table of pods.
  ///
  /// - Throws: the problems of all files together.
  func tables(
    nodes readNodes: (_ bytes: [UInt8], _ file: String) throws(DiagnosticList) -> [Node],
    pods readPods: (_ bytes: [UInt8], _ file: String) throws(DiagnosticList) -> WorkloadTrace
  ) throws(DiagnosticList) -> TraceContents {
    var problems: [Diagnostic] = []
    var nodes: [Node] = []
    for file in self[TraceInput.nodes.key] {
      do throws(DiagnosticList) {
        nodes += try readNodes(file.bytes, file.name)
      } catch {
        problems += error.diagnostics
      }
    }
    var trace = WorkloadTrace()
    for file in self[TraceInput.pods.key] {
      do throws(DiagnosticList) {
        trace = try readPods(file.bytes, file.name)
      } catch {
        problems += error.diagnostics
      }
    }
    if !problems.isEmpty { throw DiagnosticList(problems) }
    trace.nodes = nodes
    return TraceContents(trace: trace)
  }
}
