import ClusterSimulation
import KubernetesObjects
import StructuredText

/// Patches: whether their parts suit what they name, and what they make of it.
extension ScenarioResolver {
  /// The actions of a patch.
  mutating func patch(
    _ arguments: VerbArguments, _ place: Located<VerbArguments>
  ) -> [TimelineAction] {
    let patch = arguments.patch
    let targets = arguments.objects.targets
    if patch.parts.isEmpty {
      problems.add(place.error("say what to replace, below metadata, spec or status"))
    }
    var kinds: [ObjectKind] = arguments.nodes.isEmpty ? [] : [.node]
    kinds += targets.compactMap { ObjectKind(rawValue: $0.kind) }
    for part in patch.parts {
      guard let kind = kinds.first(where: { !part.suits($0) }) else { continue }
      let others = part.place.value.map(\.rawValue)
      problems.add(
        part.place.error(
          "cannot be patched in a \(kind.rawValue), but in a \(Spelling.alternatives(others))"))
    }
    for named in arguments.objects.named {
      check(patch, of: named, in: arguments.objects.namespace, place)
    }
    return arguments.nodes.targets.map { .patchNodes($0, patch.node) }
      + targets.map { target in
        switch ObjectKind(rawValue: target.kind) {
        case .pod:
          .patchPods(target, labels: patch.node.labels, annotations: patch.node.annotations)
        case .service: .patchServices(target, selector: patch.selector)
        default: .patchWorkloads(target, patch.workload)
        }
      }
  }

  /// Holds a controller as it is after the patch to the rules of the API server, and keeps it.
  private mutating func check(
    _ patch: PatchDraft, of named: ObjectTargetDraft.Named, in namespace: String,
    _ place: Located<VerbArguments>
  ) {
    let key = KnownWorld.Key(kind: named.kind, namespace: namespace, name: named.name.value)
    guard let template = patch.workload.template, let known = world.controllers[key] else {
      return
    }
    var object = known.object
    let before = object.template?.containers.map(\.name) ?? []
    for container in patch.containers where !before.contains(container.value) {
      let near = Spelling.nearest(to: container.value, among: before)
      let hint =
        near.map { "; did you mean \($0)?" } ?? "; there is \(before.joined(separator: ", "))"
      problems.add(
        container.error(
          "\(named.kind.rawValue) \(named.name.value) has no container \(container.value)\(hint)"))
    }
    object.apply(template)
    let patched = LocatedObject(
      apiVersion: known.apiVersion, kind: known.kind, object: object, node: place.node)
    for problem in patched.validationDiagnostics {
      problems.add(place.error("makes a \(named.kind.rawValue) invalid: \(problem.message)"))
    }
    world.set(patched, for: key)
  }
}

extension KubernetesObject {
  /// The specification in the template of a replication controller or replica set.
  fileprivate var template: PodSpec? {
    switch self {
    case .replicationController(let controller): controller.spec.template.spec
    case .replicaSet(let replicaSet): replicaSet.spec.template.spec
    default: nil
    }
  }

  /// Puts the parts of `patch` into the template.
  fileprivate mutating func apply(_ patch: PodTemplatePatch) {
    func patched(_ template: PodTemplateSpec) -> PodTemplateSpec {
      var pod = Pod(metadata: template.metadata, spec: template.spec)
      patch.apply(to: &pod)
      var template = template
      template.metadata = pod.metadata
      template.spec = pod.spec
      return template
    }
    switch self {
    case .replicationController(var controller):
      controller.spec.template = patched(controller.spec.template)
      self = .replicationController(controller)
    case .replicaSet(var replicaSet):
      replicaSet.spec.template = patched(replicaSet.spec.template)
      self = .replicaSet(replicaSet)
    default: break
    }
  }
}
