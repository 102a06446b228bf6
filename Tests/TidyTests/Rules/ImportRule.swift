/// The imports in the sources, the rows of Package.swift and the table of ARCHITECTURE.md say the
/// same, and a module imports lower levels only.
struct ImportRule: TidyRule {
  static let name = "Import"

  /// The lowest level whose modules read files; below it the standard library is enough.
  static let fileReadingLevel = 6

  /// Modules of the system, which only file-reading modules import.
  private static let system: Set = [
    "Foundation", "FoundationEssentials", "Glibc", "Musl", "Darwin",
  ]

  func findings(in tree: SourceTree) -> [Finding] {
    let package = ModuleTable.ofPackage(tree)
    let architecture = ModuleTable.ofArchitecture(tree)
    return compare(package, with: architecture) + checkLevels(architecture)
      + compare(package, withFoldersOf: tree)
      + package.flatMap { row in
        let level = architecture.first { $0.name == row.name }?.level
        return check(row, level: level, in: tree)
      }
  }

  private func compare(
    _ package: [ModuleTable.Row], with architecture: [ModuleTable.Row]
  ) -> [Finding] {
    var findings: [Finding] = []
    for row in package {
      guard let other = architecture.first(where: { $0.name == row.name }) else {
        findings.append(inPackage(row, "\(row.name) has no row in ARCHITECTURE.md"))
        continue
      }
      if other.imports != row.imports {
        findings.append(
          inArchitecture(
            other,
            "\(row.name) imports \(list(row.imports)) in Package.swift, here "
              + list(other.imports)))
      }
    }
    for row in architecture where !package.contains(where: { $0.name == row.name }) {
      findings.append(inArchitecture(row, "\(row.name) has no row in Package.swift"))
    }
    return findings
  }

  private func checkLevels(_ rows: [ModuleTable.Row]) -> [Finding] {
    rows.flatMap { row in
      rows.filter { row.imports.contains($0.name) && ($0.level ?? 0) >= (row.level ?? 0) }.map {
        inArchitecture(row, "\(row.name) imports \($0.name), which is not of a lower level")
      }
    }
  }

  private func compare(_ package: [ModuleTable.Row], withFoldersOf tree: SourceTree) -> [Finding] {
    let names = package.map(\.name)
    let folders = Set(tree.files.compactMap(\.module))
    return package.filter { !folders.contains($0.name) }.map {
      inPackage($0, "\($0.name) has no folder in Sources")
    }
      + folders.filter { !names.contains($0) }.map {
        Finding(
          path: "Sources/\($0)", line: 0, message: "no row in Package.swift names this module")
      }
  }

  /// Compares the imports of one module's files with its row.
  private func check(_ row: ModuleTable.Row, level: Int?, in tree: SourceTree) -> [Finding] {
    var findings: [Finding] = []
    var imported: Set<String> = []
    for file in tree.swiftFiles(below: ["Sources/\(row.name)"]) {
      for (module, offset) in imports(of: file) {
        imported.insert(module)
        if row.imports.contains(module) { continue }
        if Self.system.contains(module) {
          if (level ?? 0) >= Self.fileReadingLevel { continue }
          findings.append(
            file.finding(
              at: offset, "\(module) is for modules of level \(Self.fileReadingLevel) and above"))
        } else {
          findings.append(
            file.finding(at: offset, "Package.swift does not let \(row.name) import \(module)"))
        }
      }
    }
    for module in row.imports where !imported.contains(module) {
      findings.append(inPackage(row, "no file of \(row.name) imports \(module)"))
    }
    return findings
  }

  /// The modules that `file` imports and where; of `import struct A.B` it is `A`.
  private func imports(of file: SourceFile) -> [(module: String, offset: Int)] {
    let kinds: Set<Substring> = [
      "struct", "class", "enum", "protocol", "typealias", "func", "let", "var",
    ]
    return file.codeWords("import").compactMap { offset in
      let end = file.range(ofLine: file.line(at: offset)).upperBound
      let rest = String(decoding: file.code[offset..<end], as: UTF8.self)
      let words = rest.split { $0 == " " || $0 == ";" }.dropFirst().drop { kinds.contains($0) }
      guard let module = words.first?.split(separator: ".").first else { return nil }
      return (String(module), offset)
    }
  }

  private func list(_ names: [String]) -> String {
    names.isEmpty ? "nothing" : names.joined(separator: ", ")
  }

  private func inPackage(_ row: ModuleTable.Row, _ message: String) -> Finding {
    Finding(path: "Package.swift", line: row.line, message: message)
  }

  private func inArchitecture(_ row: ModuleTable.Row, _ message: String) -> Finding {
    Finding(path: "ARCHITECTURE.md", line: row.line, message: message)
  }
}
