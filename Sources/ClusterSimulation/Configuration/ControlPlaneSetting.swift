import KubernetesObjects
import SimulationEngine

/// One setting of the control plane: its name, what it means, and where it is kept.
///
/// One table serves reading, the record of the settings in force, and the reference page.
package struct ControlPlaneSetting: Sendable {
  /// Where a value of type `Value` is kept.
  package typealias Place<Value> = any WritableKeyPath<ControlPlaneSettings, Value> & Sendable

  /// The type of the value, its bounds and its place.
  package enum Value: Sendable {
    /// A span of at least as long as given.
    case duration(Place<SimulationDuration>, atLeast: SimulationDuration)
    /// A span of at least as long as given, or `none`.
    case optionalDuration(Place<SimulationDuration?>, atLeast: SimulationDuration)
    /// A span in whole seconds, within bounds.
    case seconds(Place<SimulationDuration>, ClosedRange<Int64>)
    /// A whole number within bounds.
    case number(Place<Int64>, ClosedRange<Int64>)
    /// A whole number within bounds.
    case number32(Place<Int32>, ClosedRange<Int64>)
    /// A whole number within bounds.
    case count(Place<Int>, ClosedRange<Int64>)
    /// A whole number within bounds, or `none`.
    case optionalNumber(Place<Int64?>, ClosedRange<Int64>)
    /// A decimal number that is kept in thousandths.
    case thousandths(Place<Int64>)
    /// A number of bytes, written as a quantity.
    case bytes(Place<Int64>)
    /// Yes or no.
    case flag(Place<Bool>)
  }

  /// The flag's name, as a scenario writes it: `podEvictionTimeout`.
  package let name: String
  /// The component that has it.
  package let component: String
  /// What it means, in one sentence.
  package let documentation: String
  /// The type of the value, its bounds and its place.
  package let value: Value

  init(_ name: String, _ component: String, _ value: Value, _ documentation: String) {
    self.name = name
    self.component = component
    self.value = value
    self.documentation = documentation
  }

  /// What a value looks like, for messages and the reference.
  package var form: String {
    switch value {
    case .duration: "a duration such as 30s"
    case .optionalDuration: "a duration such as 30s, or none"
    case .seconds(_, let range):
      "a whole number of seconds from \(range.lowerBound) to \(range.upperBound)"
    case .number(_, let range), .number32(_, let range), .count(_, let range):
      "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .optionalNumber(_, let range):
      "a whole number from \(range.lowerBound) to \(range.upperBound), or none"
    case .thousandths: "a number such as 20 or 0.1"
    case .bytes: "a quantity of bytes such as 50M or 1Gi"
    case .flag: "true or false"
    }
  }
}

extension ControlPlaneSetting {
  /// Sets the value that `text` stands for.
  /// - Throws: a `ValueError` that says what was expected.
  package func set(_ text: String, in settings: inout ControlPlaneSettings) throws(ValueError) {
    switch value {
    case .duration(let place, let least):
      settings[keyPath: place] = try duration(text, atLeast: least)
    case .optionalDuration(let place, let least):
      settings[keyPath: place] = text == "none" ? nil : try duration(text, atLeast: least)
    case .seconds(let place, let range):
      settings[keyPath: place] = .seconds(try number(text, in: range))
    case .number(let place, let range): settings[keyPath: place] = try number(text, in: range)
    case .number32(let place, let range):
      settings[keyPath: place] = Int32(clamping: try number(text, in: range))
    case .count(let place, let range):
      settings[keyPath: place] = Int(clamping: try number(text, in: range))
    case .optionalNumber(let place, let range):
      settings[keyPath: place] = text == "none" ? nil : try number(text, in: range)
    case .thousandths(let place):
      settings[keyPath: place] = try amount(text, limit: 1_000_000_000) { $0.milliValue }
    case .bytes(let place):
      settings[keyPath: place] = try amount(text, limit: 1 << 53) { $0.value }
    case .flag(let place):
      guard let isOn = Bool(text) else { throw expected(text) }
      settings[keyPath: place] = isOn
    }
  }

  private func expected(_ text: String) -> ValueError {
    ValueError("expected \(form), found \(text.prefix(40))")
  }

  private func duration(
    _ text: String, atLeast least: SimulationDuration
  ) throws(ValueError) -> SimulationDuration {
    let span = try GoDuration(parsing: text, allowingDays: true)
    let duration = SimulationDuration(microseconds: span.wholeMicroseconds)
    guard duration >= least else {
      throw ValueError("must be at least \(GoDuration(least)), not \(text)")
    }
    return duration
  }

  private func number(
    _ text: String, in range: ClosedRange<Int64>
  ) throws(ValueError) -> Int64 {
    guard let number = Int64(text), range.contains(number) else { throw expected(text) }
    return number
  }

  private func amount(
    _ text: String, limit: Int64, _ unit: (Quantity) -> Int64
  ) throws(ValueError) -> Int64 {
    let quantity: Quantity
    do throws(ValueError) {
      quantity = try Quantity(parsing: text)
    } catch {
      throw expected(text)
    }
    let amount = unit(quantity)
    guard (0...limit).contains(amount) else { throw expected(text) }
    return amount
  }

  /// The value in force, as a scenario would write it.
  package func text(in settings: ControlPlaneSettings) -> String {
    switch value {
    case .duration(let place, _): GoDuration(settings[keyPath: place]).description
    case .optionalDuration(let place, _):
      settings[keyPath: place].map { GoDuration($0).description } ?? "none"
    case .seconds(let place, _): String(settings[keyPath: place] / .seconds(1))
    case .number(let place, _): String(settings[keyPath: place])
    case .number32(let place, _): String(settings[keyPath: place])
    case .count(let place, _): String(settings[keyPath: place])
    case .optionalNumber(let place, _): settings[keyPath: place].map { String($0) } ?? "none"
    case .thousandths(let place): Quantity(milliValue: settings[keyPath: place]).description
    case .bytes(let place): String(settings[keyPath: place])
    case .flag(let place): String(settings[keyPath: place])
    }
  }
}

extension GoDuration {
  /// The span of simulated time, at the ends of the range where it does not fit.
  fileprivate init(_ duration: SimulationDuration) {
    let (nanoseconds, overflow) = duration.microseconds.multipliedReportingOverflow(by: 1000)
    self.init(nanoseconds: overflow ? (duration.microseconds < 0 ? .min : .max) : nanoseconds)
  }
}
