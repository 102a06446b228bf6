import KubernetesObjects

extension TimelineAction {
  /// The pods that the verb is about, if it is about pods.
  var podTarget: ObjectTarget? {
    switch self {
    case .delete(let target, _, _), .setReadiness(let target, _), .patchPods(let target, _, _),
      .labelPods(let target, _),
      .crash(let target, _, _), .evict(let target), .load(let target, _):
      target.kind == "Pod" ? target : nil
    default: nil
    }
  }

  /// The objects, other than nodes, that the verb is about, of which one must be there.
  var objectTargets: [ObjectTarget] {
    if case .multiply(let targets, _) = self { return targets }
    return objectTarget.map { [$0] } ?? []
  }

  private var objectTarget: ObjectTarget? {
    switch self {
    case .delete(let target, _, _), .rollout(let target, _), .scale(let target, _),
      .setImage(let target, _, _), .patchWorkloads(let target, _), .patchPods(let target, _, _),
      .patchServices(let target, _), .load(let target, _), .labelPods(let target, _),
      .crash(let target, _, _), .evict(let target), .setReadiness(let target, _):
      target
    default: nil
    }
  }

  /// The nodes that the verb asks the API server about, which must be there.
  var nodeTarget: NodeTarget? {
    switch self {
    case .deleteNodes(let target), .patchNodes(let target, _), .cordon(let target),
      .uncordon(let target), .drain(let target, _), .taint(let target, _, _),
      .labelNodes(let target, _), .leave(let target), .fail(let target), .recover(let target),
      .partition(let target), .heal(let target), .setNodeReadiness(let target, _):
      target
    default: nil
    }
  }

  /// What the verb asks the API server for.
  var requestVerb: RefusedRequest.Verb {
    switch self {
    case .apply: .create
    case .delete, .deleteNodes: .delete
    case .evict: .evict
    case .rollout: .rollout
    default: .update
    }
  }

  /// The verb and what it is about, on one line: `scale=ReplicaSet/web replicas=3`.
  var text: String {
    switch self {
    case .apply(let objects):
      "apply="
        + objects.compactMap { ($0 as? any StoredObject)?.metadata.name }.joined(separator: ",")
    case .delete(let target, let grace, let propagation):
      "delete=\(target.text) propagation=\(propagation.rawValue)"
        + (grace.map { " grace=\($0.secondsText(decimals: 0))" } ?? "")
    case .deleteNodes(let target): "delete=Node/\(target.text)"
    case .rollout(let target, let command): "rollout-\(command.text)=\(target.text)"
    case .update(let update): "\(update.manner.rawValue)=\(update.target)"
    case .setReadiness(let target, let isReady):
      "\(isReady ? "make-ready" : "unready")=\(target.text)"
    case .scale(let target, let replicas): "scale=\(target.text) replicas=\(replicas)"
    case .multiply(let targets, let factor):
      "scale=\(targets.map(\.text).joined(separator: ",")) factor=\(Self.factorText(factor))"
    case .setImage(let target, _, let image): "set-image=\(target.text) image=\(image)"
    case .patchNodes(let target, _): "patch=\(target.text)"
    case .patchWorkloads(let target, _), .patchPods(let target, _, _),
      .patchServices(let target, _):
      "patch=\(target.text)"
    case .load(let target, _): "load=\(target.text)"
    case .rollingUpdate(let update): "rolling-update=ReplicationController/\(update.old)"
    case .taint(let target, let taint, let isRemoval):
      "\(isRemoval ? "untaint" : "taint")=\(target.text) key=\(taint.text)"
    case .labelNodes(let target, _): "label=\(target.text)"
    case .labelPods(let target, _): "label=\(target.text)"
    case .join(let pool, let count, _): "join=\(pool) count=\(count)"
    case .crash(let target, _, let exitCode): "crash=\(target.text) exit=\(exitCode)"
    case .evict(let target): "evict=\(target.text)"
    case .pause(let component): "stop=\(component.rawValue)"
    case .resume(let component): "start=\(component.rawValue)"
    case .setNodeReadiness(let target, let isReady):
      "\(isReady ? "make-ready" : "unready")=Node/\(target.text)"
    case .cordon(let target): "cordon=\(target.text)"
    case .uncordon(let target): "uncordon=\(target.text)"
    case .drain(let target, _): "drain=\(target.text)"
    case .leave(let target): "node-delete=\(target.text)"
    case .fail(let target): "die=\(target.text)"
    case .recover(let target): "return=\(target.text)"
    case .partition(let target): "partition=\(target.text)"
    case .heal(let target): "heal=\(target.text)"
    }
  }
}

extension ObjectTarget {
  /// `Kind/name`, or `Kind/selector`.
  package var text: String {
    guard case .first(let count, let others) = self else { return "\(kind)/\(name)" }
    return "\(others.text) count=\(count)"
  }

  /// The name of the object, or what selects objects.
  var name: String {
    switch self {
    case .named(_, _, let name): name
    case .selected(_, _, let selector): selector.description
    case .matching(_, _, let pattern): pattern.text
    case .first(_, let others): others.name
    }
  }
}

extension RolloutCommand {
  /// The word of `kubectl rollout`.
  package var text: String {
    switch self {
    case .pause: "pause"
    case .resume: "resume"
    case .undo: "undo"
    case .restart: "restart"
    }
  }
}

extension NodeTarget {
  /// The node's name, or what selects nodes.
  package var text: String {
    switch self {
    case .node(let name): name
    case .selected(let selector): selector.description
    case .pool(let name): "pool/\(name)"
    case .zone(let name): "zone/\(name)"
    }
  }
}

extension Taint {
  /// `key=value:Effect`.
  package var text: String {
    "\(value.isEmpty ? key : "\(key)=\(value)"):\(effect.rawValue)"
  }
}

extension TimelineAction {
  /// A factor in thousandths as it is written, such as `1.6`.
  package static func factorText(_ thousandths: Int64) -> String {
    let (whole, rest) = (thousandths / 1000, thousandths % 1000)
    guard rest != 0 else { return "\(whole)" }
    var digits = String(1000 + rest).dropFirst()
    while digits.last == "0" { digits.removeLast() }
    return "\(whole).\(digits)"
  }
}
