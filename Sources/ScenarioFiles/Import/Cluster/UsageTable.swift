import KubernetesObjects
import StructuredText

/// What pods use, as `kubectl top pods` prints it or a CSV file lists it.
///
/// The columns are found by the header: `NAMESPACE`, `NAME` or `POD`, `CPU(cores)` or `cpu`,
/// `MEMORY(bytes)` or `memory`, in any order. A table of containers has `POD` and `NAME`; those of
/// one pod are added up. Without a namespace, a row is about the pod of its name in any namespace.
struct UsageTable {
  /// Amounts of one pod.
  typealias Use = (milliCPU: Int64, memoryBytes: Int64)

  private var uses: [[String]: Use] = [:]

  /// Nothing is known.
  init() {}

  /// How many pods there are in the table.
  var count: Int { uses.count }

  /// What the pod uses; nil if the table does not have it.
  func use(ofPod name: String, in namespace: String) -> Use? {
    uses.isEmpty ? nil : uses[[namespace, name]] ?? uses[["", name]]
  }

  /// Reads the table in `bytes`.
  ///
  /// - Throws: every row that is wrong, each at its line.
  init(_ bytes: [UInt8], file: String) throws(DiagnosticList) {
    var problems: [Diagnostic] = []
    var columns: Columns?
    for (number, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      .enumerated()
    {
      let cells = Self.cells(of: line)
      if cells.isEmpty { continue }
      let note = { (message: String) in
        Diagnostic(
          .error, file: file, location: SourceLocation(line: number + 1, column: 1),
          message: message)
      }
      guard let known = columns else {
        columns = Columns(cells)
        guard columns != nil else {
          throw DiagnosticList([
            note(
              "expected a header as 'kubectl top pods -A' prints it, with NAMESPACE, NAME, "
                + "CPU(cores) and MEMORY(bytes), found \(Self.excerpt(cells))")
          ])
        }
        continue
      }
      guard problems.count < 100 else { break }
      guard let cpu = known.cell(known.cpu, cells).flatMap({ try? Quantity(parsing: $0) }),
        let memory = known.cell(known.memory, cells).flatMap({ try? Quantity(parsing: $0) }),
        let name = known.cell(known.pod, cells), cpu.signum >= 0, memory.signum >= 0
      else {
        problems.append(
          note(
            "expected a pod with amounts such as 250m and 180Mi, found "
              + Self.excerpt(cells)))
        continue
      }
      let key = [known.namespace.flatMap { known.cell($0, cells) } ?? "", name]
      let former = uses[key] ?? (0, 0)
      uses[key] = (
        former.milliCPU.addingReportingOverflow(cpu.milliValue).partialValue,
        former.memoryBytes.addingReportingOverflow(memory.value).partialValue
      )
    }
    if columns == nil {
      problems.append(Diagnostic(.error, file: file, location: nil, message: "the file is empty"))
    }
    if !problems.isEmpty { throw DiagnosticList(problems) }
  }

  /// Cells as a message shows them.
  private static func excerpt(_ cells: [String]) -> String {
    let text = cells.joined(separator: " ")
    return text.count <= 60 ? text : text.prefix(59) + "…"
  }

  /// The cells of a line: between commas if there is one, else between spaces.
  private static func cells(of line: ArraySlice<UInt8>) -> [String] {
    let comma = UInt8(ascii: ",")
    let parts =
      line.contains(comma)
      ? line.split(separator: comma, omittingEmptySubsequences: false)
      : line.split { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
    let cells = parts.map { part in
      String(decoding: part.filter { $0 != 0x22 && $0 != 0x0D && $0 != 0x20 }, as: UTF8.self)
    }
    return cells.allSatisfy(\.isEmpty) ? [] : cells
  }

  /// Which cell says what.
  private struct Columns {
    let namespace: Int?
    let pod: Int
    let cpu: Int
    let memory: Int

    init?(_ header: [String]) {
      let names = header.map { $0.lowercased() }
      let place = { (candidates: [String]) in
        candidates.lazy.compactMap { names.firstIndex(of: $0) }.first
      }
      guard let pod = place(["pod", "name"]), let cpu = place(["cpu(cores)", "cpu"]),
        let memory = place(["memory(bytes)", "memory"])
      else { return nil }
      namespace = place(["namespace"])
      (self.pod, self.cpu, self.memory) = (pod, cpu, memory)
    }

    func cell(_ column: Int, _ cells: [String]) -> String? {
      column < cells.count && !cells[column].isEmpty ? cells[column] : nil
    }
  }
}
