import ClusterSimulation
import KubernetesObjects
import SimulationEngine
import StructuredText
import WorkloadTraces

/// Makes a scenario of a trace: it names the files, after they have been read and found good.
package struct TraceImport: Sendable {
  /// A scenario that has been made of a trace.
  package struct Made: Sendable {
    package let text: String
    /// What is odd about the trace.
    package let warnings: [Diagnostic]
    /// Whether it names files outside its own folder, which running it has to permit.
    package let namesOutside: Bool
  }

  private let format: TraceFormat
  private let files: [String]
  private let name: String
  private let folder: String?

  /// The import of `files` as the scenario `name`, which will lie in `folder`; nil for the current
  /// one.
  ///
  /// A format of several lists takes one file for each, in their order.
  package init(format: TraceFormat, files: [String], name: String, folder: String?) {
    self.format = format
    self.files = files
    self.name = name
    self.folder = folder
  }

  /// The scenario.
  ///
  /// - Throws: every problem of the files.
  package func scenario() throws(ScenarioFailure) -> Made {
    let draft = text(limitHours: Self.mostHours, sampleEvery: "1d", facts: [], names: files)
    var resolver = ScenarioResolver(path: Self.scenarioName, options: ScenarioOptions())
    let configuration = resolver.resolve(text: draft)
    let scenario: Scenario
    do throws(ScenarioFailure) {
      scenario = try resolver.problems.result(configuration, [])
    } catch {
      throw ScenarioFailure(
        diagnostics: error.diagnostics.map(placed), isInputMissing: error.isInputMissing)
    }
    let warnings = scenario.warnings
    let arrivals = scenario.configuration.arrivals
    let nodes = scenario.configuration.initialObjects.count { $0 is Node }
    let lastArrival = arrivals.arrivals.last?.time ?? .zero
    let lastEvent = arrivals.arrivals.reduce(lastArrival) { last, arrival in
      let start = arrival.recordedBinding ?? arrival.time
      return max(last, start.addingSaturating(max(.zero, arrival.runtime)))
    }
    let facts = [
      "\(nodes) nodes, \(arrivals.arrivals.count) pods of \(arrivals.templates.count) kinds;",
      "the last pod arrives after \(lastArrival.secondsText(decimals: 0)) s,",
      "the last recorded event is at \(lastEvent.secondsText(decimals: 0)) s.",
    ]
    // An hour for pods that end later than they did.
    let hours = min((lastEvent.microseconds + 3_599_999_999) / 3_600_000_000 + 1, Self.mostHours)
    let period = Self.periods.first { hours * 3600 <= 1000 * $0.seconds } ?? Self.longestPeriod
    let names = relativeNames
    return Made(
      text: text(limitHours: hours, sampleEvery: period.text, facts: facts, names: names),
      warnings: warnings,
      namesOutside: names.contains { $0.hasPrefix("../") || $0.hasPrefix("/") })
  }

  /// A problem at its file: nobody has written the scenario that names it.
  private func placed(_ problem: Diagnostic) -> Diagnostic {
    let inputs = format.inputs
    for (row, file) in files.enumerated() {
      let key = inputs.count == 1 ? "\(inputs[0].key)[\(row)]" : inputs[row].key
      let prefix = "spec.traces[0].\(key): "
      guard problem.file == Self.scenarioName, problem.message.hasPrefix(prefix) else { continue }
      return Diagnostic(
        problem.severity, file: file, location: nil,
        message: String(problem.message.dropFirst(prefix.count)))
    }
    return problem
  }

  /// What the scenario is called that is made to read the files.
  private static let scenarioName = "import"

  /// The longest run of a scenario that is made: a hundred years.
  private static let mostHours: Int64 = 876_000

  /// Periods of the samples, of which the first is taken that makes a thousand of them at most.
  private static let periods: [(seconds: Int64, text: String)] = [
    (10, "10s"), (60, "1m"), (600, "10m"), (3600, "1h"), (14_400, "4h"),
  ]
  private static let longestPeriod: (seconds: Int64, text: String) = (86_400, "1d")

  /// The names of the files as seen from the scenario's folder.
  private var relativeNames: [String] {
    let base = InputFiles.resolved(folder ?? "").split(separator: "/")
    return files.map { file in
      if InputFiles.isStream(file) { return file }
      let parts = InputFiles.resolved(file).split(separator: "/")
      var shared = 0
      while shared < min(base.count, parts.count - 1), base[shared] == parts[shared] { shared += 1 }
      return (Array(repeating: "..", count: base.count - shared) + parts[shared...])
        .joined(separator: "/")
    }
  }

  private func text(
    limitHours: Int64, sampleEvery period: String, facts: [String], names: [String]
  ) -> String {
    let inputs = format.inputs
    let list =
      inputs.count == 1
      ? "\(inputs[0].key): [\(names.map(Self.quoted).joined(separator: ", "))]"
      : zip(inputs, names).map { "\($0.key): \(Self.quoted($1))" }.joined(separator: ", ")
    let comments = ["# A recorded workload."] + facts.map { "# " + $0 }
    return
      (comments + [
        "apiVersion: wavetank/v1", "kind: Scenario", "metadata:", "  name: \(name)", "spec:",
        "  until: completed", "  limit: \(limitHours)h", "  controlPlane:", "    profile: modern",
        "  reports:", "    every: \(period)", "    nodes: false", "  traces:",
        "    - {format: \(format.name), \(list)}",
      ]).joined(separator: "\n")
  }

  /// A name as YAML reads it back.
  private static func quoted(_ name: String) -> String {
    var text = "\""
    for scalar in name.unicodeScalars {
      switch scalar {
      case "\"", "\\": text += "\\\(scalar)"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        text += "\\x" + (scalar.value < 0x10 ? "0" : "") + String(scalar.value, radix: 16)
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }
}
