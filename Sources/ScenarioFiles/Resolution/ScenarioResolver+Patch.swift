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
    if arguments.objects.named.contains(where: { PatchDraft.mergedKinds.contains($0.kind) }) {
      if patch.merged.isEmpty {
        problems.add(place.error("say what to replace, below metadata or spec"))
      }
      return arguments.objects.named.compactMap {
        merge(patch.merged, into: $0, in: arguments.objects.namespace, place)
      }
    }
    let targets = arguments.objects.targets
    if targets.isEmpty, arguments.nodes.isEmpty { return [] }
    if patch.parts.isEmpty {
      problems.add(place.error("say what to replace, below metadata, spec or status"))
    }
    var kinds: [ObjectKind] = arguments.nodes.isEmpty ? [] : [Node.kind]
    kinds += targets.compactMap { APIObjectRegistry.kind(named: $0.kind) }
    for part in patch.parts {
      guard let kind = kinds.first(where: { !part.suits($0) }) else { continue }
      let others = part.place.value.map(\.name)
      problems.add(
        part.place.error(
          "cannot be patched in a \(kind.name), but in a \(Spelling.alternatives(others))"))
    }
    for named in arguments.objects.named {
      check(patch, of: named, in: arguments.objects.namespace, place)
    }
    return arguments.nodes.targets.map { .patchNodes($0, patch.node) }
      + targets.map { target in
        switch target.kind {
        case Pod.kind.name:
          .patchPods(target, labels: patch.node.labels, annotations: patch.node.annotations)
        case Service.kind.name: .patchServices(target, selector: patch.selector)
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
    guard let template = patch.workload.template, let known = world.manifests[key],
      var object = known.object as? any WorkloadObject
    else { return }
    let before = object.podTemplate.spec.containers.map(\.name)
    for container in patch.containers where !before.contains(container.value) {
      let near = Spelling.nearest(to: container.value, among: before)
      let hint =
        near.map { "; did you mean \($0)?" } ?? "; there is \(before.joined(separator: ", "))"
      problems.add(
        container.error(
          "\(named.kind.name) \(named.name.value) has no container \(container.value)\(hint)"))
    }
    object.apply(template)
    let patched = LocatedObject(
      apiVersion: known.apiVersion, object: object, node: place.node)
    for problem in patched.validationDiagnostics {
      problems.add(place.error("makes a \(named.kind.name) invalid: \(problem.message)"))
    }
    world.set(patched, for: key)
  }
}

extension WorkloadObject {
  /// Puts the parts of `patch` into the template.
  fileprivate mutating func apply(_ patch: PodTemplatePatch) {
    var pod = Pod(metadata: podTemplate.metadata, spec: podTemplate.spec)
    patch.apply(to: &pod)
    podTemplate.metadata = pod.metadata
    podTemplate.spec = pod.spec
  }
}
