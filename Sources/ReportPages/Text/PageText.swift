import SimulationEngine

/// Numbers as people read them on a page: few digits, with their units. Made from integers alone.
package enum PageText {
  /// An instant as a clock shows it, to the millisecond: `5:40.005`, `1:02:00`, `2d 03:00:00`.
  package static func clock(_ time: SimulationTime) -> String {
    let micro = max(0, time.microseconds)
    let seconds = micro / 1_000_000
    var fraction = String(1_000 + micro / 1_000 % 1_000).dropFirst()
    while fraction.hasSuffix("0") { fraction.removeLast() }
    let day = seconds / 86_400
    let hour = seconds / 3_600 % 24
    let minute = seconds / 60 % 60
    var text = day > 0 ? "\(day)d " : ""
    if day > 0 || hour > 0 {
      text += "\(day > 0 ? two(hour) : String(hour)):\(two(minute))"
    } else {
      text += String(minute)
    }
    text += ":\(two(seconds % 60))"
    return fraction.isEmpty ? text : "\(text).\(fraction)"
  }

  private static func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : String(number) }

  /// A length of time with three digits or two units: `27.1 ms`, `9.75 s`, `5 min 43 s`, `3 h 20
  /// min`. Cut off, not rounded up: nothing that took less than a limit seems to have reached it.
  package static func duration(_ microseconds: Int64) -> String {
    let micro = max(0, microseconds)
    switch micro {
    case 0: return "0 s"
    case ..<1_000: return "\(micro) µs"
    case ..<1_000_000: return "\(threeDigits(micro, 1_000)) ms"
    case ..<120_000_000: return "\(threeDigits(micro, 1_000_000)) s"
    default: break
    }
    let seconds = micro / 1_000_000
    let (large, name, small, smallName): (Int64, String, Int64, String) =
      switch seconds {
      case ..<7_200: (seconds / 60, "min", seconds % 60, "s")
      case ..<172_800: (seconds / 3_600, "h", seconds / 60 % 60, "min")
      default: (seconds / 86_400, "d", seconds / 3_600 % 24, "h")
      }
    return small == 0 ? "\(large) \(name)" : "\(large) \(name) \(small) \(smallName)"
  }

  /// A count with thin spaces between groups of three digits, beyond four of them.
  package static func count(_ value: Int128) -> String {
    let digits = Array(String(value.magnitude))
    var text = value < 0 ? "−" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, digits.count > 4, (digits.count - index) % 3 == 0 { text += "\u{202F}" }
      text.append(digit)
    }
    return text
  }

  /// Millionths as a percentage with as many decimals as asked for, cut off: less than all is never
  /// written as all.
  package static func percent(_ millionths: Int64, decimals: Int = 0) -> String {
    let scale: Int64 = decimals == 0 ? 10_000 : decimals == 1 ? 1_000 : 100
    return decimal(millionths / scale, decimals: decimals) + " %"
  }

  /// An amount of a resource in its usual unit: cores, binary multiples of bytes, or a count.
  package static func amount(_ value: Int128, _ unit: AmountUnit) -> String {
    switch unit {
    case .millicores: return value % 1_000 == 0 ? count(value / 1_000) : cores(value)
    case .bytes: return bytes(value)
    case .count: return count(value)
    }
  }

  private static func cores(_ millicores: Int128) -> String {
    let whole = millicores / 1_000
    guard millicores.magnitude < 100_000 else { return count(whole) }
    return decimal(Int64(millicores), decimals: 3)
  }

  private static func bytes(_ value: Int128) -> String {
    let units: [(shift: Int128, name: String)] = [(40, "Ti"), (30, "Gi"), (20, "Mi"), (10, "Ki")]
    for unit in units where value >= Int128(1) << unit.shift {
      return "\(threeDigits(Int64(clamping: value), Int64(1) << Int64(unit.shift))) \(unit.name)"
    }
    return value == 0 ? "0" : "\(value) B"
  }

  /// `value / unit` with three digits, or all before the point.
  private static func threeDigits(_ value: Int64, _ unit: Int64) -> String {
    let whole = value / unit
    let decimals = whole < 10 ? 2 : whole < 100 ? 1 : 0
    let scale: Int128 = decimals == 2 ? 100 : decimals == 1 ? 10 : 1
    let scaled = Int128(value) * scale / Int128(unit)
    return decimal(Int64(scaled), decimals: decimals)
  }

  /// `value` with the point before its last `decimals` digits, without zeros at its end.
  package static func decimal(_ value: Int64, decimals: Int) -> String {
    var digits = String(value.magnitude)
    while digits.count <= decimals { digits = "0" + digits }
    let split = digits.index(digits.endIndex, offsetBy: -decimals)
    var fraction = digits[split...]
    while fraction.hasSuffix("0") { fraction.removeLast() }
    let sign = value < 0 ? "−" : ""
    return sign + digits[..<split] + (fraction.isEmpty ? "" : ".\(fraction)")
  }

  /// Microseconds as seconds for a property of the style sheet: `340.005`.
  package static func seconds(_ microseconds: Int64) -> String {
    let sign = microseconds < 0 ? "-" : ""
    return sign + decimal(Int64(clamping: microseconds.magnitude), decimals: 6)
  }

  /// `1 pod`, `3 pods`.
  package static func counted(_ number: Int, _ noun: String) -> String {
    "\(count(Int128(number))) \(noun)\(number == 1 ? "" : "s")"
  }
}

/// In which unit amounts of a resource are given, and how they are written.
package enum AmountUnit: String, Sendable {
  case millicores = "c"
  case bytes = "b"
  /// Pods, devices and anything else that is counted.
  case count = "n"
}
