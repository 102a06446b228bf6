import ClusterSimulation
import KubernetesObjects
import StructuredText

/// Manifests that are applied to objects that are there, as `kubectl apply` does: what the manifest
/// says counts, what the manifest applied before said and this one does not is taken back, and what
/// neither said stays.
///
/// Source: three-way merge patches of `kubectl apply`, Kubernetes 1.36.
extension ScenarioResolver {
  /// What applies objects in order.
  func applications(of objects: [LocatedObject]) -> [TimelineAction] {
    var actions: [TimelineAction] = []
    var together: [any APIObject] = []
    for located in objects {
      guard let update = update(to: located) else {
        together.append(located.object)
        continue
      }
      if !together.isEmpty { actions.append(.apply(together)) }
      together = []
      actions.append(.update(update))
    }
    return together.isEmpty && !actions.isEmpty ? actions : actions + [.apply(together)]
  }

  /// How an object changes what may be there; nil if all of it counts.
  private func update(to located: LocatedObject) -> ObjectUpdate? {
    guard let key = KnownWorld.Key(of: located) else { return nil }
    let field = (located.object as? any ReplicatedObject).map { type(of: $0).replicasField }
    let base = world.manifests[key]?.object
    let keepsReplicas = field.map { !isSaid($0, of: located, key) } ?? false
    guard keepsReplicas || base is any WorkloadObject else { return nil }
    return ObjectUpdate(
      located.object, insteadOf: base, manner: .apply, keepsReplicas: keepsReplicas,
      keepsPause: !isSaid("paused", of: located, key))
  }

  /// Whether the manifest, or the one that was applied before, has `field` below `spec`.
  private func isSaid(_ field: String, of located: LocatedObject, _ key: KnownWorld.Key) -> Bool {
    located.node["spec"]?[field] != nil || world.applied[key]?["spec"]?[field] != nil
  }

  /// The object with what patches have made of it and no manifest says.
  mutating func withPatches(_ located: LocatedObject) -> LocatedObject {
    guard PatchDraft.mergedKinds.contains(located.kind), let key = KnownWorld.Key(of: located),
      let known = world.manifests[key], let last = world.applied[key]
    else { return located }
    let new = SyntaxValue(located.node)
    let merged = StrategicMerge.keeping(SyntaxValue(known.node), of: SyntaxValue(last), in: new)
    guard merged != new,
      let node = try? JSONReader.read(
        JSONEmitter.bytes(of: merged.typed(located)), file: located.node.file)
    else { return located }
    var reader = ManifestReader()
    reader.read(node)
    guard var object = reader.objects.first else { return located }
    object.applyDefaults()
    for complaint in reader.errors.map(\.message) + object.validationDiagnostics.map(\.message) {
      problems.add(
        located.node.diagnostic(
          .error, "with the patches before, makes a \(located.kind.name) invalid: \(complaint)"))
    }
    return object
  }
}

extension KnownWorld.Key {
  /// The key of an object that has a name.
  init?(of located: LocatedObject) {
    guard let metadata = located.metadata, !metadata.name.isEmpty else { return nil }
    let namespace = metadata.namespace.isEmpty ? "default" : metadata.namespace
    self.init(located.kind, namespace, metadata.name)
  }
}
