import KubernetesObjects
import StructuredText

/// Config maps, secrets and service accounts that pods need and no file makes.
///
/// Such an object is taken to have been there before: manifests that are planned with seldom come
/// with all of them. One that the scenario makes at some time is not there before.
extension ScenarioResolver {
  /// Notes what the pods of an object need.
  mutating func noteNeeds(of located: LocatedObject) {
    guard let workload = located.object as? any WorkloadObject else { return }
    let space = workload.metadata.namespace
    let namespace = space.isEmpty ? "default" : space
    for (kind, name) in workload.podTemplate.spec.neededObjects {
      let key = KnownWorld.Key(kind, namespace, name)
      if neededKeys.insert(key).inserted { needs.append((key, located.node)) }
    }
  }

  /// Says once which objects are taken to be there.
  mutating func warnOfAssumedObjects() {
    let assumed = needs.filter { !world.contains($0.key) }
    guard let first = assumed.first else { return }
    let most = 5
    let names = assumed.prefix(most).map { "\($0.key.kind.name) \($0.key.name)" }
    let rest = assumed.count > most ? " and \(assumed.count - most) more" : ""
    problems.add(
      first.node.diagnostic(
        .warning,
        "pods need what no file here makes, and it is taken to be there: "
          + names.joined(separator: ", ") + rest))
  }
}

extension PodSpec {
  /// The config maps, secrets and service accounts that pods like this cannot do without.
  fileprivate var neededObjects: [(kind: ObjectKind, name: String)] {
    let references =
      volumes.flatMap(\.source.configReferences)
      + (initContainers + containers).flatMap(\.configReferences)
    var needed: [(kind: ObjectKind, name: String)] = references.filter { !$0.isOptional }.map {
      ($0.kind == .configMap ? ConfigMap.kind : Secret.kind, $0.name)
    }
    if !serviceAccountName.isEmpty, serviceAccountName != ServiceAccount.defaultName {
      needed.append((ServiceAccount.kind, serviceAccountName))
    }
    return needed.filter { $0.name != "kube-root-ca.crt" }
  }
}
