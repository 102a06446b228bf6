import ClusterSimulation
import SimulationEngine

/// Whether an expectation of the scenario holds, and what was found.
package struct ExpectationResult: Hashable, Sendable, CustomStringConvertible {
  /// One of the figures that an expectation is about.
  struct Found: Hashable {
    /// Of what the figure is, where the expectation is about many; else empty.
    var name = ""
    /// The figure in millionths of its unit.
    let millionths: Int64
    /// How many durations go on where one of them decides the figure, which is then a lower bound.
    var openCount = 0
  }

  /// What was expected.
  package let expectation: Expectation
  /// What was found, in millionths of the unit; of many the one that is farthest from the bound.
  /// Nil if nothing of the kind happened.
  package let actualMillionths: Int64?
  /// How many durations go on where one of them decides what was found, which is then a lower
  /// bound; else zero.
  package let openCount: Int
  /// Of what the figure is, where the expectation is about many; else empty.
  package let name: String
  /// How many figures there are.
  package let count: Int
  /// How many of them break the expectation.
  package let brokenCount: Int

  init(_ expectation: Expectation, _ found: [Found]) {
    self.expectation = expectation
    let ranked = found.map { (found: $0, distance: Self.distance(of: $0, expectation)) }
    // Of equally bad ones the first.
    let worst = ranked.reduce(ranked.first) { $1.distance > $0?.distance ?? .min ? $1 : $0 }?.found
    actualMillionths = worst?.millionths
    openCount = worst?.openCount ?? 0
    name = worst?.name ?? ""
    count = found.count
    brokenCount = ranked.count { $0.distance > 0 }
  }

  /// How far a figure lies beyond the bound: positive if it breaks the expectation. A lower bound
  /// breaks every one, since the true figure is not known.
  private static func distance(of found: Found, _ expectation: Expectation) -> Int64 {
    if found.openCount > 0 { return .max }
    let bound = expectation.boundMillionths
    let (above, overflow) = found.millionths.subtractingReportingOverflow(bound)
    guard !overflow else { return .max - 1 }
    return switch expectation.comparison {
    case .atLeast: above == .min ? .max - 1 : -above
    case .atMost: above
    case .equals: Int64(clamping: above.magnitude)
    }
  }

  /// Whether the expectation holds. What did not happen holds nothing, and a lower bound neither:
  /// the true figure is not known.
  package var holds: Bool { count > 0 && brokenCount == 0 }

  /// One sentence: `availability of service frontend: 0.987 < 0.99`.
  package var description: String {
    let bound = Ratio.shortText(expectation.boundMillionths)
    guard let actual = actualMillionths else {
      return "\(subject): nothing to measure, expected \(expected) \(bound)"
    }
    let number = Ratio.shortText(actual)
    guard openCount == 0 else {
      let have = openCount == 1 ? "1 has" : "\(openCount) have"
      return "\(subject): ≥ \(number), \(have) not ended, expected \(expected) \(bound)\(others)"
    }
    return "\(subject): \(number) \(relation(of: actual)) \(bound)\(others)"
  }

  /// What is expected, before anything is known of a run: `availability of service frontend at
  /// least 0.99`.
  package static func words(of expectation: Expectation) -> String {
    let result = ExpectationResult(expectation, [])
    return "\(result.subject) \(result.expected) \(Ratio.shortText(expectation.boundMillionths))"
  }

  private var subject: String {
    let words = expectation.pods?.words ?? expectation.subject.words
    let what =
      expectation.pods != nil || words.isEmpty ? words : "\(expectation.metric) of \(words)"
    let whole = (what.isEmpty ? expectation.metric : what) + (expectation.window?.words ?? "")
    return name.isEmpty ? whole : "\(whole), \(name)"
  }

  /// What is said of the other figures of many.
  private var others: String {
    if count < 2 { return "" }
    if brokenCount == 0 { return ", the nearest of \(count)" }
    return brokenCount == 1 ? ", of \(count)" : ", and \(brokenCount - 1) more of \(count)"
  }

  private var expected: String {
    switch expectation.comparison {
    case .atLeast: "at least"
    case .atMost: "at most"
    case .equals: "exactly"
    }
  }

  /// The sign between what was found and the bound, true in itself.
  private func relation(of actual: Int64) -> String {
    switch expectation.comparison {
    case .atLeast: actual >= expectation.boundMillionths ? ">=" : "<"
    case .atMost: actual <= expectation.boundMillionths ? "<=" : ">"
    case .equals: actual == expectation.boundMillionths ? "=" : "!="
    }
  }
}

extension MeasuringWindow {
  /// ` from 60 s to 120 s`, as it follows the name of a figure; an end that is not said is the
  /// run's.
  var words: String {
    let begin = " from \(from.secondsText(decimals: 0)) s"
    return until.map { begin + " to \($0.secondsText(decimals: 0)) s" } ?? begin + " on"
  }
}
