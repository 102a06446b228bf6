import Testing

@testable import wavetank

/// What shells complete, and the manual page: made from the commands' syntax.
@Suite struct CompletionsTests {
  private static let syntaxes = Program.commands.map { $0.syntax }

  @Test(arguments: CompletionsCommand.Shell.allCases)
  func `every command, option and first word is there`(shell: CompletionsCommand.Shell) {
    let text = Completions(of: Self.syntaxes).text(for: shell)
    for syntax in Self.syntaxes {
      #expect(text.contains(syntax.name))
      for option in syntax.options {
        #expect(text.contains(shell == .fish ? " -l \(option.name)" : "--\(option.name)"))
      }
      for word in syntax.firstWords { #expect(text.contains(word)) }
    }
  }

  /// What bash offers when Tab is pressed behind `words`.
  private func offers(behind words: [String]) throws -> [Substring] {
    let shell = try Shell(["cluster.yaml": ""])
    defer { shell.remove() }
    let script = Completions(of: Self.syntaxes).text(for: .bash)
    let quoted = (["wavetank"] + words).map { "'\($0)'" }.joined(separator: " ")
    try shell.write(
      script + "\nCOMP_WORDS=(\(quoted))\nCOMP_CWORD=\(words.count)\n_wavetank\n"
        + "printf '%s\\n' \"${COMPREPLY[@]}\"\n", to: "complete.sh")
    let outcome = try shell.runProgram("/bin/bash", ["complete.sh"])
    #expect(outcome.problems.isEmpty, "\(outcome.problems)")
    return outcome.output.split(separator: "\n")
  }

  @Test func `bash completes commands, kinds, options and files`() throws {
    #expect(try offers(behind: ["ro"]) == ["rollout"])
    #expect(try offers(behind: ["get", "stat"]) == ["statefulsets"])
    #expect(try offers(behind: ["get", "pods", "--name"]) == ["--namespace"])
    #expect(try offers(behind: ["get", "pods", "clu"]) == ["cluster.yaml"])
    #expect(try offers(behind: ["run", "clu"]) == ["cluster.yaml"])
  }

  @Test func `the manual page holds every command and no line of a macro by accident`() {
    let lines = ManualPage(of: Self.syntaxes).text.split(separator: "\n")
    let macros = [".TH", ".SH", ".SS", ".TP", ".PP", ".B", ".I", ".nf", ".fi"]
    for line in lines where line.hasPrefix(".") {
      #expect(macros.contains { line == $0 || line.hasPrefix($0 + " ") }, "\(line)")
    }
    for syntax in Self.syntaxes {
      #expect(lines.contains { $0.hasPrefix(".SS wavetank \(syntax.name) ") })
    }
  }
}
