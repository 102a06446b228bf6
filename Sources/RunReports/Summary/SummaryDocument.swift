import ClusterSimulation
import SimulationEngine
import StructuredText

/// The figures of a run with all that tells it from other runs, for programs.
enum SummaryDocument {
  static let fileName = "summary.json"

  /// The document as JSON. Numbers have a fixed number of decimals; the seed is a text, because
  /// some readers round numbers beyond 2^53.
  static func bytes(of report: RunReport, digest: String) -> [UInt8] {
    let source = report.run.source
    var document: SyntaxValue = [
      "wavetank": .string(report.identity.version),
      "scenario": .string(source.configuration.name),
      "seed": .string(String(source.configuration.seed)),
      "incomplete": .boolean(source.recording.isIncomplete),
      "end_seconds": number(source.end.microseconds),
      "events": .integer(Int64(source.recording.eventCount)),
      "unseed": .string(report.unseed),
      "digest": .string(digest),
      "description": .string(source.configuration.summary),
      "options": .sequence(report.identity.options.map { .string($0) }),
      "inputs": .sequence(report.identity.inputs.map(input)),
      "settings": .mapping(
        SettingsInForce.list(source.configuration, samplePeriod: source.recording.samplePeriod)),
      "expectations": .sequence(report.expectations.map(expectation)),
      "metrics": .sequence(report.summary.figures.map(figure)),
    ]
    if source.configuration.measuring != nil, case .mapping(var members) = document {
      let window: SyntaxValue = [
        "from_seconds": number(source.window.from.microseconds),
        "until_seconds": number(source.window.until.microseconds),
      ]
      members.append(SyntaxValue.Member("measured", window))
      document = .mapping(members)
    }
    if let policy = report.policy, case .mapping(var members) = document {
      members.append(.init("policy", policy.summary))
      document = .mapping(members)
    }
    return JSONEmitter.bytes(of: document, layout: .indented) + Array("\n".utf8)
  }

  private static func number(_ millionths: Int64) -> SyntaxValue {
    .number(Ratio.text(millionths))
  }

  private static func input(_ input: RunIdentity.Input) -> SyntaxValue {
    ["path": .string(input.path), "sha256": .string(input.sha256)]
  }

  private static func expectation(_ result: ExpectationResult) -> SyntaxValue {
    let expectation = result.expectation
    // Of many figures, the one that is farthest from the bound is told.
    let many: [SyntaxValue.Member] =
      result.name.isEmpty
      ? []
      : [
        .init("worst", .string(result.name)), .init("figures", .integer(Int64(result.count))),
        .init("broken", .integer(Int64(result.brokenCount))),
      ]
    var window: [SyntaxValue.Member] = []
    if let own = expectation.window {
      window.append(.init("from_seconds", number(own.from.microseconds)))
      if let until = own.until {
        window.append(.init("until_seconds", number(until.microseconds)))
      }
    }
    return .mapping(
      [
        SyntaxValue.Member("metric", .string(expectation.metric)),
        SyntaxValue.Member("of", .string(expectation.pods?.words ?? expectation.subject.text)),
        SyntaxValue.Member(expectation.comparison.rawValue, number(expectation.boundMillionths)),
        SyntaxValue.Member("actual", result.actualMillionths.map(number) ?? .null),
        SyntaxValue.Member("open", .integer(Int64(result.openCount))),
        SyntaxValue.Member("holds", .boolean(result.holds)),
      ] + window + many)
  }

  /// The figures of `report` by their names.
  static func metrics(of report: RunReport) -> [SyntaxValue.Member] {
    report.summary.figures.map { .init($0.name, value(of: $0)) }
  }

  private static func value(of figure: SummaryFigure) -> SyntaxValue {
    switch figure.value {
    case .count(let count): .integer(count)
    case .millionths(let millionths): number(millionths)
    }
  }

  private static func figure(_ figure: SummaryFigure) -> SyntaxValue {
    var members: [SyntaxValue.Member] = [
      .init("metric", .string(figure.name)), .init("value", value(of: figure)),
      .init("unit", .string(figure.unit)),
    ]
    // The true value may be greater: durations go on that decide it.
    if figure.isBound { members.append(.init("bound", "lower")) }
    return .mapping(members)
  }
}
