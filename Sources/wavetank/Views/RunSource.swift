import Foundation
import RunReports
import ScenarioFiles
import StructuredText

/// A scenario that is to be run for its report, or the folder of one that has been.
struct RunSource {
  let path: String
  /// How it is changed.
  let options: ScenarioOptions
  /// The options that decide what the run does, the seed left out, as a command line has them.
  let given: [String]
  /// The inputs that the folder was made from, by digest; nil without a folder.
  private(set) var inputs: [String]?
  /// The digest of the tables in the folder; nil without one.
  private(set) var digest: String?
  /// Which version made the folder; nil without one.
  private(set) var version: String?
  /// The page of the folder; nil without one.
  private(set) var page: String?

  /// A scenario that is run as the command line says.
  init(path: String, options: ScenarioOptions, given: [String]) {
    self.path = path
    self.options = options
    self.given = given
  }

  /// The run that `folder` tells of; `scenario` is the file that it was made from, which is looked
  /// for without it.
  ///
  /// - Throws: the exit code, after everything that is wrong has been told.
  init(
    folder: String, scenario: String?, _ terminal: Terminal
  ) throws(ExitCode) {
    let file = "\(folder)/summary.json"
    guard let data = FileManager.default.contents(atPath: file) else {
      terminal.complain("\(folder): error: expected a folder of reports, found no summary.json")
      throw .inputMissing
    }
    let summary: SyntaxNode
    do throws(DiagnosticList) {
      summary = try JSONReader.read(Array(data), file: file)
    } catch {
      for diagnostic in error.diagnostics { terminal.complain("\(diagnostic)") }
      throw .badInput
    }
    if summary["incomplete"]?.value == .boolean(true) {
      terminal.complain(
        "\(file): error: expected a run that came to its end, found one that was "
          + "interrupted, which cannot be made again")
      throw .badInput
    }
    let inputs = (summary["inputs"]?.elements).map { Array($0) } ?? []
    guard let input = inputs.first, let name = input["path"]?.text,
      let options = (summary["options"]?.elements).map({ $0.map(\.text) }),
      let seed = summary["seed"]?.text, let digest = summary["digest"]?.text
    else {
      terminal.complain("\(file): error: expected inputs, options, seed and digest of a run")
      throw .badInput
    }
    guard let path = scenario ?? Self.scenario(name, near: folder) else {
      terminal.complain(
        "\(file): error: expected to find \(name) near \(folder); name it: --scenario FILE")
      throw .inputMissing
    }
    let parsed: ScenarioOptions
    do throws(UsageError) {
      let words = options + ["--seed", seed, path]
      let arguments = try ParsedArguments(words[...], RunCommand.syntax)
      parsed = try ScenarioOptions(arguments, of: RunCommand.syntax.name)
    } catch {
      terminal.complain("\(file): error: options: \(error.message)")
      throw .badInput
    }
    self.init(path: path, options: parsed, given: options)
    self.inputs = inputs.map { $0["sha256"]?.text ?? "" }
    self.digest = digest
    version = summary["wavetank"]?.text
    page = "\(folder)/report.html"
  }

  /// Where the scenario lies that a folder of reports was made from: where one would put it.
  private static func scenario(_ name: String, near folder: String) -> String? {
    let places = [
      name, "Scenarios/\(name)", "\(folder)/\(name)", "\(folder)/../\(name)",
      "\(folder)/../../\(name)", "\(folder)/../../Scenarios/\(name)",
    ]
    return places.first { FileManager.default.fileExists(atPath: $0) }
  }
}
