import Experiments
import ScenarioFiles

/// Options of the commands that run many times.
extension ParsedArguments {
  /// What `--seeds` of `command` says; one unless it is given.
  func seeds(of command: String) throws(UsageError) -> String {
    let seeds = value("seeds") ?? "1"
    guard SeedRange(parsing: seeds, from: 1) != nil else {
      throw UsageError(
        "--seeds: expected a number from 1 to \(SeedRange.mostSeeds) or a range such as 1..20, "
          + "found \(seeds)", command)
    }
    return seeds
  }

  /// How many runs `--jobs` of `command` lets go on at once; one unless it is given.
  func jobs(of command: String) throws(UsageError) -> Int {
    try number("jobs", upTo: 256, of: command) ?? 1
  }

  /// The number of the option `name`, from 1 to `most`; nil if it is not given.
  func number(_ name: String, upTo most: Int, of command: String) throws(UsageError) -> Int? {
    guard let text = value(name) else { return nil }
    guard let number = Int(text), (1...most).contains(number) else {
      throw UsageError("--\(name): expected a number from 1 to \(most), found \(text)", command)
    }
    return number
  }

  /// A key and its values, `KEY=A,B`, from an option `--vary` of `command`.
  static func axis(
    _ text: String, of command: String
  ) throws(UsageError) -> (key: String, values: [String]) {
    guard let assignment = Assignment(parsing: text), !assignment.value.isEmpty else {
      throw UsageError("--vary: expected KEY=VALUE,VALUE, found \(text)", command)
    }
    let values = assignment.value.split(separator: ",", omittingEmptySubsequences: false)
    return (assignment.key, values.map(String.init))
  }
}
