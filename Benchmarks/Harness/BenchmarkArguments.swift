/// What the command line asks for.
enum BenchmarkArguments: Equatable, Sendable {
  /// Print how the command is used.
  case help
  /// Print the benchmarks' names and what they measure.
  case list
  /// Run the named benchmarks in the order of the registry, all if none is named.
  case run(names: [String], asCSV: Bool)

  /// A command line that cannot be followed; the command ends with exit code 64.
  struct UsageError: Error, Equatable, CustomStringConvertible {
    /// What is wrong, with a suggestion where one is near.
    let description: String
  }

  /// Reads `arguments`, which do not hold the command's own name; `known` are the benchmarks.
  init(_ arguments: [String], known: [String]) throws(UsageError) {
    var names: [String] = []
    var asCSV = false
    var onlyNames = false
    for argument in arguments {
      if onlyNames || !argument.hasPrefix("-") {
        guard known.contains(argument) else {
          throw Self.unknown("benchmark", argument, among: known)
        }
        if !names.contains(argument) { names.append(argument) }
        continue
      }
      switch argument {
      case "--": onlyNames = true
      case "--csv": asCSV = true
      case "--list":
        self = .list
        return
      case "--help", "-h":
        self = .help
        return
      default: throw Self.unknown("option", argument, among: ["--csv", "--help", "--list"])
      }
    }
    self = .run(names: names, asCSV: asCSV)
  }

  private static func unknown(
    _ kind: String, _ argument: String, among known: [String]
  ) -> UsageError {
    let nearest = known.min { editDistance($0, argument) < editDistance($1, argument) }
    guard let nearest, editDistance(nearest, argument) <= max(2, argument.count / 3) else {
      return UsageError(description: "unknown \(kind) '\(argument)'; see --list and --help")
    }
    return UsageError(description: "unknown \(kind) '\(argument)'; did you mean '\(nearest)'?")
  }

  /// The number of letters to insert, delete or replace (Levenshtein 1966) from `a` to `b`.
  static func editDistance(_ a: String, _ b: String) -> Int {
    let target = Array(b.utf8)
    var row = Array(0...target.count)
    for (i, letter) in a.utf8.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, other) in target.enumerated() {
        let replaced = diagonal + (letter == other ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(replaced, row[j] + 1, row[j + 1] + 1)
      }
    }
    return row[target.count]
  }
}
