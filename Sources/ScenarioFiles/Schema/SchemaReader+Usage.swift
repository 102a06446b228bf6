import KubernetesObjects
import NodeAgents
import SimulationEngine
import StructuredText

/// How much is used: an amount, a share of what is requested, or a curve of either.
extension SchemaReader {
  /// What a use looks like.
  static let usageForm =
    "a quantity, {ofRequest: 0.6}, or a curve such as {steps: [{at: 5m, value: 500m}]}"

  /// How amounts are written, in a scenario and in a file of samples.
  private struct AmountForm {
    /// What a file of samples should hold.
    let expected: String
    /// Reads an amount at the reader's place.
    let read: (inout SchemaReader) -> Int64?
    /// Reads an amount from a text.
    let parse: (String) -> Int64?

    /// Quantities in the unit that `unit` picks.
    static func quantities(
      _ example: String, _ unit: @escaping @Sendable (Quantity) -> Int64
    ) -> AmountForm {
      AmountForm(
        expected: "a quantity such as \(example)", read: { $0.amount(example, unit) },
        parse: { text in
          (try? Quantity(parsing: text)).map(unit).flatMap {
            (0...Limits.amount).contains($0) ? $0 : nil
          }
        })
    }

    /// Shares of a request, in millionths.
    static var shares: AmountForm {
      AmountForm(
        expected: "a share from 0 to 1000", read: { $0.millionths(atMost: 1000) },
        parse: { text in
          guard let quantity = try? Quantity(parsing: text), quantity.signum >= 0,
            quantity.milliValue <= 1_000_000
          else { return nil }
          return Int64((quantity.approximateValue * 1_000_000).rounded())
        })
    }
  }

  /// The keys of a use that is no plain quantity, with what they hold and mean.
  static let usageKeys: [(key: String, form: String, documentation: String)] =
    [
      ("ofRequest", "0.6, or a curve of shares", "A share of what is requested."),
      ("constant", "quantity", "An amount, which can also stand alone."),
    ] + curves

  /// The curves, in order of the reference.
  private static let curves: [(key: String, form: String, documentation: String)] = [
    ("steps", "list of {at: 5m, value: 500m}", "Amounts from instants of the run on."),
    (
      "daily", "list of {at: \"06:30\", value: 500m}",
      "Amounts at times of day by the wall clock, which lead to each other, in steps of 5 minutes."
    ),
    (
      "sine", "{mean: 500m, amplitude: 300m, period: 24h, phase: 0s}",
      "A wave that goes up through its mean at phase, in 288 steps a period."
    ),
    (
      "samples", "file, or {file: usage.csv, column: cpu}",
      "Rows of a CSV file with time_seconds and value, each of which holds until the next."
    ),
  ]

  private static let curveWords = curves.map(\.key)

  /// A share of the request, an amount, or a curve of either.
  mutating func usage(
    _ example: String, _ unit: @escaping @Sendable (Quantity) -> Int64
  ) -> ResourceUsage? {
    if node.kind == .mapping, node.count == 1, node["ofRequest"] != nil {
      var usage: ResourceUsage?
      _ = members(expecting: "a mapping") { _, reader in usage = reader.shareOverTime() }
      return usage
    }
    return amountOverTime(
      example, unit, others: ["ofRequest"],
      expected: "{ofRequest: 0.6}, a curve, or a quantity such as \(example)")
  }

  /// An amount, or a curve of amounts; `others` are keys that stand beside those of curves.
  mutating func amountOverTime(
    _ example: String, _ unit: @escaping @Sendable (Quantity) -> Int64, others: [String] = [],
    expected: String? = nil
  ) -> ResourceUsage? {
    if node.kind == .scalar { return amount(example, unit).map { .constant($0) } }
    guard node.kind == .mapping, node.count == 1 else {
      fail(expected: expected ?? "a curve, or a quantity such as \(example)")
      return nil
    }
    var usage: ResourceUsage?
    _ = members(expecting: "a mapping") { name, reader in
      if name == "constant" {
        usage = reader.amount(example, unit).map { .constant($0) }
      } else if Self.curveWords.contains(name) {
        usage = reader.curve(name, .quantities(example, unit)).map { .overTime($0) }
      } else {
        reader.failUnknownKey(name, among: others + ["constant"] + Self.curveWords)
      }
    }
    return usage
  }

  /// A share of what is requested, or a curve of shares.
  private mutating func shareOverTime() -> ResourceUsage? {
    guard node.kind == .mapping else {
      return millionths(atMost: 1000).map { .ofRequest(millionths: $0) }
    }
    var usage: ResourceUsage?
    _ = members(expecting: "a mapping") { name, reader in
      guard Self.curveWords.contains(name) else {
        return reader.failUnknownKey(name, among: Self.curveWords)
      }
      usage = reader.curve(name, .shares).map { .ofRequestOverTime($0) }
    }
    return usage
  }

  private mutating func curve(
    _ word: String, _ amount: AmountForm
  ) -> UsageCurve? {
    switch word {
    case "steps": points(.run, amount) { $0.duration() }
    case "daily": points(.day, amount) { $0.timeOfDay() }
    case "sine": sine(amount)
    default: samples(amount)
    }
  }

