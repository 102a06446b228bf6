import Foundation
import TestSupport
import Testing

/// `wavetank step` on a terminal: what it shows, and that the terminal is as before on any exit.
@Suite struct StepTerminalTests {
  private static let scenario =
    PackageFolder.url.appending(path: "Scenarios/node-failure-modern.yaml").path
  /// What gives back the cursor and the screen that was there before.
  private static let leaving = "\u{1B}[?25h\u{1B}[?1049l"

  /// Starts the program, waits for its first screen, lets `body` act and waits for the end.
  private static func step(
    _ body: (PseudoTerminal, Process) throws -> Void
  ) throws -> (process: Process, isRestored: Bool) {
    let shell = try Shell()
    defer { shell.remove() }
    let terminal = try PseudoTerminal(columns: 100, lines: 24)
    let before = terminal.settings
    let process = try shell.start(on: terminal, ["step", scenario, "--at", "6m"])
    #expect(terminal.waits(for: "q quit"))
    #expect(terminal.settings != before)
    try body(terminal, process)
    let hasLeft = terminal.waits(for: leaving)
    #expect(hasLeft)
    if !hasLeft { kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
    return (process, terminal.settings == before)
  }

  @Test(arguments: ["q", "\u{3}"])
  func `a key quits and leaves the terminal as it was`(key: String) throws {
    let (process, isRestored) = try Self.step { terminal, _ in
      terminal.press(key)
    }
    #expect(process.terminationStatus == 0 && process.terminationReason == .exit)
    #expect(isRestored)
  }

  @Test func `a signal ends it and leaves the terminal as it was`() throws {
    let (process, isRestored) = try Self.step { _, process in
      kill(process.processIdentifier, SIGTERM)
    }
    #expect(process.terminationReason == .uncaughtSignal)
    #expect(process.terminationStatus == SIGTERM)
    #expect(isRestored)
  }

  @Test func `a terminal that is shut ends it`() throws {
    let shell = try Shell()
    defer { shell.remove() }
    let terminal = try PseudoTerminal(columns: 100, lines: 24)
    let process = try shell.start(on: terminal, ["step", Self.scenario])
    #expect(terminal.waits(for: "q quit"))
    terminal.hangUp()
    process.waitUntilExit()
    #expect([129, SIGHUP].contains(process.terminationStatus))
  }

  @Test func `keys move, select and explain, and only what changes is written`() throws {
    let (process, _) = try Self.step { terminal, _ in
      terminal.press("\u{1B}[C")
      #expect(terminal.waits(for: "6:12 of 20:00"))
      terminal.press("/web\r")
      #expect(terminal.waits(for: ">   web-"))
      #expect(!terminal.output.contains("\u{1B}[2J"))
      terminal.press("e")
      #expect(terminal.waits(for: "placed on worker-"))
      terminal.press("xq")
    }
    #expect(process.terminationStatus == 0)
  }

  @Test func `a change of size draws everything anew`() throws {
    let (process, _) = try Self.step { terminal, process in
      terminal.resize(columns: 60, lines: 12)
      kill(process.processIdentifier, SIGWINCH)
      #expect(terminal.waits(for: "\u{1B}[2J"))
      #expect(terminal.waits(for: "\u{1B}[12;1H"))
      terminal.press("q")
    }
    #expect(process.terminationStatus == 0)
  }

  @Test func `without a terminal it says what to do`() throws {
    let shell = try Shell()
    defer { shell.remove() }
    let outcome = try shell.run("step", Self.scenario)
    #expect(outcome.code == 64 && outcome.problems.contains("step needs a terminal"))
  }
}
