import ClusterSimulation
import KubernetesObjects
import StructuredText

/// New images and rollouts of the timeline that kubectl refuses, as far as manifests can tell.
extension ScenarioResolver {
  /// Holds a command to the containers and the revisions that workloads have by then, and notes
  /// what it makes of them.
  mutating func checkRollout(_ action: TimelineAction, _ arguments: Located<VerbArguments>) {
    switch action {
    case .setImage(let target, let container, _):
      if let container, let key = key(of: target) { check(container, of: key, arguments) }
      // The images of objects by name are kept with their manifests.
      if key(of: target) == nil { world.revisions.noteChange(of: nil) }
    case .rollout(let target, .undo(let revision)):
      if let key = key(of: target) { check(revision, of: key, arguments) }
      world.revisions.noteReturn(of: key(of: target))
    case .rollout(let target, .restart): world.revisions.noteChange(of: key(of: target))
    default: break
    }
  }

  /// The one object that is meant; nil if it is not named.
  private func key(of target: ObjectTarget) -> KnownWorld.Key? {
    guard case .named(let name, let namespace, let object) = target else { return nil }
    return APIObjectRegistry.kind(named: name).map { KnownWorld.Key($0, namespace, object) }
  }

  /// Holds the container of a new image to those of the template. One that came back with an
  /// earlier revision is not known.
  private mutating func check(
    _ container: String, of key: KnownWorld.Key, _ arguments: Located<VerbArguments>
  ) {
    guard !world.revisions.mayHaveReturned(key),
      let workload = world.manifests[key]?.object as? any WorkloadObject
    else { return }
    let names = workload.podTemplate.spec.containers.map(\.name)
    if names.isEmpty || names.contains(container) { return }
    let near = Spelling.nearest(to: container, among: names)
    let hint = near.map { "; did you mean \($0)?" } ?? "; there is \(Spelling.list(names))"
    let node = arguments.node["container"] ?? arguments.node
    problems.add(
      node.diagnostic(
        .error,
        "\(arguments.path).container: \(key.kind.name) \(key.name) has no container "
          + "\(container)\(hint)"))
  }

  /// Warns of a return to a revision that cannot be there by then.
  private mutating func check(
    _ revision: Int64?, of key: KnownWorld.Key, _ arguments: Located<VerbArguments>
  ) {
    // What a cluster had before it was written down may have revisions of its own.
    let keeper = key.kind == Deployment.kind ? ReplicaSet.kind : Pod.kind
    guard world.manifests[key] != nil, world.names(of: keeper, in: key.namespace).isEmpty else {
      return
    }
    let most = world.revisions.most(of: key)
    guard revision ?? 2 > most else { return }
    let title = "\(key.kind.name) \(key.name)"
    let reason =
      revision.map { "there is no revision \($0) of \(title) by then, but \(most) at the most" }
      ?? "there is no earlier revision of \(title) by then"
    let node = arguments.node["toRevision"] ?? arguments.node
    problems.add(
      node.diagnostic(.warning, "\(arguments.path): kubectl refuses this: \(reason)"))
  }
}
