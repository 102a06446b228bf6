import KubernetesObjects
import SimulationEngine
import StructuredText

/// The values that scenarios are made of.
extension SchemaReader {
  /// A text; a number or a truth value is taken as it is written.
  mutating func text() -> String? {
    guard node.kind == .scalar, !node.isNull else {
      fail(expected: "a text")
      return nil
    }
    return node.text
  }

  /// A name, which is not empty.
  mutating func name() -> String? {
    guard let text = text() else { return nil }
    if text.isEmpty {
      fail("expected a name, found nothing")
      return nil
    }
    return text
  }

  /// One text or a list of texts.
  mutating func names() -> [Located<String>] {
    var names: [Located<String>] = []
    if node.kind == .sequence {
      elements { reader in
        if let name = reader.name() { names.append(reader.located(name)) }
      }
    } else if let name = name() {
      names.append(located(name))
    }
    return names
  }

  /// A whole number within bounds.
  mutating func integer(in range: ClosedRange<Int64>) -> Int64? {
    if node.kind == .scalar, node.isPlain || Int64(node.text) != nil {
      let number: Int64?
      switch node.value {
      case .integer(let value): number = value
      case .float(let value): number = Int64(exactly: value)
      case .string(let text): number = Int64(text)
      case .null, .boolean: number = nil
      }
      if let number {
        if range.contains(number) { return number }
        let bound =
          number < range.lowerBound
          ? "must be at least \(range.lowerBound)" : "must be at most \(range.upperBound)"
        fail("\(bound), not \(node.text)")
        return nil
      }
      if let isNegative = Self.signOfWholeNumber(node.text) {
        let bound =
          isNegative
          ? "must be at least \(range.lowerBound)" : "must be at most \(range.upperBound)"
        fail("\(bound), not \(node.text.prefix(40))")
        return nil
      }
    }
    fail(expected: "a whole number")
    return nil
  }

  /// Whether a whole number in decimal digits, of any length, is negative; nil if `text` is none.
  private static func signOfWholeNumber(_ text: String) -> Bool? {
    let isNegative = text.hasPrefix("-")
    let digits = text.dropFirst(isNegative || text.hasPrefix("+") ? 1 : 0)
    return digits.isEmpty || !digits.utf8.allSatisfy { (0x30...0x39).contains($0) }
      ? nil : isNegative
  }

  /// A finite number within bounds.
  mutating func number(in range: ClosedRange<Double>) -> Double? {
    if node.kind == .scalar, let value = Self.number(node.value) {
      if range.contains(value) { return value }
      fail("must be from \(range.lowerBound) to \(range.upperBound), not \(node.text)")
      return nil
    }
    fail(expected: "a number")
    return nil
  }

  private static func number(_ value: ScalarValue) -> Double? {
    switch value {
    case .integer(let value): Double(value)
    case .float(let value) where value.isFinite: value
    default: nil
    }
  }

  /// `true` or `false`.
  mutating func flag() -> Bool? {
    if node.kind == .scalar, case .boolean(let value) = node.value { return value }
    fail(expected: "true or false")
    return nil
  }

  /// One of the words of an enumeration.
  mutating func choice<Choice: RawRepresentable & CaseIterable>(
    _: Choice.Type = Choice.self
  ) -> Choice? where Choice.RawValue == String {
    choice(among: Array(Choice.allCases), by: \.rawValue)
  }

  /// One of the choices, by its word.
  mutating func choice<Choice>(
    among choices: [Choice], by word: (Choice) -> String
  ) -> Choice? {
    let words = choices.map(word)
    guard node.kind == .scalar else {
      fail(expected: Spelling.alternatives(words))
      return nil
    }
    if let index = words.firstIndex(of: node.text) { return choices[index] }
    fail(
      expected: Spelling.alternatives(words),
      suggestion: Spelling.nearest(to: node.text, among: words))
    return nil
  }

  /// A span of at least `least`.
  mutating func duration(atLeast least: SimulationDuration = .zero) -> SimulationDuration? {
    guard node.kind == .scalar, !node.isNull else {
      fail(expected: "a duration such as 90s or 1h30m")
      return nil
    }
    do throws(ValueError) {
      let span = try GoDuration(parsing: node.text, allowingDays: true)
      let duration = SimulationDuration(microseconds: span.wholeMicroseconds)
      if duration >= least { return duration }
      fail(
        least == .zero
          ? "must not be negative, not \(node.text)"
          : "must be at least \(GoDuration(nanoseconds: least.microseconds * 1000)), "
            + "not \(node.text)")
    } catch {
      fail(error.message)
    }
    return nil
  }

  /// An instant of the wall clock.
  mutating func timestamp() -> Timestamp? {
    guard node.kind == .scalar, !node.isNull else {
      fail(expected: "an RFC 3339 time such as 2026-01-01T00:00:00Z")
      return nil
    }
    do throws(ValueError) {
      return try Timestamp(parsing: node.text)
    } catch {
      fail(error.message)
      return nil
    }
  }

  /// A quantity that is not negative, in the unit that `unit` picks.
  mutating func amount(
    _ example: String, _ unit: (Quantity) -> Int64 = { $0.value }
  ) -> Int64? {
    guard node.kind == .scalar, !node.isNull else {
      fail(expected: "a quantity such as \(example)")
      return nil
    }
    do throws(ValueError) {
      let amount = unit(try Quantity(parsing: node.text))
      if (0...(1 << 53)).contains(amount) { return amount }
      fail("must be from 0 to 2^53, not \(node.text)")
    } catch {
      fail(error.message)
    }
    return nil
  }

  /// A share from 0 to 1, in millionths.
  mutating func millionths(atMost limit: Double = 1) -> Int64? {
    guard let share = number(in: 0...limit) else { return nil }
    return Int64((share * 1_000_000).rounded())
  }

  /// Labels as a mapping of texts.
  mutating func labels() -> Labels? { object(kind: "labels") }

  /// A selector: a text such as `app=web,tier!=back`, the object form, or plain labels.
  mutating func selector() -> LabelSelector? {
    if node.kind == .scalar, !node.isNull {
      do throws(ValueError) {
        return try LabelSelector(parsing: node.text)
      } catch {
        fail(error.message)
        return nil
      }
    }
    if node["matchLabels"] != nil || node["matchExpressions"] != nil {
      return object(kind: "selector")
    }
    return labels().map { LabelSelector(matching: $0) }
  }

  /// Events a second, from `30/m`, `2/s` or `10/15m`.
  mutating func rate() -> Double? {
    let expectation = "a rate such as 30/m, 2/s or 10/15m"
    guard node.kind == .scalar else {
      fail(expected: expectation)
      return nil
    }
    let parts = node.text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, let count = try? Quantity(parsing: parts[0]),
      let first = parts[1].utf8.first
    else {
      fail(expected: expectation)
      return nil
    }
    let isUnit = !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first)
    let text = isUnit ? "1" + parts[1] : parts[1]
    guard let span = try? GoDuration(parsing: text, allowingDays: true), span.nanoseconds > 0,
      count.signum > 0
    else {
      fail(expected: expectation)
      return nil
    }
    return count.approximateValue * 1_000_000_000 / Double(span.nanoseconds)
  }
}
