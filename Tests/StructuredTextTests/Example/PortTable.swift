import StructuredText

/// Turns a YAML list of servers into CSV, and says where one of them is wrong.
struct PortTable {
  static func csv(_ yaml: String, file: String) throws(DiagnosticList) -> String {
    var table = CSVWriter(columns: ["name", "port"])
    var problems: [Diagnostic] = []
    for document in try YAMLReader.read(Array(yaml.utf8), file: file) {
      for server in document.elements {
        guard let port = server["port"], case .integer(let number) = port.value else {
          problems.append(server.diagnostic(.error, "expected a server with a port"))
          continue
        }
        table.append(server["name"]?.text ?? "")
        table.append(integer: number)
        table.endRow()
      }
    }
    if !problems.isEmpty { throw DiagnosticList(problems) }
    return String(decoding: table.bytes, as: UTF8.self)
  }
}
