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

  /// A key that must be in the object, and what the kubelet says where it is not.
  struct Item: Hashable, Sendable {
    let key: Symbol
    let message: Symbol
  }

  /// For what the pod needs it.
  let use: Use
  /// What the kubelet says where the object is not there.
  let message: Symbol
  let key: PassiveObjectKey
  /// The keys that it must have.
  var items: ContiguousArray<Item> = []
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

  /// What the kubelet says of the first thing that pods of `template` need for `use` and that is
  /// missing; nil if nothing is.
  ///
  /// Of an object that no scenario makes, every key is taken to be there.
  public func missingNeed(of template: PodTemplateID, for use: TemplateNeed.Use) -> Symbol? {
    guard !declaredObjects.isEmpty else { return nil }
    for need in templates[template].needs where need.use == use {
      guard declaredObjects.contains(need.key) else { continue }
      guard let object = passiveObjects[need.key] else { return need.message }
      let missing = need.items.first { item in
        !object.keys.contains(item.key)
          && (use != .volume || !object.binaryKeys.contains(item.key))
      }
      if let missing { return missing.message }
    }
    return nil
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
        let failure = "MountVolume.SetUp failed for volume \"\(volume.name)\" : "
        var need = need(
          .volume, reference.kind.rawValue, reference.name, namespace,
          failure + reference.missingText)
        for one in reference.items {
          need.items.append(item(one.key, failure + reference.missingFileText(one.key)))
        }
        needs.append(need)
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
        var need = need(
          .environment(container: index), reference.kind.rawValue, reference.name, namespace,
          "Error: \(reference.missingText)")
        for one in reference.items {
          let object = "\(reference.kind.rawValue) \(symbols[namespace])/\(reference.name)"
          need.items.append(item(one.key, "Error: couldn't find key \(one.key) in \(object)"))
        }
        needs.append(need)
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

extension ClusterState {
  private mutating func item(_ key: String, _ text: String) -> TemplateNeed.Item {
    TemplateNeed.Item(key: symbols.intern(key), message: symbols.intern(text))
  }
}

extension ConfigReference {
  /// What the API server answers to a client that asks for it.
  fileprivate var missingText: String { "\(kind.rawValue.lowercased()) \"\(name)\" not found" }

  /// What is said of a volume whose object lacks a key.
  fileprivate func missingFileText(_ key: String) -> String {
    switch kind {
    case .configMap: "configmap references non-existent config key: \(key)"
    case .secret: "references non-existent secret key: \(key)"
    }
  }
}
