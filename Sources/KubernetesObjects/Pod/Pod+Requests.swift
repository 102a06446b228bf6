/// What a pod takes of a node, as schedulers of the two eras reckon it.
///
/// Sums and maxima are on exact quantities; `ResourceList.amount(of:)` rounds once, at the end.
extension PodSpec {
  /// What the modern scheduler sets aside for the pod.
  ///
  /// The larger of what runs in the end (containers and sidecars) and the most that any moment of
  /// the start takes; the pod's own requests replace the containers', and the overhead is added.
  /// Source: `k8s.io/component-helpers/resource` `PodRequests`, v1.34.
  public var effectiveRequests: ResourceList {
    effectiveRequests(ofPodLevel: true) { $0.resources.requests }
  }

  /// The cpu and the memory with which the modern scheduler's scores reckon: what a container does
  /// not mention counts as 100m and 200 MiB; an explicit zero stays zero.
  ///
  /// If the pod as a whole requests something, only a resource that is mentioned nowhere counts so.
  /// Source: `pkg/scheduler/framework/types.go` `calculateResource`, v1.34.1.
  /// - Parameter includingPodLevel: whether the pod's own requests are heeded. In the totals of a
  ///   node they are; v1.34.1 scores the incoming pod without them.
  public func nonZeroRequests(includingPodLevel: Bool = true) -> ResourceList {
    var absent = Container.requestsIfAbsent
    if includingPodLevel, let own = resources?.requests.podLevel, !own.isEmpty {
      for entry in effectiveRequests.entries { absent[entry.name] = nil }
    }
    let requests = effectiveRequests(ofPodLevel: includingPodLevel) {
      $0.resources.requests.filled(from: absent)
    }
    return requests.only([.cpu, .memory])
  }

  /// What the scheduler of the first era sets aside: the sum of the containers, init containers,
  /// sidecars, overhead and the pod's own requests unheard of.
  ///
  /// Source: `plugin/pkg/scheduler/algorithm/predicates`, v1.2.
  public var classicRequests: ResourceList {
    containers.reduce(into: ResourceList()) { $0 += $1.resources.requests }
  }

  /// The most that the containers may use together, reckoned as `effectiveRequests` is.
  public var effectiveLimits: ResourceList {
    var limits = combined { $0.resources.limits }
    if let podLimits = resources?.limits { limits.override(with: podLimits.podLevel) }
    for entry in overhead.entries where limits[entry.name] != nil {
      limits += [entry.name: entry.quantity]
    }
    return limits
  }

  private func effectiveRequests(
    ofPodLevel isIncluded: Bool, _ requests: (Container) -> ResourceList
  ) -> ResourceList {
    var total = combined(requests)
    if isIncluded, let podRequests = resources?.requests {
      total.override(with: podRequests.podLevel)
    }
    total += overhead
    return total
  }

  /// The containers' amounts, with the init containers' where those are more at some moment.
  func combined(_ amounts: (Container) -> ResourceList) -> ResourceList {
    var total = containers.reduce(into: ResourceList()) { $0 += amounts($1) }
    var sidecars = ResourceList()
    var peak = ResourceList()
    for container in initContainers {
      let own = amounts(container)
      if container.isSidecar {
        total += own
        sidecars += own
        peak.formMaximum(sidecars)
      } else {
        peak.formMaximum(own + sidecars)
      }
    }
    total.formMaximum(peak)
    return total
  }
}

extension Container {
  /// Whether an init container runs on beside the containers that follow it.
  public var isSidecar: Bool { restartPolicy == .always }

  /// What a container counts as requesting, in scores, of resources that it does not mention.
  ///
  /// Source: `pkg/scheduler/util/pod_resources.go` v1.34; the same numbers since v1.1.
  static var requestsIfAbsent: ResourceList {
    [.cpu: Quantity(milliValue: 100), .memory: Quantity(200 * 1024 * 1024)]
  }
}

extension ResourceList {
  /// The resources of `names` alone.
  func only(_ names: [ResourceName]) -> ResourceList {
    var result = ResourceList()
    for name in names { result[name] = self[name] }
    return result
  }

  /// These resources, and those of `other` that are not named here.
  func filled(from other: ResourceList) -> ResourceList {
    var result = self
    for entry in other.entries where result[entry.name] == nil {
      result[entry.name] = entry.quantity
    }
    return result
  }

  /// The resources that a pod as a whole may request.
  var podLevel: ResourceList {
    ResourceList(
      entries.filter { $0.name == .cpu || $0.name == .memory || $0.name.isHugePages }
        .map { ($0.name, $0.quantity) })
  }
}
