import ClusterSimulation
import KubernetesObjects

/// A verb of the timeline in the words of a scenario.
struct ActionWords: Hashable {
  let verb: String
  let target: String
  let detail: String

  init(_ verb: String, _ target: String, _ detail: String = "") {
    self.verb = verb
    self.target = target
    self.detail = detail
  }
}

extension TimelineAction {
  /// The verb, what it is about, and what else it says.
  var words: ActionWords {
    nodeWords ?? podWords ?? objectWords
  }

  private var nodeWords: ActionWords? {
    switch self {
    case .cordon(let target): ActionWords("cordon", target.text)
    case .uncordon(let target): ActionWords("uncordon", target.text)
    case .drain(let target, let options): ActionWords("drain", target.text, options.words)
    case .taint(let target, let taint, let isRemoval):
      ActionWords("taint", target.text, isRemoval ? "\(taint.text)-" : taint.text)
    case .labelNodes(let target, let changes):
      ActionWords("label", target.text, Self.text(changes))
    case .join(let pool, let count, let labels):
      ActionWords(
        "join", pool, "count=\(count)" + (labels.isEmpty ? "" : " " + Self.text(labels)))
    case .leave(let target): ActionWords("leave", target.text)
    case .fail(let target): ActionWords("fail", target.text)
    case .recover(let target): ActionWords("recover", target.text)
    case .partition(let target): ActionWords("partition", target.text)
    case .heal(let target): ActionWords("heal", target.text)
    case .setNodeReadiness(let target, let isReady):
      ActionWords(isReady ? "ready" : "unready", target.text)
    case .deleteNodes(let target): ActionWords("delete", "Node/\(target.text)")
    case .patchNodes(let target, _): ActionWords("patch", "Node/\(target.text)")
    case .pause(let component): ActionWords("pause", component.rawValue)
    case .resume(let component): ActionWords("resume", component.rawValue)
    default: nil
    }
  }

  private var podWords: ActionWords? {
    switch self {
    case .load(let target, _): ActionWords("load", target.text)
    case .labelPods(let target, let changes):
      ActionWords("label", target.text, Self.text(changes))
    case .patchPods(let target, let labels, let annotations):
      ActionWords("patch", target.text, Self.text(labels + annotations))
    case .crash(let target, let container, let exitCode):
      ActionWords(
        "crash", target.text,
        "exitCode=\(exitCode)" + (container.map { " container=\($0)" } ?? ""))
    case .evict(let target): ActionWords("evict", target.text)
    case .setReadiness(let target, let isReady):
      ActionWords(isReady ? "ready" : "unready", target.text)
    default: nil
    }
  }

  private var objectWords: ActionWords {
    switch self {
    case .apply(let objects):
      ActionWords(
        "apply",
        objects.map { "\($0.kind.name)/\(($0 as? any StoredObject)?.metadata.name ?? "")" }
          .joined(separator: " "))
    case .delete(let target, let grace, _):
      ActionWords(
        "delete", target.text,
        grace.map { "gracePeriodSeconds=\($0.secondsText(decimals: 0))" } ?? "")
    case .rollout(let target, let command): ActionWords("rollout", target.text, command.text)
    case .update(let update): ActionWords(update.manner.rawValue, update.target)
    case .scale(let target, let replicas):
      ActionWords("scale", target.text, "replicas=\(replicas)")
    case .multiply(let targets, let factor):
      ActionWords(
        "scale", targets.map(\.text).joined(separator: " "),
        "factor=\(TimelineAction.factorText(factor))")
    case .setImage(let target, let container, let image):
      ActionWords("setImage", target.text, (container.map { "\($0)=" } ?? "") + image)
    case .patchWorkloads(let target, _): ActionWords("patch", target.text)
    case .patchServices(let target, let selector):
      ActionWords("patch", target.text, Self.text(selector))
    case .rollingUpdate(let update):
      ActionWords(
        "rollingUpdate", "ReplicationController/\(update.old)", "to=\(update.new.metadata.name)")
    default: preconditionFailure("every verb has its words")
    }
  }

  /// `key=value` for what is set, `key-` for what is taken off, as kubectl writes it.
  private static func text(_ changes: [(key: String, value: String?)]) -> String {
    changes.map { change in change.value.map { "\(change.key)=\($0)" } ?? "\(change.key)-" }
      .joined(separator: " ")
  }
}

extension DrainOptions {
  /// What differs from a drain that nothing stops but budgets.
  fileprivate var words: String {
    let standard = DrainOptions()
    var words: [String] = []
    if force != standard.force { words.append("force=false") }
    if ignoresDaemonSets != standard.ignoresDaemonSets { words.append("ignoreDaemonSets=false") }
    if deletesEmptyDirData != standard.deletesEmptyDirData {
      words.append("deleteEmptyDirData=false")
    }
    if let grace { words.append("grace=\(grace)") }
    if let timeout { words.append("timeout=\(timeout)") }
    return words.joined(separator: " ")
  }
}
