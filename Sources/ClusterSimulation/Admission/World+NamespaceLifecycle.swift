import ClusterState
import KubernetesObjects

/// The admission plugin NamespaceLifecycle, and what a new namespace comes with.
extension World {
  /// Why nothing may be created in a namespace: it is being emptied, or gone; nil if anything may.
  ///
  /// Source: `apiserver/pkg/admission/plugin/namespace/lifecycle`, Kubernetes 1.2 to 1.36.
  func lifecycleRefusal(
    of resource: String, _ name: String, in namespace: Symbol
  ) -> APIStatus? {
    guard cluster.namespaces.hasEndings, let record = cluster.namespaces[namespace] else {
      return nil
    }
    let space = cluster.symbols[namespace]
    guard record.isPresent else { return .notFound(.init("Namespace", "", space)) }
    guard record.isTerminating else { return nil }
    var status = APIStatus.forbidden(
      resource, name,
      "unable to create new content in namespace \(space) because it is being terminated")
    status.isForGood = true
    return status
  }

  /// Why `object` may not be applied: it is not there, and its namespace takes nothing new.
  mutating func lifecycleRefusal(of object: any APIObject) -> APIStatus? {
    guard cluster.namespaces.hasEndings, object.kind.isNamespaced,
      let object = object as? any StoredObject
    else { return nil }
    let space = namespace(of: object)
    let name = object.metadata.name
    guard let status = lifecycleRefusal(of: object.kind.resource, name, in: space) else {
      return nil
    }
    let target = ObjectTarget.named(
      kind: object.kind.name, namespace: cluster.symbols[space], name: name)
    return isAbsent(target) ? status : nil
  }

  /// The namespaces that every cluster has, and that stay.
  static let lastingNamespaces = ["default", "kube-system", "kube-public"]

  /// Why a namespace may not be deleted; nil if it may.
  func refusalOfDeletion(ofNamespace name: String) -> APIStatus? {
    if World.lastingNamespaces.contains(name) {
      return .forbidden("namespaces", name, "this namespace may not be deleted")
    }
    let record = cluster.symbols.find(name).flatMap { cluster.namespaces[$0] }
    guard record?.isTerminating ?? false else { return nil }
    return APIStatus(
      reason: .conflict,
      message: "Operation cannot be fulfilled on namespaces \"\(name)\": The system is ensuring "
        + "all content is removed from this namespace.  Upon completion, this namespace will "
        + "automatically be purged by the system.")
  }

  /// Makes a namespace that no manifest has, and that the cluster must therefore have had before.
  mutating func noteNamespace(_ name: String) {
    guard cluster.namespaces.row(of: cluster.symbols.intern(name)) == nil else { return }
    setNamespace(name, labels: Labels(), isImplied: true)
  }

  /// Gives a namespace its labels, and the one that the API server adds. A new one comes with its
  /// service account, and since 1.20 with a config map; their controllers are not waited for.
  ///
  /// Source: `pkg/registry/core/namespace/strategy.go`, Kubernetes 1.21 to 1.34;
  /// `pkg/controller/serviceaccount` and `pkg/controller/certificates/rootcacertpublisher`.
  mutating func setNamespace(_ name: String, labels: Labels, isImplied: Bool = false) {
    var labels = labels
    labels["kubernetes.io/metadata.name"] = name
    let symbol = cluster.symbols.intern(name)
    let interned = cluster.intern(labels)
    guard cluster.setNamespace(symbol, labels: interned, isImplied: isImplied, at: now) else {
      return
    }
    var account = ServiceAccount()
    account.metadata.name = ServiceAccount.defaultName
    _ = cluster.setObject(account, in: symbol, at: now)
    guard configuration.controlPlane.profile == .modern else { return }
    var certificate = ConfigMap()
    certificate.metadata.name = "kube-root-ca.crt"
    _ = cluster.setObject(certificate, in: symbol, at: now)
  }
}
