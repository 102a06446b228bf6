/// The module DAG, as Package.swift states it for the build and ARCHITECTURE.md for people.
enum ModuleTable {
  /// One module and the modules that it may import.
  struct Row: Equatable {
    let name: String
    let imports: [String]
    /// The height in the DAG; only ARCHITECTURE.md states it.
    let level: Int?
    let line: Int
  }

  /// The rows of `let modules` in the package's manifest.
  static func ofPackage(_ tree: SourceTree) -> [Row] {
    guard let file = tree.file("Package.swift"),
      let start = file.occurrences(of: "\nlet modules", in: file.code).first,
      let end = file.occurrences(of: "\n]", in: file.code).first(where: { $0 > start }),
      let body = file.code[start..<end].firstIndex(of: UInt8(ascii: "="))
    else { return [] }
    var rows: [Row] = []
    var opened: Int?
    for offset in body..<end {
      if file.code[offset] == UInt8(ascii: "("), opened == nil { opened = offset }
      if file.code[offset] == UInt8(ascii: ")"), let first = opened {
        let strings = strings(in: file.text[first..<offset])
        if let name = strings.first {
          let imports = strings.dropFirst().sorted()
          rows.append(Row(name: name, imports: imports, level: nil, line: file.line(at: first)))
        }
        opened = nil
      }
    }
    return rows
  }

  /// The rows `| level | module | imports | … |` of ARCHITECTURE.md.
  static func ofArchitecture(_ tree: SourceTree) -> [Row] {
    guard let file = tree.file("ARCHITECTURE.md") else { return [] }
    var rows: [Row] = []
    for line in file.lineStarts.indices.map({ $0 + 1 }) {
      let text = file.text(ofLine: line, in: file.text)
      guard text.hasPrefix("|") else { continue }
      let cells = text.split(separator: "|").map(trimmed)
      guard cells.count >= 4, let level = Int(cells[0]),
        let name = quoted(cells[1]).first
      else { continue }
      rows.append(Row(name: name, imports: quoted(cells[2]).sorted(), level: level, line: line))
    }
    return rows
  }

  private static func strings(in text: ArraySlice<UInt8>) -> [String] {
    everySecond(text.split(separator: UInt8(ascii: "\""), omittingEmptySubsequences: false))
      .map { String(decoding: $0, as: UTF8.self) }
  }

  private static func quoted(_ cell: String) -> [String] {
    everySecond(cell.split(separator: "`", omittingEmptySubsequences: false)).map(String.init)
  }

  private static func everySecond<Part>(_ parts: [Part]) -> [Part] {
    parts.indices.filter { !$0.isMultiple(of: 2) }.map { parts[$0] }
  }
}
