import KubernetesObjects
import ScenarioFiles
import SimulationEngine

extension ScenarioOptions {
  /// The options by which a command that runs a scenario changes it.
  static let syntax: [OptionSyntax] = [
    .value("seed", "N", "Draw from this seed instead of the scenario's."),
    .value(
      "set", "KEY=VALUE", "Replace one value of the scenario; may be repeated.",
      isRepeatable: true),
    .value("until", "TIME", "End the run at this time, such as 90s or 2h."),
    .flag("allow-outside", "Let scenarios name files outside their own folder."),
  ]

  /// What `arguments` of `command` say.
  init(_ arguments: ParsedArguments, of command: String) throws(UsageError) {
    self.init()
    allowsOutside = arguments.isGiven("allow-outside")
    if let text = arguments.value("seed") {
      guard let seed = UInt64(text), seed <= UInt64(Int64.max) else {
        throw UsageError(
          "--seed: expected a whole number from 0 to 2^63 - 1, found \(text)", command)
      }
      self.seed = seed
    }
    if let text = arguments.value("until") {
      let span = try SimulationDuration.parsing(text, of: "until", command)
      guard span > .zero else {
        throw UsageError("--until: must be later than the start, not \(text)", command)
      }
      until = span
    }
    for text in arguments.values("set") {
      guard let assignment = Assignment(parsing: text) else {
        throw UsageError("--set: expected KEY=VALUE, found \(text)", command)
      }
      assignments.append(assignment)
    }
  }
}

extension SimulationDuration {
  /// The value `text` of the option `name`, such as `90s` or `2h`.
  static func parsing(
    _ text: String, of name: String, _ command: String
  ) throws(UsageError) -> SimulationDuration {
    do throws(ValueError) {
      let span = try GoDuration(parsing: text, allowingDays: true)
      return SimulationDuration(microseconds: span.wholeMicroseconds)
    } catch {
      throw UsageError("--\(name): \(error.message)", command)
    }
  }
}
