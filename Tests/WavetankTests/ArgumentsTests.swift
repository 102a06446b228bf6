import Testing

@testable import wavetank

/// How the command line is taken apart.
@Suite struct ArgumentsTests {
  private func parse(_ words: String...) throws(UsageError) -> ParsedArguments {
    try ParsedArguments(words, RunCommand.syntax)
  }

  @Test func optionsStandAnywhereInTwoForms() throws {
    let parsed = try parse("a.yaml", "--output=x=y", "--seed", "3", "b.yaml", "--quiet")
    #expect(parsed.operands == ["a.yaml", "b.yaml"])
    #expect(parsed.value("output") == "x=y")
    #expect(parsed.value("seed") == "3")
    #expect(parsed.isGiven("quiet") && !parsed.isGiven("verbose"))
  }

  @Test(arguments: [["-o", "x"], ["-o=x"], ["-ox"], ["--output", "x"]])
  func aLetterStandsForAName(words: [String]) throws {
    let parsed = try ParsedArguments(words + ["a.yaml", "-q"], RunCommand.syntax)
    #expect(parsed.operands == ["a.yaml"])
    #expect(parsed.value("output") == "x" && parsed.isGiven("quiet"))
    #expect(RunCommand.syntax.help.contains("  -o, --output DIR"))
  }

  @Test func nothingIsAnOptionBehindTwoDashes() throws {
    let parsed = try parse("--", "--seed", "-")
    #expect(parsed.operands == ["--seed", "-"])
  }

  @Test func repeatableOptionsKeepTheirOrder() throws {
    let parsed = try parse("a", "--set", "x=1", "--set=y=2")
    #expect(parsed.values("set") == ["x=1", "y=2"])
  }

  @Test(arguments: [
    (["--sed", "1", "a"], "unknown option --sed; did you mean --seed?"),
    (["--wether", "a"], "unknown option --wether"),
    (["-x", "a"], "unknown option -x"),
    (["-qx", "a"], "--quiet takes no value, found \"x\""),
    (["a", "-o"], "--output needs a value: --output DIR"),
    (["a", "--seed"], "--seed needs a value: --seed N"),
    (["a", "--quiet=yes"], "--quiet takes no value, found \"yes\""),
    (["a", "--seed=1", "--seed=2"], "--seed is given twice"),
    ([], "expected SCENARIO…"),
    (["a", "--seed=-1"], "--seed: expected a whole number from 0 to 2^63 - 1, found -1"),
    (["a", "--until=0s"], "--until: must be later than the start, not 0s"),
    (["a", "--set=x"], "--set: expected KEY=VALUE, found x"),
    (["a", "--quiet", "--verbose"], "expected --quiet or --verbose, found both"),
    (["-", "-"], "standard input can be read once only"),
    (["a"], "none"),
  ])
  func slipIsNamed(words: [String], message: String) {
    let found: String
    do throws(UsageError) {
      _ = try RunCommand(ParsedArguments(words, RunCommand.syntax))
      found = "none"
    } catch {
      found = error.message
    }
    #expect(found == message)
  }

  @Test func helpIsThereWithoutOperands() throws {
    #expect(try parse("--help").isGiven("help"))
    for command in Program.commands {
      #expect(command.syntax.help.contains("Examples:"))
      #expect(command.syntax.help.contains("wavetank \(command.syntax.name)"))
      #expect(Program.help.contains(command.syntax.name))
    }
  }

  @Test func wrongCommandsAreUsage() {
    let terminal = Terminal()
    #expect(Program.run(["rnu"], terminal) == .usage)
    #expect(Program.run([], terminal) == .usage)
    #expect(Program.run(["run", "/nowhere/at/all.yaml"], terminal) == .inputMissing)
    #expect(Program.run(["decide", "--era", "v9"], terminal) == .usage)
  }
}
