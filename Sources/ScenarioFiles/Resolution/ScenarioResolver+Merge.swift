import ClusterSimulation
import KubernetesObjects
import StructuredText

/// Patches of objects as they are by then: the manifest, with every patch before.
extension ScenarioResolver {
  /// The object after a patch of some of its members, as an action; nil if there is none or the
  /// patch makes it invalid, which is reported at `place`.
  mutating func merge(
    _ patch: [(key: String, value: SyntaxNode)], into named: ObjectTargetDraft.Named,
    in namespace: String, _ place: Located<VerbArguments>
  ) -> TimelineAction? {
    let key = KnownWorld.Key(named.kind, namespace, named.name.value)
    guard let known = world.manifests[key] else { return nil }
    var value = SyntaxValue(known.node).typed(known)
    let before = Self.unknownFields(of: value)
    // tidy allows UnorderedIteration: the parts of a patch lie in the order of the text.
    let changes = patch.map { SyntaxValue.Member($0.key, SyntaxValue($0.value)) }
    value = StrategicMerge.merge(value, .mapping(changes))
    let bytes = JSONEmitter.bytes(of: value)
    guard let node = try? JSONReader.read(bytes, file: place.node.file) else { return nil }
    var reader = ManifestReader()
    reader.read(node)
    var complaints = reader.errors.map(\.message)
    complaints += reader.unknownFields.occurrences.map(\.text).filter { !before.contains($0) }
    var patched = reader.objects.first
    patched?.applyDefaults()
    complaints += patched?.validationDiagnostics.map(\.message) ?? []
    if let patched, complaints.isEmpty {
      complaints += Self.forbiddenChanges(known, patched)
      complaints += Self.leftOver(known, patched, by: patch)
      if let refusal = admission.refusal(of: patched) { complaints.append(refusal) }
    }
    for complaint in complaints {
      problems.add(place.error("makes a \(named.kind.name) invalid: \(complaint)"))
    }
    guard complaints.isEmpty, var patched else { return nil }
    world.set(patched, for: key)
    _ = admission.admit(&patched.object)
    if var volume = patched.object as? PersistentVolume,
      patch.contains(where: { $0.key == "spec" && $0.value["claimRef"]?.isNull ?? false })
    {
      volume.spec.claimRef = ObjectReference()
      patched.object = volume
    }
    let field = (patched.object as? any ReplicatedObject).map { type(of: $0).replicasField }
    let setsReplicas = patch.contains { $0.key == "spec" && $0.value[field ?? ""] != nil }
    return .update(
      ObjectUpdate(
        patched.object, insteadOf: known.object, manner: .patch, keepsReplicas: !setsReplicas,
        keepsPause: known.isPaused == patched.isPaused))
  }

  /// Sets an image in the manifest of an object, for the patches to come.
  mutating func setImage(
    _ image: String, of container: String?, in named: ObjectTargetDraft.Named,
    namespace: String, _ place: Located<VerbArguments>
  ) -> TimelineAction? {
    let key = KnownWorld.Key(named.kind, namespace, named.name.value)
    guard let template = world.manifests[key]?.podTemplate else { return nil }
    let names = template.spec.containers.map(\.name).filter { container == nil || $0 == container }
    var patch: SyntaxValue = [
      "spec": [
        "containers": .sequence(names.map { ["name": .string($0), "image": .string(image)] })
      ]
    ]
    patch = ["template": patch]
    if named.kind == CronJob.kind { patch = ["jobTemplate": ["spec": patch]] }
    let bytes = JSONEmitter.bytes(of: patch)
    guard let node = try? JSONReader.read(bytes, file: place.node.file) else { return nil }
    return merge([("spec", node)], into: named, in: namespace, place)
  }

  private static func unknownFields(of value: SyntaxValue) -> [String] {
    guard let node = try? JSONReader.read(JSONEmitter.bytes(of: value), file: "") else {
      return []
    }
    var reader = ManifestReader()
    reader.read(node)
    return reader.unknownFields.occurrences.map(\.text)
  }

  /// What a patch leaves that does not go with it: the defaults of a rolling update, which are
  /// there though no manifest has them.
  private static func leftOver(
    _ old: LocatedObject, _ new: LocatedObject, by patch: [(key: String, value: SyntaxNode)]
  ) -> [String] {
    guard let before = old.object as? Deployment, let after = new.object as? Deployment,
      after.spec.strategy.type == .recreate, before.spec.strategy.type != .recreate,
      !patch.contains(where: {
        $0.key == "spec" && $0.value["strategy"]?["rollingUpdate"] != nil
      })
    else { return [] }
    return [
      "spec.strategy.rollingUpdate: Forbidden: may not be specified when strategy `type` is "
        + "'Recreate'; say rollingUpdate: null too"
    ]
  }

  /// What no update of an object may change.
  ///
  /// Source: the update strategies in `pkg/registry/{apps,batch}`, Kubernetes 1.34.
  private static func forbiddenChanges(_ old: LocatedObject, _ new: LocatedObject) -> [String] {
    var complaints: [String] = []
    let (before, after) = (old.metadata, new.metadata)
    if before?.name != after?.name || old.kind != new.kind {
      complaints.append("metadata.name: cannot be changed")
    }
    var completed = old
    completed.applyDefaults()
    if completed.podSelector != new.podSelector {
      complaints.append("spec.selector: cannot be changed")
    }
    return complaints
  }
}

extension Admission {
  /// Why an object is refused; nil if it is not.
  fileprivate func refusal(of located: LocatedObject) -> String? {
    var (admission, object) = (self, located.object)
    return admission.admit(&object).flatMap {
      $0.scope == .object ? "\($0.path): \($0.message)" : nil
    }
  }
}

extension SyntaxValue {
  /// The value with the type of `object`, which elements of a typed list leave out.
  func typed(_ object: LocatedObject) -> SyntaxValue {
    guard case .mapping(let members) = self, !members.contains(where: { $0.key == "kind" }) else {
      return self
    }
    let type = [
      Member("apiVersion", .string(object.apiVersion.description)),
      Member("kind", .string(object.kind.name)),
    ]
    return .mapping(type + members.filter { $0.key != "apiVersion" })
  }
}

extension LocatedObject {
  /// Whether the object is a deployment whose rollout is paused.
  fileprivate var isPaused: Bool { (object as? Deployment)?.spec.paused ?? false }

  /// What the object's pods are made from; nil where it makes none.
  fileprivate var podTemplate: PodTemplateSpec? { (object as? any WorkloadObject)?.podTemplate }

  /// The pods of a workload whose selector stays what it is.
  var podSelector: LabelSelector? {
    switch object {
    case let object as ReplicaSet: object.spec.selector
    case let object as DaemonSet: object.spec.selector
    case let object as Deployment: object.spec.selector
    case let object as StatefulSet: object.spec.selector
    default: nil
    }
  }
}
