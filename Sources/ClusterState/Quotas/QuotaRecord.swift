import KubernetesObjects
import SimulationEngine

/// Marks ids of resource quotas.
public enum ResourceQuotaKind {}

/// A row of the table of resource quotas.
public typealias ResourceQuotaID = Identifier<ResourceQuotaKind>

/// A resource quota: what a namespace may hold at most, and what it holds. Only `ClusterState`
/// writes records.
public struct QuotaRecord: Sendable {
  /// The namespace's name.
  public let namespace: Symbol
  /// The quota's name.
  public let name: Symbol
  /// Which pods count; every pod and every other object without scopes.
  public let scopes: [ScopedResourceSelectorRequirement]
  /// `spec.hard`.
  public internal(set) var hard: ResourceList
  /// `status.used`: of each resource of `hard`, what is charged.
  public internal(set) var used: ResourceList
  /// When the object was created.
  public let created: SimulationTime
  /// When the object left the API server.
  public internal(set) var removed: SimulationTime = .unset

  /// Whether the object is still there.
  public var isPresent: Bool { !removed.isSet }

  /// Which pods `quota` is about: those that are in every scope that it names.
  public static func scopes(of quota: ResourceQuota) -> [ScopedResourceSelectorRequirement] {
    let named = quota.spec.scopes.map { scope in
      var requirement = ScopedResourceSelectorRequirement()
      requirement.scopeName = scope
      return requirement
    }
    return named + quota.spec.scopeSelector
  }

  /// The part of `usage` that the quota tracks.
  func tracked(_ usage: ResourceList) -> ResourceList {
    ResourceList(
      usage.entries.lazy.filter { hard[$0.name] != nil }.map { ($0.name, $0.quantity) })
  }
}

/// A resource that a quota tracks, and the containers of a pod that say nothing of it.
public struct UndeclaredResource: Hashable, Sendable {
  /// The resource.
  public let name: ResourceName
  /// The containers, in order of their names; empty where the API server does not name them.
  public internal(set) var containers: [String]
}

/// Why the API server refuses an object for a quota's sake.
public struct QuotaRefusal: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Cause: Hashable, Sendable {
    /// The object would exceed these resources.
    case exceeded(requested: ResourceList, used: ResourceList, limited: ResourceList)
    /// Containers say nothing of these resources, which the quota tracks.
    case undeclared([UndeclaredResource])
  }

  /// The quota's name.
  public let quota: String
  /// What is wrong.
  public let cause: Cause
}

extension QuotaRefusal: CustomStringConvertible {
  /// The API server's words.
  ///
  /// Source: `apiserver/pkg/admission/plugin/resourcequota/controller.go` and
  /// `pkg/quota/v1/evaluator/core/pods.go`, Kubernetes 1.2 and, with the names of containers, 1.24
  /// to 1.36.
  public var description: String {
    switch cause {
    case .exceeded(let requested, let used, let limited):
      "exceeded quota: \(quota), requested: \(Self.text(requested)), used: \(Self.text(used)), "
        + "limited: \(Self.text(limited))"
    case .undeclared(let resources):
      "failed quota: \(quota): must specify "
        + resources.map(Self.text).joined(
          separator: resources.allSatisfy(\.containers.isEmpty) ? "," : "; ")
    }
  }

  private static func text(_ resource: UndeclaredResource) -> String {
    guard !resource.containers.isEmpty else { return resource.name.rawValue }
    return "\(resource.name) for: \(resource.containers.joined(separator: ","))"
  }

  private static func text(_ list: ResourceList) -> String {
    list.entries.map { "\($0.name)=\($0.quantity)" }.joined(separator: ",")
  }
}
