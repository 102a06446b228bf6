import KubernetesObjects
import RunReports
import ScenarioFiles
import StructuredText
import WorkloadTraces

/// `wavetank import`: a trace or a dump of a cluster in, a scenario out.
struct ImportCommand: Command {
  static let syntax = CommandSyntax(
    name: "import", summary: "Make a scenario of a trace or a dump of a cluster.",
    operands: "FORMAT FILE…", operandCount: 2...1000,
    explanation: "The scenario names the files and does not copy them. FORMAT is one of\n"
      + TraceFormat.all.map { "  \($0.name), \($0.summary): \(files(of: $0))" }
      .joined(separator: "\n"),
    options: [
      .value("output", "FILE", "Write the scenario to FILE instead of standard output."),
      .value("name", "NAME", "Call the scenario so; by its first file unless said."),
      .flag("force", "Replace FILE if it exists."),
    ],
    examples: [
      (
        "wavetank import openb nodes.csv pods.csv --output replay.yaml",
        "Makes a scenario that replays a recorded workload."
      ),
      (
        "kubectl get nodes,pods -A -o json > dump.json && wavetank import kubernetes dump.json",
        "Makes a scenario of a living cluster."
      ),
    ])

  private let format: TraceFormat
  private let files: [String]
  private let output: String?
  private let name: String
  private let replaces: Bool

  init(_ arguments: ParsedArguments) throws(UsageError) {
    let word = arguments.operands[0]
    let words = TraceFormat.all.map(\.name)
    guard let format = TraceFormat.named(word) else {
      let hint = Spelling.nearest(to: word, among: words).map { "; did you mean \($0)?" } ?? ""
      throw UsageError(
        "expected the format \(Spelling.alternatives(words)), found \(word)\(hint)", "import")
    }
    self.format = format
    files = Array(arguments.operands.dropFirst())
    output = arguments.value("output")
    replaces = arguments.isGiven("force")
    if format.inputs.count > 1, files.count != format.inputs.count {
      throw UsageError("\(word): expected \(Self.files(of: format))", "import")
    }
    name = arguments.value("name") ?? Self.name(from: files[0])
    if let problem = LabelSyntax.subdomainProblem(name) {
      throw UsageError("--name: \(problem.message)", "import")
    }
  }

  /// What files a format takes, in their order.
  private static func files(of format: TraceFormat) -> String {
    if format.inputs.count == 1, let only = format.inputs.first { return only.plural }
    return Spelling.list(format.inputs.map { "a \($0.noun)" })
  }

  /// A scenario's name from that of a file: lower-case letters, digits and hyphens.
  private static func name(from path: String) -> String {
    let file = path.split(separator: "/").last.map(String.init) ?? ""
    let stem = file.split(separator: ".").first.map { $0.lowercased() } ?? ""
    let letters = stem.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
    let name = String(letters).split(separator: "-").joined(separator: "-")
    return name.isEmpty ? "imported" : String(name.prefix(63))
  }

  func run(_ terminal: Terminal) -> ExitCode {
    let folder = output.map { path in
      path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    }
    let made: TraceImport.Made
    do throws(ScenarioFailure) {
      let result = try TraceImport(format: format, files: files, name: name, folder: folder)
        .scenario()
      for warning in result.warnings { terminal.complain("\(warning)") }
      made = result
    } catch {
      for diagnostic in error.diagnostics { terminal.complain("\(diagnostic)") }
      return error.isInputMissing ? .inputMissing : .badInput
    }
    guard let output else {
      terminal.show(made.text)
      return .done
    }
    do throws(NewFile.Failure) {
      try NewFile.write(made.text + "\n", to: output, replacing: replaces)
    } catch {
      let hint = replaces ? "" : "; --force replaces a file that exists"
      terminal.complain("wavetank: cannot write \(output): \(error.reason)\(hint)")
      return .cannotWrite
    }
    var command = "wavetank run " + ShellWord.quoted(output)
    if made.namesOutside { command += " --allow-outside" }
    if files.contains("-") { command += " < TRACE" }
    terminal.show("Wrote \(output). Run it: \(command)")
    return .done
  }
}
