import KubernetesObjects

extension FuzzTarget {
  /// What is read is printed and read again: the same value, printed the same.
  static let quantity = FuzzTarget(
    "quantity",
    seeds: ["500m", "1.5Gi", "2e3", "-0.25", "+12E6", "9223372036854775807", "100n", "1Ki", ".5"],
    tokens: [
      "e", "E", "e-", "Ki", "Mi", "Ei", "n", "u", "m", "k", "P", ".", "-", "+", "0", "9",
      "999999999",
      "000000000000", "1e18", "e9223372036854775807", "E9999", "e10000", "E999999999",
    ],
    families: [
      .repeated("nines", "9"), .repeated("zeros", "0", to: "1"),
      .repeated("zeros behind a fraction", "0", from: "0.", to: "1e9"),
      .repeated("a long fraction", "7", from: "0."), .repeated("a long exponent", "9", from: "1e"),
      .repeated("a long negative exponent", "9", from: "1e-"), .repeated("letters", "K"),
    ]
  ) { input throws(FuzzViolation) in
    let text = String(decoding: input, as: UTF8.self)
    guard
      let value = try value(in: text, { text throws(ValueError) in try Quantity(parsing: text) })
    else { return false }
    let printed = value.description
    guard let again = try? Quantity(parsing: printed) else {
      throw FuzzViolation("cannot read back \(printed)")
    }
    // A binary quantity that is no multiple of 1024 is printed without a suffix, and read as
    // decimal.
    let isStable = value.format == .binarySI || again.description == printed
    let isDecimal = value.format != .decimalSI || again.format == .decimalSI
    try FuzzViolation.unless(again == value && isStable && isDecimal, "\(printed) changed")
    _ = value + value - again
    return true
  }

  /// What is read is printed and read again: the same requirements.
  static let labelSelector = FuzzTarget(
    "label selector",
    seeds: [
      "app=web,tier!=db", "env in (dev, test),!canary", "x notin (a),y exists",
      "example.com/role==front", "gen>3,gen<10", "a", "",
    ],
    tokens: [
      "in", "notin", "(", ")", ",", "=", "==", "!=", "!", ">", "<", " ", "\t", "a", "/", "-", ".",
      "example.com/", "()", "exists",
    ],
    families: [
      .numbered("many requirements") { "k\($0)=v," }, .repeated("commas", ","),
      .numbered("many values", from: "a in (", to: ")") { "v\($0)," },
      .repeated("parentheses", "("), .repeated("spaces", " ", from: "a", to: "=b"),
      .repeated("marks", "!"), .repeated("one long key", "a"), .repeated("slashes", "a/"),
    ]
  ) { input throws(FuzzViolation) in
    let text = String(decoding: input, as: UTF8.self)
    guard
      let value = try value(
        in: text,
        { text throws(ValueError) in
          try LabelSelector(parsing: text)
        })
    else { return false }
    let printed = value.description
    guard let again = try? LabelSelector(parsing: printed) else {
      throw FuzzViolation("cannot read back \(printed)")
    }
    try FuzzViolation.unless(again == value, "\(printed) changed")
    return true
  }

  /// What is read is printed and read again: the same length.
  static let goDuration = FuzzTarget(
    "go duration",
    seeds: ["1h30m", "250ms", "-1.5s", "2562047h47m16.854775807s", "0", "+5us", "3µs", ".5h"],
    tokens: [
      "h", "m", "s", "ms", "us", "µs", "μs", "ns", "d", ".", "-", "+", "0", "9",
      "9223372036854775808ns", "1h", "0.000000000000001",
    ],
    families: [
      .repeated("many parts", "1ns"), .repeated("nines", "9", to: "h"),
      .repeated("a long fraction", "9", from: "0.", to: "s"), .repeated("units", "h"),
    ]
  ) { input throws(FuzzViolation) in
    let text = String(decoding: input, as: UTF8.self)
    guard
      let value = try value(in: text, { text throws(ValueError) in try GoDuration(parsing: text) })
    else { return false }
    let printed = value.description
    try FuzzViolation.unless(
      (try? GoDuration(parsing: printed)) == value, "\(printed) is not read back")
    return true
  }

  /// The next instant lies after the one asked about, and repeated asking goes on in time.
  static let cronSchedule = FuzzTarget(
    "cron schedule",
    seeds: [
      "*/5 * * * *", "0 0 1 1 *", "@hourly", "30 4 1,15 * 5", "0-59/7 9-17 * JAN-JUN MON-FRI",
      "0 0 31 2 *", "@every 1h30m", "0 12 29 2 ?",
    ],
    tokens: [
      "*", "/", "-", ",", " ", "?", "0", "59", "60", "JAN", "SUN", "MON-FRI", "@", "@every ", "1h",
      "TZ=UTC ", "CRON_TZ=Asia/Tokyo ", "L", "#", "99999999999999999999",
    ],
    families: [
      .repeated("a long list", "1,", to: "1 * * * *"), .repeated("spaces", " ", from: "*"),
      .repeated("stars", "* "), .repeated("digits", "9", to: " * * * *"),
      .repeated("slashes", "/1", from: "*", to: " * * * *"),
    ]
  ) { input throws(FuzzViolation) in
    let text = String(decoding: input, as: UTF8.self)
    let parse = { (text: String) throws(ValueError) in try CronSchedule(parsing: text) }
    guard let schedule = try value(in: text, parse) else { return false }
    var instant = Timestamp(seconds: 1_700_000_000)
    for _ in 0..<3 {
      guard let next = schedule.next(after: instant) else { break }
      try FuzzViolation.unless(next > instant, "the next instant is not after the last")
      instant = next
    }
    return true
  }

  /// What is read is printed and read again: the same instant.
  static let timestamp = FuzzTarget(
    "timestamp",
    seeds: [
      "2024-02-29T12:34:56Z", "1970-01-01T00:00:00+01:00", "9999-12-31T23:59:59.999999999+23:59",
      "0000-01-01T00:00:00-00:01",
    ],
    tokens: [
      "T", "Z", ":", "-", "+", ".", "0", "9", "60", "24:00", "02-30", "0000", "t", "z", " ",
      "0000-01-01", "9999-12-31", "+23:59", "-23:59",
    ],
    families: [.repeated("a long fraction", "9", from: "2024-02-29T12:34:56.", to: "Z")]
  ) { input throws(FuzzViolation) in
    let text = String(decoding: input, as: UTF8.self)
    guard
      let value = try value(in: text, { text throws(ValueError) in try Timestamp(parsing: text) })
    else { return false }
    let printed = value.description
    try FuzzViolation.unless(
      (try? Timestamp(parsing: printed)) == value, "\(printed) is not read back")
    return true
  }

  /// The value of `text`; nil where it is refused at a place within it, in one line.
  private static func value<Value>(
    in text: String, _ parse: (String) throws(ValueError) -> Value
  ) throws(FuzzViolation) -> Value? {
    do throws(ValueError) {
      return try parse(text)
    } catch {
      try FuzzViolation.unless(
        (0...text.utf8.count).contains(error.offset), "a place outside the text: \(error.offset)")
      try FuzzViolation.unless(
        !error.message.isEmpty && !error.message.utf8.contains { $0 == 0x0A || $0 == 0x0D }
          && error.message.utf8.count < 2000,
        "a message that is not one short line: \(error.message)")
      return nil
    }
  }
}