  /// A list of instants and amounts, in order.
  private mutating func points(
    _ clock: UsageCurve.Points.Clock, _ amount: AmountForm,
    _ instant: (inout SchemaReader) -> SimulationDuration?
  ) -> UsageCurve? {
    var points: [UsageCurve.Points.Point] = []
    let before = problems.count
    elements { reader in
      var time: SimulationDuration?
      var value: Int64?
      let isMapping = reader.members(expecting: "a mapping with at and value") { name, reader in
        switch name {
        case "at": time = instant(&reader)
        case "value": value = amount.read(&reader)
        default: reader.failUnknownKey(name, among: ["at", "value"])
        }
      }
      guard isMapping else { return }
      guard let time, let value else {
        if reader.problems.count == before { reader.fail("at and value are required") }
        return
      }
      if let last = points.last, time <= last.time {
        reader.fail("at must be later than the entry before it")
      }
      points.append(.init(time, value))
    }
    guard problems.count == before else { return nil }
    guard !points.isEmpty else {
      fail("expected at least one entry {at: …, value: …}")
      return nil
    }
    return .points(UsageCurve.Points(points, clock: clock))
  }

  /// A time of day such as `06:30`.
  private mutating func timeOfDay() -> SimulationDuration? {
    let parts = node.kind == .scalar ? node.text.split(separator: ":") : []
    guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 }), let hour = Int64(parts[0]),
      let minute = Int64(parts[1]), (0..<24).contains(hour), (0..<60).contains(minute)
    else {
      fail(expected: "a time of day in quotes, such as \"06:30\"")
      return nil
    }
    return .minutes(hour * 60 + minute)
  }

  private mutating func sine(_ amount: AmountForm) -> UsageCurve? {
    var mean: Int64?
    var amplitude: Int64?
    var period: SimulationDuration?
    var phase = SimulationDuration.zero
    let before = problems.count
    let isMapping = members(expecting: "a mapping with mean, amplitude and period") {
      name, reader in
      switch name {
      case "mean": mean = amount.read(&reader)
      case "amplitude": amplitude = amount.read(&reader)
      case "period": period = reader.duration(atLeast: .milliseconds(1))
      case "phase": phase = reader.duration() ?? .zero
      default: reader.failUnknownKey(name, among: ["mean", "amplitude", "period", "phase"])
      }
    }
    guard isMapping, problems.count == before else { return nil }
    guard let mean, let amplitude, let period else {
      fail("mean, amplitude and period are required")
      return nil
    }
    return .sine(.init(mean: mean, amplitude: amplitude, period: period, phase: phase))
  }

  /// Samples in a CSV file: `usage.csv`, or `{file: usage.csv, column: cpu}`.
  private mutating func samples(_ amount: AmountForm) -> UsageCurve? {
    var file: FileReference?
    var column = "value"
    if node.kind == .scalar {
      file = files().first
    } else {
      _ = members(expecting: "a file, or a mapping with file and column") { name, reader in
        switch name {
        case "file": file = reader.files().first
        case "column": column = reader.name() ?? column
        default: reader.failUnknownKey(name, among: ["file", "column"])
        }
      }
    }
    guard let file else { return nil }
    return readSamples(file, column, amount)
  }

  /// The rows of a file: `time_seconds` since the start of the run, and the amount from then on.
  private mutating func readSamples(
    _ reference: FileReference, _ column: String, _ amount: AmountForm
  ) -> UsageCurve? {
    do throws(InputFiles.Failure) {
      let file = try inputs.read(reference.name.value, in: reference.folder)
      return readSamples(in: file, column, amount)
    } catch {
      isInputMissing = isInputMissing || error.isMissing
      append([reference.name.error(error.message)])
      return nil
    }
  }

  private mutating func readSamples(
    in file: InputFiles.File, _ column: String, _ amount: AmountForm
  ) -> UsageCurve? {
    var points: [UsageCurve.Points.Point] = []
    do throws(DiagnosticList) {
      var rows = try CSVReader(file.bytes, file: file.name)
      let time = try rows.column("time_seconds")
      let value = try rows.column(column)
      while rows.advance() {
        let longest = Int64(9_000_000_000)
        guard
          let microseconds = rows.fixedDecimal(
            time, decimals: 6, in: 0...(longest * 1_000_000))
        else { continue }
        guard let amount = amount.parse(rows.string(value)) else {
          rows.reject(value, expected: amount.expected)
          continue
        }
        let instant = SimulationDuration(microseconds: microseconds)
        if let last = points.last, instant <= last.time {
          rows.note("expected a later time than in the row before", in: time)
        }
        points.append(.init(instant, amount))
      }
      try rows.finish()
    } catch {
      append(error.diagnostics)
      return nil
    }
    guard !points.isEmpty else {
      fail("\(file.name) has no samples")
      return nil
    }
    return .points(UsageCurve.Points(points, clock: .run))
  }
}
