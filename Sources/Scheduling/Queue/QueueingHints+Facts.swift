import ClusterState
import KubernetesObjects

/// What single facts mean to a waiting pod.
extension QueueingHints {
  /// Whether the pod would fit on the node, were it empty.
  func fits(_ pod: PodRequirements, _ node: NodeFacts) -> Bool {
    let wanted = pod.requests.effective
    return node.allocatablePods > 0 && wanted.milliCPU <= node.allocatable.milliCPU
      && wanted.memoryBytes <= node.allocatable.memoryBytes
      && wanted.ephemeralStorageBytes <= node.allocatable.ephemeralStorageBytes
      && wanted.extended.allSatisfy { $0.amount <= node.allocatable[$0.resource] }
  }

  /// Whether the node offers more pods, or more of anything that the pod asks for.
  ///
  /// Source: `haveAnyRequestedResourcesIncreased`, Kubernetes 1.34.
  func offersMore(than old: NodeFacts, _ new: NodeFacts, for pod: PodRequirements) -> Bool {
    let wanted = pod.requests.effective
    let (before, now) = (old.allocatable, new.allocatable)
    return new.allocatablePods > old.allocatablePods
      || wanted.milliCPU > 0 && now.milliCPU > before.milliCPU
      || wanted.memoryBytes > 0 && now.memoryBytes > before.memoryBytes
      || wanted.ephemeralStorageBytes > 0
        && now.ephemeralStorageBytes > before.ephemeralStorageBytes
      || wanted.extended.contains {
        $0.amount > 0 && now[$0.resource] > before[$0.resource]
      }
  }

  /// Whether the pod's node selector and required node affinity allow the node.
  func isAllowed(_ pod: PodRequirements, _ node: NodeFacts) -> Bool {
    func holds(_ requirement: NodeRequirement) -> Bool {
      let key = cache.columns[requirement.column.row].key
      let value = requirement.column == .nodeName ? node.name : node.labels[key]
      return requirement.accepts(value, cluster.symbols)
    }
    guard pod.nodeDemand.selector.allSatisfy(holds) else { return false }
    guard let terms = pod.nodeDemand.terms else { return true }
    return terms.contains { !$0.matchesNothing && $0.requirements.allSatisfy(holds) }
  }

  /// Whether none of the node's taints keeps the pod away.
  func tolerates(_ pod: PodRequirements, _ node: NodeFacts) -> Bool {
    let comparesNumbers = cache.rules.has(.tolerationComparison)
    let taints =
      comparesNumbers
      ? ContiguousArray(node.taints.map { $0.withNumber(cluster.symbols) }) : node.taints
    return pod.tolerations.firstUntolerated(taints) == nil
  }

  /// Whether the pod may run on cordoned nodes.
  func toleratesCordon(_ pod: PodRequirements) -> Bool {
    let taint = Taint(key: "node.kubernetes.io/unschedulable", effect: .noSchedule)
    return pod.template.pod.spec.tolerations.contains { $0.tolerates(taint) }
  }

  /// The constraints of the pod's own that keep it waiting.
  func hardConstraints(of pod: PodRequirements) -> ContiguousArray<SpreadConstraint> {
    pod.spreadConstraints.filter(\.isHard)
  }

  /// Whether the node has a domain of every topology that the pod spreads over.
  func hasTopologies(_ pod: PodRequirements, _ node: NodeFacts) -> Bool {
    hardConstraints(of: pod).allSatisfy {
      node.labels[cache.columns[$0.column.row].key] != nil
    }
  }

  /// Whether the node changed from one domain to another.
  func hasMoved(_ pod: PodRequirements, from old: NodeFacts, to new: NodeFacts) -> Bool {
    hardConstraints(of: pod).contains {
      let key = cache.columns[$0.column.row].key
      return old.labels[key] != new.labels[key]
    }
  }

  /// Whether `other` counts in a constraint of `pod`; a pod that a profile's default constraints
  /// keep waiting has none of its own.
  func isCounted(_ other: PodRequirements, by pod: PodRequirements) -> Bool {
    guard other.template.namespace == pod.template.namespace else { return false }
    let constraints = hardConstraints(of: pod)
    return constraints.isEmpty
      || constraints.contains { $0.selector.matches(other.template.labels, cluster.symbols) }
  }

  /// Whether all of `terms` are about `other`; false without any.
  ///
  /// Source: `podMatchesAllAffinityTerms`, Kubernetes 1.34.
  func isMeant(_ other: PodRequirements, by terms: ContiguousArray<AffinityTerm>) -> Bool {
    !terms.isEmpty
      && terms.allSatisfy {
        $0.scope.matches(other.template, cluster, requiresNamespaceObject: true)
      }
  }
}
