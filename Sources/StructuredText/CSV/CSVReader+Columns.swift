extension CSVReader {
  /// The column named `name`.
  ///
  /// - Throws: one problem at the header that lists the columns there are and, where a name is
  ///   close, suggests it.
  public func column(_ name: String) throws(DiagnosticList) -> CSVColumn {
    try columns([name])[0]
  }

  /// The columns of these names, in this order.
  ///
  /// - Throws: one problem a missing column.
  public func columns(_ names: [String]) throws(DiagnosticList) -> [CSVColumn] {
    let found = names.map(columnIfPresent)
    let missing = zip(names, found).filter { $0.1 == nil }.map(\.0)
    if !missing.isEmpty { throw DiagnosticList(missing.map(missingColumn)) }
    return found.compactMap { $0 }
  }

  /// The column named `name`, or nil where the header has none.
  public func columnIfPresent(_ name: String) -> CSVColumn? {
    header.firstIndex(of: name).map { CSVColumn(index: $0, name: name) }
  }

  /// Refuses columns whose names are not among `names`: what they say would be passed over.
  ///
  /// - Throws: one problem a column, with what was probably meant.
  public func requireKnown(_ names: [String]) throws(DiagnosticList) {
    let unknown = header.filter { !names.contains($0) }
    if unknown.isEmpty { return }
    let missing = names.filter { !header.contains($0) }
    throw DiagnosticList(
      unknown.prefix(CSVReader.maximumDiagnostics).map { name in
        let nearest = Self.continued(name, among: missing)
        let hint =
          nearest.map { "; did you mean '\($0)'?" }
          ?? "; known are \(names.joined(separator: ", "))"
        return Diagnostic(
          .error, file: file, location: headerLocation,
          message: "unknown column '\(Self.excerpt(name))'\(hint)")
      })
  }

  /// The name that `name` is the beginning of, or nearly is.
  private static func continued(_ name: String, among names: [String]) -> String? {
    Spelling.nearest(to: name, among: names)
      ?? names.first { !name.isEmpty && $0.hasPrefix(name) }
  }

  /// The column that is called as `name` is without its last word, which mostly is a unit, or
  /// nearly so. Words of less than four letters are all too much alike.
  private func withoutUnit(_ name: String) -> String? {
    guard let end = name.lastIndex(of: "_") else { return nil }
    let stem = String(name[..<end])
    return stem.utf8.count < 4
      ? header.first { $0 == stem } : Spelling.nearest(to: stem, among: header)
  }

  private func missingColumn(_ name: String) -> Diagnostic {
    let listed = header.prefix(40).map(Self.excerpt).joined(separator: ", ")
    let rest = header.count > 40 ? ", … (\(header.count) columns)" : ""
    let nearest = Spelling.nearest(to: name, among: header) ?? withoutUnit(name)
    let suggestion = nearest.map { "; did you mean '\(Self.excerpt($0))'?" } ?? ""
    return Diagnostic(
      .error, file: file, location: headerLocation,
      message: "missing column '\(Self.excerpt(name))'; found: \(listed)\(rest)\(suggestion)")
  }

  /// Takes the first row as the names of the columns.
  mutating func readHeader() throws(DiagnosticList) {
    switch scan() {
    case .end:
      throw DiagnosticList([
        Diagnostic(
          .error, file: file, location: SourceLocation(line: 1, column: 1),
          message: "expected a header row, found an empty input")
      ])
    case .problem(let problem, let offset):
      note(problem, at: offset)
    case .row:
      headerLocation = SourceLocation(line: scanner.rowLine, column: 1)
      header = (0..<scanner.count).map { string(at: $0) }
      var seen: Set<String> = []
      for (index, name) in header.enumerated()
      where !name.isEmpty && !seen.insert(name).inserted {
        note(
          "the header names the column '\(Self.excerpt(name))' twice",
          at: openingByte(of: scanner.fields[index]))
      }
    }
    try finish()
  }
}
