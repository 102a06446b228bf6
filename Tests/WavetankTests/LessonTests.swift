import ClusterSimulation
import Foundation
import RunReports
import ScenarioFiles
import TestSupport
import Testing

@testable import wavetank

/// Lessons: `wavetank new --template` and `wavetank explain --quiz`.
@Suite struct LessonTests {
  static let names = LessonTemplate.all.map(\.name)

  @Test(arguments: names)
  func `a lesson runs without a warning, and as it expects`(name: String) throws {
    let shell = try Shell()
    defer { shell.remove() }
    #expect(try shell.run("new", "a.lesson", "--template", name).code == 0)
    let check = try shell.run("check", "a.lesson.yaml")
    #expect(check.code == 0 && check.problems.isEmpty)
    let run = try shell.run("run", "a.lesson.yaml", "--check-invariants", "-q")
    #expect(run.code == 0 && run.problems.isEmpty)
    let text = try String(
      contentsOf: shell.folder.appending(path: "a.lesson.yaml"), encoding: .utf8)
    #expect(text.contains("# 1. ") && text.contains("# 2. ") && !text.contains("NAME.yaml"))
  }

  /// The commands of a lesson that name no pod whose name is drawn.
  static let commands = LessonTemplate.all.flatMap { template in
    template.text(named: "l").split(separator: "\n").filter {
      $0.contains("wavetank get") || $0.contains("wavetank explain")
        || $0.contains("wavetank events") || $0.contains("wavetank rollout h")
        || $0.contains("wavetank describe deploy")
    }.map { (template.name, String($0.drop { $0 == "#" || $0 == " " })) }
  }

  @Test(arguments: commands)
  func `the commands of a lesson answer`(name: String, command: String) throws {
    let shell = try Shell()
    defer { shell.remove() }
    #expect(try shell.run("new", "l", "--template", name).code == 0)
    let words = command.split(separator: " ").map(String.init)
    let outcome = try shell.run(Array(words.dropFirst()))
    #expect(outcome.code == 0 && !outcome.output.isEmpty, "\(outcome.problems)")
  }

  @Test func `lessons are listed, and an unknown one is refused`() throws {
    let shell = try Shell()
    defer { shell.remove() }
    let list = try shell.run("new", "--list")
    #expect(list.code == 0)
    #expect(list.output.split(separator: "\n").count == Self.names.count + 1)
    #expect(try shell.run("new").code == 64)
    #expect(try shell.run("new", "a", "--list").code == 64)
    let unknown = try shell.run("new", "a", "--template", "node-deth")
    #expect(unknown.code == 64 && unknown.problems.contains("did you mean node-death?"))
    #expect(try shell.names.isEmpty)
  }

  private static func quiz(_ pod: String) throws -> DecisionQuiz? {
    let path = PackageFolder.url.appending(path: "Scenarios/resource-exhaustion.yaml").path
    let configuration = try Scenario.read(path).configuration
    guard case .explained(let attempt, let cluster) = PodInquiry(pod: pod).answer(configuration)
    else { return nil }
    return DecisionQuiz(attempt, cluster)
  }

  @Test func `a quiz asks without telling, and judges the answer`() throws {
    let quiz = try #require(try Self.quiz("giant"))
    #expect(quiz.answer == "nowhere")
    #expect(quiz.question[0].hasPrefix("default/giant, attempt "))
    #expect(quiz.question[1].contains("small-0"))
    #expect(quiz.verdict(on: " nowhere ") == "Right: nowhere.")
    #expect(quiz.verdict(on: "small-0") == "No: nowhere. Here is why.")
    #expect(quiz.verdict(on: "smal-0").contains("small-0, perhaps"))
    #expect(quiz.verdict(on: nil) == "It is nowhere.")
  }

  @Test func `the quiz comes before the explanation`() throws {
    let shell = try Shell()
    defer { shell.remove() }
    let scenario = PackageFolder.url.appending(path: "Scenarios/resource-exhaustion.yaml").path
    let outcome = try shell.run("explain", scenario, "--pod", "giant", "--quiz")
    #expect(outcome.code == 0)
    #expect(outcome.output.contains("Say a name, or nowhere.\nIt is nowhere.\n\ndefault/giant:"))
    let refused = try shell.run("explain", scenario, "--pod", "giant", "--quiz", "--format", "csv")
    #expect(refused.code == 64)
  }
}
