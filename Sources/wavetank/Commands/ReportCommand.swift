import ClusterSimulation
import Foundation
import RunReports
import ScenarioFiles
import StructuredText

/// `wavetank report`: the page of a run made anew, and its charts as pictures.
struct ReportCommand: Command {
  static let syntax = CommandSyntax(
    name: "report", summary: "Make the page of a run anew, and single charts as SVG.",
    operands: "DIR|SCENARIO", operandCount: 1...1,
    explanation: """
      The run is made again: why something happened is in no table. Of a SCENARIO the page is
      written to NAME.html. Of a folder DIR that wavetank run has written, it replaces the page
      there, once inputs and digest have turned out to be those of summary.json. The scenario of a
      DIR is looked for beside DIR and above it, and in the folder Scenarios; --scenario names it.
      """,
    options: [
      .value("output", "FILE", "Write the page to FILE.", short: "o"),
      .value("svg", "DIR", "Write every chart of the page to DIR as SVG, for slides; no page."),
      .value("scenario", "FILE", "The scenario that the folder was made from."),
      .flag("open", "Show the page in a browser."),
    ] + ScenarioOptions.syntax,
    examples: [
      (
        "wavetank report Scenarios/node-failure.yaml --open",
        "Writes node-failure.html and shows it."
      ),
      (
        "wavetank report Reports/node-failure --svg slides",
        "Writes the charts of a run that has been made, such as slides/services-shop.svg."
      ),
    ])

  private let subject: String
  private let output: String?
  private let chartFolder: String?
  private let scenario: String?
  private let isOpened: Bool
  private let options: ScenarioOptions
  private let given: [String]

  init(_ arguments: ParsedArguments) throws(UsageError) {
    subject = arguments.operands[0]
    output = arguments.value("output")
    chartFolder = arguments.value("svg")
    scenario = arguments.value("scenario")
    isOpened = arguments.isGiven("open")
    options = try ScenarioOptions(arguments, of: "report")
    given = RunCommand.identifying(arguments)
    if chartFolder != nil, isOpened || output != nil {
      throw UsageError("--svg writes no page; --open and --output are about one", "report")
    }
  }

  func run(_ terminal: Terminal) throws(UsageError) -> ExitCode {
    do throws(ExitCode) {
      let source = try Self.source(self, terminal)
      guard let run = try FinishedRun(source, terminal) else { return .badInput }
      if let recorded = source.digest, recorded != run.digest.text {
        terminal.complain(
          "\(subject): error: expected the run to have the digest \(recorded), found "
            + "\(run.digest.text): wavetank \(source.version ?? "") made the folder, this is "
            + "\(Version.text); run the scenario again")
        return .badInput
      }
      if let chartFolder { return write(run.report.charts(), to: chartFolder, terminal) }
      return write(run, to: output ?? source.page ?? "\(run.name).html", terminal)
    } catch {
      return error
    }
  }

  /// What is to be run, and what is known of it.
  private static func source(
    _ command: ReportCommand, _ terminal: Terminal
  ) throws(ExitCode) -> RunSource {
    var isFolder: ObjCBool = false
    let subject = command.subject
    guard FileManager.default.fileExists(atPath: subject, isDirectory: &isFolder),
      isFolder.boolValue
    else {
      if command.scenario != nil {
        terminal.complain("\(subject): error: expected a folder of reports, for --scenario")
        throw .badInput
      }
      return RunSource(path: subject, options: command.options, given: command.given)
    }
    guard command.given.isEmpty, command.options.seed == nil else {
      terminal.complain(
        "\(subject): error: expected no --seed, --set or --until: summary.json says how the run "
          + "was made")
      throw .badInput
    }
    return try RunSource(folder: subject, scenario: command.scenario, terminal)
  }

  private func write(
    _ run: FinishedRun, to path: String, _ terminal: Terminal
  ) -> ExitCode {
    do throws(NewFile.Failure) {
      try NewFile.write(run.report.page(digest: run.digest), to: path, replacing: true)
    } catch {
      terminal.complain("wavetank: cannot write \(path): \(error.reason)")
      return .cannotWrite
    }
    terminal.show("Wrote \(path).")
    if isOpened, let problem = Browser.open(path) {
      terminal.complain("wavetank: cannot show \(path): \(problem)")
      return .cannotWrite
    }
    return .done
  }

  private func write(
    _ charts: [(fileName: String, bytes: [UInt8])], to folder: String, _ terminal: Terminal
  ) -> ExitCode {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      terminal.complain("wavetank: cannot make \(folder): it is a file, or lies where none can be")
      return .cannotWrite
    }
    for chart in charts {
      let path = "\(folder)/\(chart.fileName)"
      do throws(NewFile.Failure) {
        try NewFile.write(chart.bytes, to: path, replacing: true)
      } catch {
        terminal.complain("wavetank: cannot write \(path): \(error.reason)")
        return .cannotWrite
      }
      terminal.show(path)
    }
    return .done
  }
}
