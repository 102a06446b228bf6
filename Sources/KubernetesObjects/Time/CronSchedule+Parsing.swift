extension CronSchedule {
  /// Reads `minute hour day-of-month month day-of-week`, `@yearly` … `@hourly`, or `@every 90m`.
  ///
  /// A field holds `*` or `?`, numbers, names (`JAN`, `sun`), ranges and steps, in lists.
  /// - Throws: a `ValueError` with the place and what was expected there.
  public init(parsing text: String, dialect: Dialect = .version1) throws(ValueError) {
    let timing = try text.parsingUTF8 { (bytes) throws(ValueError) in
      try CronReader(bytes, dialect: dialect).timing()
    }
    self.init(text: text, timing: timing)
  }
}

/// Reads a schedule from its bytes.
private struct CronReader {
  /// One of the five places of a schedule.
  private struct Field {
    let name: String
    let range: ClosedRange<Int>
    /// Names of the numbers, the first standing for the lower bound.
    var names: [String] = []
  }

  private static let fields = [
    Field(name: "minute", range: 0...59),
    Field(name: "hour", range: 0...23),
    Field(name: "day of month", range: 1...31),
    Field(
      name: "month", range: 1...12,
      names: [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
      ]),
    Field(
      name: "day of week", range: 0...6,
      names: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]),
  ]

  private let bytes: UnsafeBufferPointer<UInt8>
  private let dialect: CronSchedule.Dialect

  init(_ bytes: UnsafeBufferPointer<UInt8>, dialect: CronSchedule.Dialect) {
    self.bytes = bytes
    self.dialect = dialect
  }

  func timing() throws(ValueError) -> CronSchedule.Timing {
    if bytes.first == UInt8(ascii: "@") { return try descriptor() }
    let words = words()
    guard words.count == Self.fields.count else { throw wrongFieldCount(words) }
    var sets: [(bits: UInt64, isStar: Bool)] = []
    for (field, word) in zip(Self.fields, words) { sets.append(try set(word, field)) }
    return .fields(
      CronFields(
        minutes: sets[0].bits, hours: sets[1].bits, days: sets[2].bits, months: sets[3].bits,
        weekdays: sets[4].bits, isAnyDay: sets[2].isStar || sets[4].isStar))
  }

  // MARK: Names

  private func descriptor() throws(ValueError) -> CronSchedule.Timing {
    let every = "@every "
    if bytes.starts(with: every.utf8) {
      let start = every.utf8.count
      do throws(ValueError) {
        let duration = try GoDuration(parsing: text(start..<bytes.count))
        return .every(seconds: max(duration.wholeSeconds, 1))
      } catch {
        throw ValueError(error.message, offset: start + error.offset)
      }
    }
    let fields =
      switch text(0..<bytes.count) {
      case "@yearly", "@annually": "0 0 1 1 *"
      case "@monthly": "0 0 1 * *"
      case "@weekly": "0 0 * * 0"
      case "@daily", "@midnight": "0 0 * * *"
      case "@hourly": "0 * * * *"
      default:
        throw failure(
          "@yearly, @monthly, @weekly, @daily, @hourly or @every and a duration",
          at: 0..<bytes.count)
      }
    return try fields.parsingUTF8 { (bytes) throws(ValueError) in
      try CronReader(bytes, dialect: dialect).timing()
    }
  }

  // MARK: Fields

  /// The runs of bytes between white space; no more than one beyond those that are wanted.
  private func words() -> [Range<Int>] {
    var words: [Range<Int>] = []
    var index = 0
    while index < bytes.count, words.count <= Self.fields.count {
      if Self.isSpace(bytes[index]) {
        index += 1
        continue
      }
      let start = index
      while index < bytes.count, !Self.isSpace(bytes[index]) { index += 1 }
      words.append(start..<index)
    }
    return words
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || 0x09...0x0D ~= byte }

  /// The numbers that a field lists; empty places in the list are passed over.
  private func set(
    _ word: Range<Int>, _ field: Field
  ) throws(ValueError) -> (bits: UInt64, isStar: Bool) {
    var bits: UInt64 = 0
    var isStar = false
    var start = word.lowerBound
    while start < word.upperBound {
      let end = first(",", in: start..<word.upperBound) ?? word.upperBound
      if end > start {
        let part = try range(start..<end, field)
        bits |= part.bits
        isStar = isStar || part.isStar
      }
      start = end + 1
    }
    return (bits, isStar)
  }

  /// `*`, `n`, `n-m`, each perhaps with `/step`; `n/step` goes on to the end of the field.
  private func range(
    _ place: Range<Int>, _ field: Field
  ) throws(ValueError) -> (bits: UInt64, isStar: Bool) {
    let slash = first("/", in: place)
    let bounds = place.lowerBound..<(slash ?? place.upperBound)
    let hyphen = first("-", in: bounds)
    let low = bounds.lowerBound..<(hyphen ?? bounds.upperBound)
    var (start, end) = (field.range.lowerBound, field.range.upperBound)
    // What follows a star up to the slash is not looked at by the library either.
    var isStar = text(low) == "*" || text(low) == "?"
    if !isStar {
      start = try number(low, field)
      if let hyphen {
        end = try number(hyphen + 1..<bounds.upperBound, field)
      } else if slash == nil {
        end = start
      }
      guard start <= end else {
        throw failure("a range from the smaller \(field.name) to the larger", at: bounds)
      }
    }
    var step = 1
    if let slash {
      let stepPlace = slash + 1..<place.upperBound
      guard let count = Int(text(stepPlace)), count > 0 else {
        throw failure("a positive step after \"/\"", at: stepPlace)
      }
      step = min(count, 64)
      if dialect == .version3 && step > 1 { isStar = false }
    }
    var bits: UInt64 = 0
    for value in stride(from: start, through: end, by: step) { bits |= 1 << UInt64(value) }
    return (bits, isStar)
  }

  /// A number or a name within the field's range.
  private func number(_ place: Range<Int>, _ field: Field) throws(ValueError) -> Int {
    let word = text(place)
    if let index = field.names.firstIndex(of: word.lowercased()) {
      return field.range.lowerBound + index
    }
    guard let value = Int(word), field.range.contains(value) else {
      let names = field.names.isEmpty ? "" : " or a name such as \(field.names[1])"
      let sunday = field.range.upperBound == 6 && word == "7" ? " (Sunday is 0)" : ""
      throw failure(
        "a \(field.name) from \(field.range.lowerBound) to \(field.range.upperBound)"
          + "\(names)\(sunday)", at: place)
    }
    return value
  }

  // MARK: Text

  private func first(_ mark: Unicode.Scalar, in range: Range<Int>) -> Int? {
    bytes[range].firstIndex(of: UInt8(ascii: mark))
  }

  private func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  private func wrongFieldCount(_ words: [Range<Int>]) -> ValueError {
    if let first = words.first, text(first).contains("TZ=") {
      return failure("no time zone here: it belongs in the field timeZone", at: first)
    }
    let found = words.count > Self.fields.count ? "more" : "\(words.count)"
    let place = words.count > Self.fields.count ? words[Self.fields.count].lowerBound : bytes.count
    return ValueError(
      "not a cron schedule: expected five fields (minute, hour, day of month, month, "
        + "day of week), found \(found)", offset: place)
  }

  private func failure(_ expectation: String, at place: Range<Int>) -> ValueError {
    ValueError(
      "not a cron schedule: expected \(expectation), found \(text(place).excerpt)",
      offset: place.lowerBound)
  }
}
