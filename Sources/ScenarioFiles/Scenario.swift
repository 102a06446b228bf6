import ClusterSimulation
import KubernetesObjects
import Scheduling
import SimulationEngine
import StructuredText

/// A scenario that has been read: what to run, and what its author should know.
package struct Scenario: Sendable {
  /// What to run.
  package var configuration: SimulationConfiguration
  /// What was read, in order of reading, each file once.
  package var inputs: [ScenarioInput]
  /// What is odd though not wrong, in order of place.
  package var warnings: [Diagnostic]
}

/// A file that a scenario depends on.
package struct ScenarioInput: Hashable, Sendable {
  /// Its name, relative to the scenario's folder.
  package let name: String
  /// The SHA-256 of its bytes, in hexadecimal.
  package let digest: String
}

/// What a command line asks for beyond the file.
package struct ScenarioOptions: Sendable {
  package var seed: UInt64?
  /// Values for single keys, of which the last of equal keys counts.
  package var assignments: [Assignment] = []
  /// An earlier or later end of the run.
  package var until: SimulationDuration?
  /// Whether included files may lie outside the scenario's folder.
  package var allowsOutside = false
  /// Whether a policy outside the program may decide: it is started, or replayed.
  package var allowsPolicy = false
  /// Whether a policy decides even if the scenario names none: it has started the program.
  package var hasOutsidePolicy = false
  /// Whether invariants are checked after every event.
  package var checksInvariants = false
  /// Whether fields of manifests are counted that change nothing.
  package var countsUnusedFields = false
  /// By which rules manifests are admitted that no scenario names.
  package var manifestRules = VersionRules()
  /// The scheduler's plugins; those of Kubernetes 1.34 unless others are registered.
  package var plugins = PluginRegistry.modern
  /// Says what is wrong with the name of a figure in an expectation, nil if nothing; without it,
  /// every name passes.
  package var metricProblem: (@Sendable (_ metric: String) -> String?)?

  /// What the file says.
  package init() {}
}

/// Why a scenario cannot be run: every problem at once.
package struct ScenarioFailure: Error, Sendable, CustomStringConvertible {
  /// Errors and warnings, in order of place.
  package let diagnostics: [Diagnostic]
  /// Whether all that is wrong is that files are not there.
  package let isInputMissing: Bool

  /// One line a problem.
  package var description: String { diagnostics.map(\.description).joined(separator: "\n") }
}

extension Scenario {
  /// Reads the scenario at `path`, or from standard input if that is `-`, with all that it names.
  ///
  /// - Throws: every problem that can be found without running it, in order of place.
  package static func read(
    _ path: String, options: ScenarioOptions = ScenarioOptions()
  ) throws(ScenarioFailure) -> Scenario {
    var resolver = ScenarioResolver(path: path, options: options)
    let configuration = resolver.resolve()
    return try resolver.problems.result(configuration, resolver.files.digests)
  }

  /// Reads a scenario that stands for itself: it can name no files.
  ///
  /// - Throws: every problem that can be found without running it, in order of place.
  package static func read(
    text: [UInt8], named name: String, options: ScenarioOptions = ScenarioOptions()
  ) throws(ScenarioFailure) -> Scenario {
    var resolver = ScenarioResolver(path: name, options: options)
    resolver.files = .none
    let file = InputFiles.File(name: name, folder: "", identity: name, bytes: text)
    let configuration = resolver.resolve(file)
    return try resolver.problems.result(configuration, [])
  }

  /// Checks what lies at `path`: a scenario, a manifest or a folder of manifests. A file is read
  /// once, so that it may be a pipe. Returns the warnings, adds the fields of manifests that change
  /// nothing to `unusedFields`, if the options ask for them, and to `fileCount` how many files were
  /// looked at: a folder has many.
  ///
  /// - Throws: every problem that can be found without running anything, in order of place.
  package static func check(
    _ path: String, options: ScenarioOptions = ScenarioOptions(),
    unusedFields: inout OccurrenceCounts, fileCount: inout Int
  ) throws(ScenarioFailure) -> [Diagnostic] {
    var resolver = ScenarioResolver(path: path, options: options)
    defer {
      unusedFields.add(resolver.unusedFields)
      fileCount += resolver.checkedFileCount
    }
    if path != "-", OpenedFile.kind(of: path) == .folder {
      resolver.checkManifest(path)
    } else if let file = resolver.openScenario() {
      if holdsScenario(file) {
        let configuration = resolver.resolve(file)
        return try resolver.problems.result(configuration, resolver.files.digests).warnings
      }
      resolver.checkManifests([file])
    }
    return try resolver.problems.warnings()
  }

  /// As `check(_:options:unusedFields:fileCount:)`, for the warnings alone.
  package static func check(
    _ path: String, options: ScenarioOptions = ScenarioOptions()
  ) throws(ScenarioFailure) -> [Diagnostic] {
    var unusedFields = OccurrenceCounts()
    var fileCount = 0
    return try check(
      path, options: options, unusedFields: &unusedFields, fileCount: &fileCount)
  }

  /// Whether the first document of the file is meant as a scenario, slips in it or not; false too
  /// where it cannot be read even as loosely as kubectl reads.
  static func holdsScenario(_ file: InputFiles.File) -> Bool {
    var problems = ProblemList()
    let documents = problems.documents(of: file) ?? (try? file.readManifests().documents) ?? []
    return documents.first { !$0.isNull }?.isMeantAsScenario ?? false
  }
}
