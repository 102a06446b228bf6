import ClusterSimulation
import ReportPages
import SimulationEngine
import StructuredText

/// How the run can be made again: the command, the inputs and the settings.
struct RepeatPanel {
  let facts: PageFacts

  /// The command that makes the run again.
  static func command(_ verb: String, _ report: RunReport) -> [String] {
    let configuration = report.run.source.configuration
    let path = report.identity.inputs.first?.path ?? "\(configuration.name).yaml"
    return ["wavetank", verb, path, "--seed", String(configuration.seed)]
      + report.identity.options
  }

  func write(to pen: inout PagePen) {
    pen.section("repeat", "Make it again") { pen in
      let command = Self.command("run", facts.report).map(ShellWord.quoted).joined(separator: " ")
      pen.html.element("div", ["class": "command"]) { html in
        html.element("code", text: command)
        html.element(
          "button", ["type": "button", "class": "scripted", "data-copy": ""], text: "Copy")
      }
      pen.folded("inputs and settings in force") { pen in
        pen.table(
          "what was read", ["file", "SHA-256"], numeric: 0..<0,
          facts.report.identity.inputs.map { [$0.path, $0.sha256] })
        let settings = SettingsInForce.list(
          facts.source.configuration, samplePeriod: facts.source.recording.samplePeriod)
        pen.table(
          "settings, as summary.json has them", ["setting", "value"], numeric: 0..<0,
          settings.map { [$0.key, Self.text($0.value)] })
      }
    }
  }

  private static func text(_ value: SyntaxValue) -> String {
    switch value {
    case .null: "none"
    case .boolean(let flag): flag ? "true" : "false"
    case .integer(let number): String(number)
    case .number(let text), .string(let text): text
    case .float, .sequence, .mapping: String(decoding: JSONEmitter.bytes(of: value), as: UTF8.self)
    }
  }
}
