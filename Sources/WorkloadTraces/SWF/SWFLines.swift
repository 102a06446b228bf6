import SimulationEngine
import StructuredText

/// The lines of a log in the Standard Workload Format, one after the other, with what is wrong in
/// them.
struct SWFLines {
  /// A line that says something.
  enum Line {
    /// A comment with a name and a number, such as `; MaxProcs: 128`.
    case header(String, Int64)
    case job(SWFJob)
  }

  /// How many numbers a job has.
  private static let fieldCount = 18
  /// The names of the fields that must make sense, by number from 0.
  private static let required = [0: "a job number", 1: "a submit time"]

  private let bytes: [UInt8]
  private let file: String
  private var place = 0
  private var lineNumber = 0
  /// Where the fields of the last line begin, counted from 1.
  private var columns: [Int] = []
  private var problems: [Diagnostic] = []

  init(_ bytes: [UInt8], file: String) {
    self.bytes = bytes
    self.file = file
  }

  /// The next line that says something; nil at the end.
  mutating func next() -> Line? {
    while place < bytes.count {
      let end = bytes[place...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      let line = bytes[place..<end]
      place = end + 1
      lineNumber += 1
      let fields = split(line)
      guard let first = fields.first else { continue }
      if line[first.startIndex] == UInt8(ascii: ";") {
        if let header = header(line[first.startIndex...].dropFirst()) { return header }
      } else if let job = job(fields) {
        return .job(job)
      }
    }
    return nil
  }

  /// Notes what is wrong with a field of the last line.
  mutating func note(_ message: String, field: Int) {
    problems.append(
      Diagnostic(
        .error, file: file,
        location: SourceLocation(line: lineNumber, column: columns[field]), message: message))
  }

  /// Throws what was noted.
  func finish() throws(DiagnosticList) { if !problems.isEmpty { throw DiagnosticList(problems) } }

  /// The words of a line, whose columns are kept.
  private mutating func split(_ line: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    columns.removeAll(keepingCapacity: true)
    let words = line.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") || $0 == 13 }
    for word in words {
      // Columns count characters; in a job's line each is one byte.
      columns.append(word.startIndex - line.startIndex + 1)
    }
    return words
  }

  private func header(_ text: ArraySlice<UInt8>) -> Line? {
    let parts = String(decoding: text, as: UTF8.self).split(separator: ":", maxSplits: 1)
    guard parts.count == 2 else { return nil }
    let words = parts.map { $0.split(whereSeparator: \.isWhitespace) }
    guard words[0].count == 1, let value = words[1].first.flatMap({ Int64($0) }), value > 0 else {
      return nil
    }
    return .header(String(words[0][0]), value)
  }

  private mutating func job(_ fields: [ArraySlice<UInt8>]) -> SWFJob? {
    guard fields.count == Self.fieldCount else {
      note(
        "expected \(Self.fieldCount) numbers, found \(fields.count) fields", field: 0)
      return nil
    }
    var numbers: [Int64] = []
    let known = problems.count
    for (index, field) in fields.enumerated() {
      let text = String(decoding: field, as: UTF8.self)
      guard let number = Self.number(text) else {
        note("expected a number, found \(text.excerpt)", field: index)
        continue
      }
      if let meaning = Self.required[index], number < 0 {
        note("expected \(meaning) that is not negative, found \(text)", field: index)
      }
      numbers.append(number)
    }
    return problems.count == known ? SWFJob(numbers[...]) : nil
  }

  /// A number, of which decimals are cut off: some logs have them in averages. It is so small that
  /// sums of two stay within simulated time.
  private static func number(_ text: String) -> Int64? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, let whole = Int64(parts[0]),
      whole.magnitude <= UInt64(SimulationTime.latest.microseconds / 4_000_000)
    else { return nil }
    guard parts.count == 2 else { return whole }
    let areDigits = parts[1].utf8.allSatisfy {
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
    }
    return areDigits ? whole : nil
  }
}
