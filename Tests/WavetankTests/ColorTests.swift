import TestSupport
import Testing

/// When words are set off.
@Suite struct ColorTests {
  @Test(arguments: [
    ("", [], false), ("", ["--color=always"], true), ("", ["--color", "always"], true),
    ("", ["--color", "never"], false), ("export CLICOLOR_FORCE=1", [], true),
    ("export CLICOLOR_FORCE=0", [], false), ("export CLICOLOR_FORCE=1 NO_COLOR=1", [], false),
    ("export NO_COLOR=1", ["--color=always"], true),
    ("export CLICOLOR_FORCE=1", ["--color=never"], false),
  ]) func `an option comes before the environment`(
    environment: String, words: [String], isColored: Bool
  ) throws {
    let shell = try Shell()
    defer { shell.remove() }
    let scenario = PackageFolder.url.appending(path: "Scenarios/resource-exhaustion.yaml").path
    let preparation = "unset NO_COLOR CLICOLOR_FORCE; " + (environment.isEmpty ? ":" : environment)
    let outcome = try shell.run(
      afterShell: preparation, words + ["explain", scenario, "--pod", "giant", "--at", "2m"])
    #expect(outcome.code == 0 && outcome.output.contains("\u{1B}[") == isColored)
  }

  @Test(arguments: [["--color=sometimes"], ["--color"], ["--color="]])
  func `another word is refused`(words: [String]) throws {
    let shell = try Shell()
    defer { shell.remove() }
    let outcome = try shell.run(["list", "profiles"] + words)
    #expect(outcome.code == 64)
    #expect(outcome.problems.contains("--color: expected auto, always or never, found \""))
  }

  @Test func `behind two dashes it is an operand`() throws {
    let shell = try Shell()
    defer { shell.remove() }
    #expect(try shell.run("check", "--", "--color=never").problems.contains("--color=never"))
  }
}
