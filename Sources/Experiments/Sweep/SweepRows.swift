/// The rows of a sweep, by run: what `runs.csv` and `digests.csv` hold below their first lines.
struct SweepRows: Sendable {
  /// The rows of one run.
  struct Run: Hashable, Sendable {
    var figures: ArraySlice<UInt8>
    var digest: ArraySlice<UInt8>
  }

  /// What is known of each run, by its number.
  private(set) var runs: [Int: Run] = [:]

  init() {}

  /// The rows of the two files; nil if their first lines are not `headers`, or a row has no number.
  init?(figures: [UInt8], digests: [UInt8], headers: (figures: [UInt8], digests: [UInt8])) {
    guard figures.starts(with: headers.figures), digests.starts(with: headers.digests),
      let figures = Self.split(figures.dropFirst(headers.figures.count)),
      let digests = Self.split(digests.dropFirst(headers.digests.count))
    else { return nil }
    // One that only one file has was being written when the sweep was killed: it is done again.
    for (run, rows) in figures {
      if let digest = digests[run] { runs[run] = Run(figures: rows, digest: digest) }
    }
  }

  /// The rows of each run, which stand side by side; nil if a row has no number.
  private static func split(_ bytes: ArraySlice<UInt8>) -> [Int: ArraySlice<UInt8>]? {
    var found: [Int: ArraySlice<UInt8>] = [:]
    var (start, present) = (bytes.startIndex, -1)
    var line = bytes.startIndex
    while line < bytes.endIndex {
      var number = 0
      var next = line
      while next < bytes.endIndex, (48...57).contains(bytes[next]), number < 1_000_000_000 {
        number = number * 10 + Int(bytes[next] - 48)
        next += 1
      }
      guard next > line, next < bytes.endIndex, bytes[next] == UInt8(ascii: ",") else {
        return nil
      }
      if number != present {
        guard found[number] == nil else { return nil }
        if present >= 0 { found[present] = bytes[start..<line] }
        (start, present) = (line, number)
      }
      guard let end = bytes[next...].firstIndex(of: UInt8(ascii: "\n")) else { return nil }
      line = end + 1
    }
    if present >= 0 { found[present] = bytes[start...] }
    return found
  }

  /// Adds what is known of run `number`; false if something else is known of it.
  mutating func add(_ run: Run, number: Int) -> Bool {
    if let known = runs[number] { return known == run }
    runs[number] = run
    return true
  }

  /// How many runs broke an expectation: the last column of their digests counts them.
  var brokenCount: Int {
    runs.values.count { !$0.digest.dropLast().reversed().starts(with: [48, UInt8(ascii: ",")]) }
  }

  /// The two files, the runs in order below `headers`.
  func files(
    _ headers: (figures: [UInt8], digests: [UInt8])
  ) -> (figures: [UInt8], digests: [UInt8]) {
    var files = headers
    for number in runs.keys.sorted() {
      guard let run = runs[number] else { continue }
      files.figures += run.figures
      files.digests += run.digest
    }
    return files
  }
}
