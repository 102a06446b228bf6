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
    explanation: "The scenario of a trace names the files and does not copy them. That of a dump "
      + "goes on from\nthe cluster as it was, and holds all that it needs. FORMAT is one of\n"
      + TraceFormat.all.map { "  \($0.name), \($0.summary): \(files(of: $0))" }
      .joined(separator: "\n"),
    options: [
      .value(
        "output", "FILE", "Write the scenario to FILE instead of standard output.",
        short: "o"),
      .value(
        "as", "KIND",
        "Of a dump, make the cluster as it was (cluster, the default) or replay how it came to be "
          + "(trace)."),
      .value(
        "metrics", "FILE",
        "Of a dump, what pods use: what kubectl top pods -A prints, or a CSV file."),
      .value("name", "NAME", "Call the scenario so; by its first file unless said."),
      .flag("force", "Replace FILE if it exists.", short: "f"),
    ],
    examples: [
      (
        "wavetank import openb nodes.csv pods.csv --output replay.yaml",
        "Makes a scenario that replays a recorded workload."
      ),
      (
        "kubectl get nodes,pods -A -o json > dump.json && wavetank import kubernetes dump.json",
        "Makes a scenario that goes on from a living cluster as it is."
      ),
    ])

  private let format: TraceFormat
  private let files: [String]
  private let output: String?
  private let name: String
  private let replaces: Bool
  private let makesCluster: Bool
  private let metrics: String?

  init(_ arguments: ParsedArguments) throws(UsageError) {
    let word = arguments.operands[0]
    let words = TraceFormat.all.map(\.name)
    guard let format = TraceFormat.named(word) else {
      throw UsageError.unknownWord(
        word, among: words, expected: "expected the format", of: "import")
    }
    self.format = format
    files = Array(arguments.operands.dropFirst())
    output = arguments.value("output")
    replaces = arguments.isGiven("force")
    metrics = arguments.value("metrics")
    makesCluster = try Self.makesCluster(arguments, format)
    if metrics != nil, !makesCluster {
      throw UsageError("--metrics goes with kubernetes, and not with --as trace", "import")
    }
    if format.inputs.count > 1, files.count != format.inputs.count {
      throw UsageError("\(word): expected \(Self.files(of: format))", "import")
    }
    name = arguments.value("name") ?? Self.name(from: files[0])
    if let problem = LabelSyntax.subdomainProblem(name) {
      throw UsageError("--name: \(problem.message)", "import")
    }
  }

  /// Whether a dump becomes the cluster as it was.
  private static func makesCluster(
    _ arguments: ParsedArguments, _ format: TraceFormat
  ) throws(UsageError) -> Bool {
    let isDump = format.name == TraceFormat.kubernetes.name
    guard let kind = arguments.value("as") else { return isDump }
    guard isDump else { throw UsageError("--as goes with kubernetes only", "import") }
    switch kind {
    case "cluster": return true
    case "trace": return false
    default: throw UsageError("--as: expected cluster or trace, found \(kind)", "import")
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
    do throws(ScenarioFailure) {
      return makesCluster ? try importCluster(terminal) : try importTrace(terminal)
    } catch {
      for diagnostic in error.diagnostics { terminal.complain("\(diagnostic)") }
      return error.isInputMissing ? .inputMissing : .badInput
    }
  }

  private func importCluster(_ terminal: Terminal) throws(ScenarioFailure) -> ExitCode {
    let made = try ClusterImport(files: files, usage: metrics, name: name).scenario()
    for warning in made.warnings { terminal.complain("\(warning)") }
    guard let output else {
      terminal.show(String(decoding: made.text.dropLast(), as: UTF8.self))
      return .done
    }
    return write(made.text, to: output, terminal) {
      for fact in made.facts { terminal.show(fact) }
      terminal.show("Wrote \(output), which needs no other file.")
    }
  }

  private func importTrace(_ terminal: Terminal) throws(ScenarioFailure) -> ExitCode {
    let folder = output.map { path in
      path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    }
    let made = try TraceImport(format: format, files: files, name: name, folder: folder)
      .scenario()
    for warning in made.warnings { terminal.complain("\(warning)") }
    guard let output else {
      terminal.show(made.text)
      return .done
    }
    return write(Array("\(made.text)\n".utf8), to: output, terminal) {
      var command = "wavetank run " + ShellWord.quoted(output)
      if made.namesOutside { command += " --allow-outside" }
      if files.contains("-") { command += " < TRACE" }
      terminal.show("Wrote \(output). Run it: \(command)")
    }
  }

  /// Writes the scenario, and tells of it once it is there.
  private func write(
    _ text: [UInt8], to output: String, _ terminal: Terminal, tell: () -> Void
  ) -> ExitCode {
    do throws(NewFile.Failure) {
      try NewFile.write(text, to: output, replacing: replaces)
    } catch {
      let hint = replaces ? "" : "; --force replaces a file that exists"
      terminal.complain("wavetank: cannot write \(output): \(error.reason)\(hint)")
      return .cannotWrite
    }
    tell()
    return .done
  }
}
