import KubernetesObjects
import SimulationEngine
import StructuredText

extension CSVReader {
  /// A name of a node or a pod: a DNS subdomain, and new.
  mutating func traceName(_ column: CSVColumn, known: inout Set<String>) -> String? {
    let name = string(column)
    if let problem = LabelSyntax.subdomainProblem(name) {
      note(problem.message, in: column)
      return nil
    }
    guard known.insert(name).inserted else {
      note("'\(name)' is there twice; expected a name of its own for each row", in: column)
      return nil
    }
    return name
  }

  /// A number of seconds since the start, with up to six decimals; nil where the cell is empty.
  mutating func seconds(_ column: CSVColumn) -> Int64? {
    isEmpty(column)
      ? nil : fixedDecimal(column, decimals: 6, in: 0...SimulationTime.latest.microseconds)
  }

  /// Reads rows with `read` until the end and throws what was noted.
  mutating func forEachRow(
    _ read: (inout CSVReader) -> Void
  ) throws(DiagnosticList) {
    while advance() { read(&self) }
    try finish()
  }
}
