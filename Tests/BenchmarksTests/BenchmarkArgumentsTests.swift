import Testing

@testable import benchmarks

/// What the command line of `benchmarks` is read as.
struct BenchmarkArgumentsTests {
  static let known = ["memory-copy", "event-queue", "csv"]

  /// A command line and what it is read as; nil stands for a usage error.
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let arguments: [String]
    let expected: BenchmarkArguments?

    init(_ sentence: String, _ arguments: [String], _ expected: BenchmarkArguments?) {
      testDescription = sentence
      self.arguments = arguments
      self.expected = expected
    }
  }

  @Test(arguments: [
    Case("no argument runs everything", [], .run(names: [], asCSV: false)),
    Case("a name runs one", ["csv"], .run(names: ["csv"], asCSV: false)),
    Case("a name counts once", ["csv", "csv"], .run(names: ["csv"], asCSV: false)),
    Case(
      "options stand anywhere", ["csv", "--csv", "event-queue"],
      .run(names: ["csv", "event-queue"], asCSV: true)),
    Case("two hyphens end the options", ["--", "csv"], .run(names: ["csv"], asCSV: false)),
    Case("an option after two hyphens is a name", ["--", "--csv"], nil),
    Case("help wins over what follows", ["--help", "nonsense"], .help),
    Case("help has a short form", ["-h"], .help),
    Case("the list is asked for", ["--list"], .list),
    Case("an unknown name is refused", ["cvs"], nil),
    Case("an unknown option is refused", ["--json"], nil),
  ])
  func read(_ test: Case) {
    #expect((try? BenchmarkArguments(test.arguments, known: Self.known)) == test.expected)
  }

  @Test(arguments: [
    ("even-queue", "unknown benchmark 'even-queue'; did you mean 'event-queue'?"),
    ("--cvs", "unknown option '--cvs'; did you mean '--csv'?"),
    ("zzzzzzzzzz", "unknown benchmark 'zzzzzzzzzz'; see --list and --help"),
  ])
  func whatIsUnknownIsToldWithASuggestion(argument: String, message: String) {
    #expect(throws: BenchmarkArguments.UsageError(description: message)) {
      try BenchmarkArguments([argument], known: Self.known)
    }
  }

  @Test(arguments: [("", "abc", 3), ("kitten", "sitting", 3), ("csv", "csv", 0), ("ab", "ba", 2)])
  func editDistance(a: String, b: String, expected: Int) {
    #expect(BenchmarkArguments.editDistance(a, b) == expected)
    #expect(BenchmarkArguments.editDistance(b, a) == expected)
  }
}
