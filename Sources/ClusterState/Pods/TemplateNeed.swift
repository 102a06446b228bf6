import KubernetesObjects

/// An object that every pod of a template needs, and what a kubelet says while it is not there.
public struct TemplateNeed: Hashable, Sendable {
  /// For what the pod needs it.
  public enum Use: Hashable, Sendable {
    /// To be created at all: its service account.
    case account
    /// To mount its volumes.
    case volume
    /// To pull images, which may do without.
    case pullSecret
    /// For the environment of this container; init containers come first.
    case environment(container: Int)
  }

  /// For what the pod needs it.
  public let use: Use
  /// What the kubelet says of it.
  public let message: Symbol
  let key: PassiveObjectKey
}

extension ClusterState {
  /// Notes that the scenario makes an object at some time: before, it is not there. What no
  /// scenario makes, and pods need nevertheless, is taken to have been there before.
  public mutating func declareObject(_ kind: String, named name: String, in namespace: String) {
    declaredObjects.insert(
      PassiveObjectKey(
        kind: symbols.intern(kind),
        name: NamespacedName(symbols.intern(namespace), symbols.intern(name))))
  }

  /// Whether the scenario makes the object at some time, and it is not there now.
  public func isMissing(_ need: TemplateNeed) -> Bool {
    declaredObjects.contains(need.key) && passiveObjects[need.key] == nil
  }

  /// The first object that pods of `template` need for `use`, and that is missing; nil if none is.
  public func missingNeed(of template: PodTemplateID, for use: TemplateNeed.Use) -> TemplateNeed? {
    guard !declaredObjects.isEmpty else { return nil }
    return templates[template].needs.first { $0.use == use && isMissing($0) }
  }

  /// What pods like `pod` need of their namespace, in the order in which it is asked for.
  ///
  /// Texts: `pkg/kubelet/kuberuntime`, `pkg/volume/configmap`, `pkg/volume/secret` and
  /// `plugin/pkg/admission/serviceaccount`, Kubernetes 1.36.
  mutating func needs(of pod: Pod, in namespace: Symbol) -> ContiguousArray<TemplateNeed> {
    var needs: ContiguousArray<TemplateNeed> = []
    let account = pod.spec.serviceAccountName
    if !account.isEmpty, account != ServiceAccount.defaultName {
      let space = symbols[namespace]
      needs.append(
        need(
          .account, ServiceAccount.kind.name, account, namespace,
          "error looking up service account \(space)/\(account): "
            + "serviceaccount \"\(account)\" not found"))
    }
    for volume in pod.spec.volumes {
      for reference in volume.source.configReferences where !reference.isOptional {
        let text =
          "MountVolume.SetUp failed for volume \"\(volume.name)\" : \(reference.missingText)"
        needs.append(need(.volume, reference.kind.rawValue, reference.name, namespace, text))
      }
    }
    for secret in pod.spec.imagePullSecrets {
      let text =
        "Unable to retrieve some image pull secrets (\(secret)); attempting to pull the image "
        + "may not succeed."
      needs.append(need(.pullSecret, Secret.kind.name, secret, namespace, text))
    }
    for (index, container) in (pod.spec.initContainers + pod.spec.containers).enumerated() {
      for reference in container.configReferences where !reference.isOptional {
        needs.append(
          need(
            .environment(container: index), reference.kind.rawValue, reference.name, namespace,
            "Error: \(reference.missingText)"))
      }
    }
    return needs
  }

  private mutating func need(
    _ use: TemplateNeed.Use, _ kind: String, _ name: String, _ namespace: Symbol, _ text: String
  ) -> TemplateNeed {
    let key = PassiveObjectKey(
      kind: symbols.intern(kind), name: NamespacedName(namespace, symbols.intern(name)))
    return TemplateNeed(use: use, message: symbols.intern(text), key: key)
  }
}

extension ConfigReference {
  /// What the API server answers to a client that asks for it.
  fileprivate var missingText: String { "\(kind.rawValue.lowercased()) \"\(name)\" not found" }
}
