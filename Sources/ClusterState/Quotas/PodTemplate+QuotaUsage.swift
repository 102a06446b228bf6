import KubernetesObjects

/// What a pod counts as under a quota, and which quotas it falls under.
///
/// Source: `pkg/quota/v1/evaluator/core/pods.go`, Kubernetes 1.20 to 1.34.
extension PodTemplate {
  /// What a pod that is there costs, even if it has ended.
  static let objectUsage: ResourceList = ["count/pods": Quantity(1)]

  /// What a pod costs until it has ended.
  func quotaUsage() -> ResourceList {
    var usage: ResourceList = [.pods: Quantity(1)]
    usage.override(
      with: .quotaUsage(requests: pod.spec.effectiveRequests, limits: pod.spec.effectiveLimits))
    return usage
  }

  /// The resources of `tracked` of which a container says nothing although it must, in order.
  ///
  /// What the pod as a whole declares need not be declared by its containers.
  func undeclared(under tracked: ResourceList) -> [UndeclaredResource] {
    let required = tracked.entries.map(\.name).filter { Self.mustBeDeclared.contains($0.rawValue) }
    guard !required.isEmpty else { return [] }
    let own = ResourceList.quotaUsage(
      requests: pod.spec.resources?.requests ?? ResourceList(),
      limits: pod.spec.resources?.limits ?? ResourceList())
    let containers = pod.spec.containers + pod.spec.initContainers
    let declared = containers.map {
      ResourceList.quotaUsage(requests: $0.resources.requests, limits: $0.resources.limits)
    }
    return required.compactMap { name in
      guard own[name] == nil else { return nil }
      let silent = containers.indices.filter { declared[$0][name] == nil }
        .map { containers[$0].name }
      return silent.isEmpty ? nil : UndeclaredResource(name: name, containers: silent.sorted())
    }
  }

  private static let mustBeDeclared = [
    "cpu", "memory", "requests.cpu", "requests.memory", "limits.cpu", "limits.memory",
  ]

  /// Whether pods of the template fall under every one of `scopes`.
  func matches(_ scopes: [ScopedResourceSelectorRequirement]) -> Bool {
    scopes.allSatisfy(matches)
  }

  private func matches(_ requirement: ScopedResourceSelectorRequirement) -> Bool {
    guard requirement.scopeName == .priorityClass else {
      let isNegated = requirement.operator == .doesNotExist || requirement.operator == .notIn
      return isWithin(requirement.scopeName) != isNegated
    }
    let name = pod.spec.priorityClassName
    switch requirement.operator {
    case .exists: return !name.isEmpty
    case .doesNotExist: return name.isEmpty
    case .isIn: return !name.isEmpty && requirement.values.contains(name)
    case .notIn: return name.isEmpty || !requirement.values.contains(name)
    }
  }

  private func isWithin(_ scope: ResourceQuotaScope) -> Bool {
    switch scope {
    case .terminating: return pod.spec.activeDeadlineSeconds != nil
    case .notTerminating: return pod.spec.activeDeadlineSeconds == nil
    case .bestEffort: return qualityOfService == .bestEffort
    case .notBestEffort: return qualityOfService != .bestEffort
    case .priorityClass: return !pod.spec.priorityClassName.isEmpty
    case .crossNamespacePodAffinity: return looksIntoOtherNamespaces
    case .volumeAttributesClass: return false
    }
  }

  private var looksIntoOtherNamespaces: Bool {
    let affinities = [pod.spec.affinity?.podAffinity, pod.spec.affinity?.podAntiAffinity]
    return affinities.contains { affinity in
      guard let affinity else { return false }
      return (affinity.required + affinity.preferred.map(\.podAffinityTerm)).contains {
        !$0.namespaces.isEmpty || $0.namespaceSelector != nil
      }
    }
  }
}

extension ResourceList {
  /// Requests and limits under the names by which quotas track them.
  static func quotaUsage(requests: ResourceList, limits: ResourceList) -> ResourceList {
    var pairs: [(ResourceName, Quantity)] = []
    for entry in requests.entries {
      let prefixed = ResourceName(rawValue: "requests." + entry.name.rawValue)
      pairs.append((prefixed, entry.quantity))
      if !entry.name.isExtended { pairs.append((entry.name, entry.quantity)) }
    }
    for entry in limits.entries {
      switch entry.name {
      case .cpu, .memory, .ephemeralStorage:
        pairs.append((ResourceName(rawValue: "limits." + entry.name.rawValue), entry.quantity))
      default: break
      }
    }
    return ResourceList(pairs)
  }
}
