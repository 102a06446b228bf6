import ClusterState

/// Which services, controllers and sets select a pod, as the classic eras asked.
enum ServiceSelection {
  /// The services of the pod's namespace that select it, oldest first.
  ///
  /// Source: `GetPodServices`, Kubernetes 1.2 to 1.20: no selector selects nothing.
  static func services(
    of template: PodTemplate, _ cluster: ClusterState
  ) -> ContiguousArray<ServiceID> {
    ContiguousArray(
      cluster.services.indices.filter { row in
        let service = cluster.services[row]
        guard service.isPresent, service.namespace == template.namespace,
          let selector = service.selector, !selector.pairs.isEmpty
        else { return false }
        return template.labels.isSuperset(of: selector)
      }.map { ServiceID($0) })
  }

  /// The replication controllers and replica sets of the pod's namespace that select it.
  ///
  /// Source: `GetPodControllers` and `GetPodReplicaSets`, Kubernetes 1.2: an empty selector selects
  /// nothing.
  static func workloads(
    of template: PodTemplate, _ cluster: ClusterState
  ) -> ContiguousArray<WorkloadID> {
    ContiguousArray(
      cluster.workloads.indices.filter { row in
        let controller = cluster.workloads[row]
        return controller.isPresent && controller.kind.ownsPods
          && controller.namespace == template.namespace
          && !controller.selector.isEmpty
          && controller.selector.matches(template.labels, cluster.symbols)
      }.map { WorkloadID($0) })
  }
}

extension ServiceSelection {
  /// The pods of the first service that selects `pod`, those marked for deletion among them;
  /// absent if no service does.
  static func group(
    ofFirstServiceOf pod: PendingPod, _ cluster: ClusterState, _ cache: inout SchedulerCache
  ) -> PodGroupID {
    let template = cluster.templates[pod.template]
    guard let service = services(of: template, cluster).first,
      let selector = cluster.services[service.row].selector
    else { return .absent }
    let scope = PodScope(
      namespaces: [template.namespace], namespaceSelector: .nothing,
      selector: CompiledSelector(matching: selector))
    return cache.group(for: .affinity([scope]), cluster)
  }
}

extension CompiledSelector {
  /// The selector of objects that have all of `labels`.
  init(matching labels: LabelSet) {
    self = .all(
      ContiguousArray(
        labels.pairs.map {
          CompiledRequirement(key: $0.key, comparison: .isIn, values: [$0.value])
        }))
  }
}
