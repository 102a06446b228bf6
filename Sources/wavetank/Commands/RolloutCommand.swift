import ClusterViews

/// `wavetank rollout`: how far a rollout has come at an instant, and the revisions before it.
struct RolloutCommand: Command {
  static let syntax = CommandSyntax(
    name: "rollout", summary: "Tell the status or the history of a rollout at an instant.",
    operands: "status|history KIND/NAME FILE", operandCount: 3...4,
    explanation: """
      KIND is deployment, statefulset or daemonset. FILE is a scenario, which is run up to the
      time, or a file of objects as kubectl get -o json writes it. The exit code of status is 1
      as long as the rollout is not complete.
      """,
    options: ViewOptions.syntax(behind: [
      ViewOptions.namespace, .value("revision", "N", "Show the template of this revision."),
    ]),
    examples: [
      (
        "wavetank rollout status deploy/web Scenarios/rolling-update.yaml --at 2m",
        "Tells how many of the new pods are there."
      )
    ],
    firstWords: ["status", "history"])

  private enum Question: String {
    case status
    case history
  }

  private let view: ViewOptions
  private let question: Question
  private let request: ResourceArguments.Request
  private let revision: Int64?

  init(_ arguments: ParsedArguments) throws(UsageError) {
    view = try ViewOptions(arguments, of: "rollout")
    let word = arguments.operands[0]
    guard let question = Question(rawValue: word) else {
      throw UsageError("expected status or history, found \(word)", "rollout")
    }
    self.question = question
    let asked = try ResourceArguments(
      viewing: arguments.operands.dropFirst().dropLast(), of: "rollout")
    guard let request = asked.requests.first, asked.requests.count == 1,
      request.names.count == 1
    else {
      throw UsageError("expected one workload as KIND/NAME", "rollout")
    }
    self.request = request
    revision = try arguments.value("revision").map { (text) throws(UsageError) in
      guard let number = Int64(text), number > 0 else {
        throw UsageError("--revision: expected a number from 1, found \(text)", "rollout")
      }
      return number
    }
  }

  func run(_ terminal: Terminal) -> ExitCode {
    var code = ExitCode.done
    do throws(ExitCode) {
      try ClusterSnapshots(view, terminal).show(terminal) { snapshot in
        let next = show(snapshot, terminal)
        if next != .done { code = next }
      }
    } catch {
      return error
    }
    return code
  }

  private func show(_ snapshot: ClusterSnapshots.Snapshot, _ terminal: Terminal) -> ExitCode {
    let name = request.names[0]
    let workload = snapshot.source.object(request.kind, in: view.namespace, named: name)
    guard let workload else {
      terminal.complain(
        "\(view.file): error: \(request.kind.qualifiedPlural) \"\(name)\" not found")
      return .badInput
    }
    switch question {
    case .status:
      guard let status = RolloutStatus(of: workload) else { return refuse(terminal) }
      if status.progress == .failed {
        terminal.complain(status.text)
      } else {
        terminal.show(status.text)
      }
      return status.progress == .done ? .done : .expectationBroken
    case .history:
      let history = RolloutHistory(
        of: workload, request.kind, in: snapshot.source, revision: revision)
      guard let history else { return refuse(terminal) }
      guard let text = history.text else {
        terminal.complain(
          "\(view.file): error: unable to find the specified revision \(revision ?? 0)")
        return .badInput
      }
      terminal.show(bytes: Array(text.utf8))
      return .done
    }
  }

  private func refuse(_ terminal: Terminal) -> ExitCode {
    terminal.complain(
      "\(view.file): error: expected a deployment, statefulset or daemonset, found "
        + request.kind.singular)
    return .badInput
  }
}
