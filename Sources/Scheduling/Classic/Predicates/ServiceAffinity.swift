import ClusterState

/// The custom predicate `serviceAffinity`: pods of one service go to nodes that agree in labels.
///
/// The values of the labels come from the pod's node selector; those that it leaves open, from the
/// node of another pod of the service; those that neither gives do not matter. Source:
/// `ServiceAffinity.CheckServiceAffinity`, Kubernetes 1.2, where the other pod is the oldest that
/// the first service selects; `serviceaffinity.Filter`, Kubernetes 1.20, where it is the first
/// pod, in order of nodes, that has all labels of the incoming one.
public struct ServiceAffinity: FilterPlugin {
  /// The name of the plugin that it became.
  public static let name = "ServiceAffinity"

  private let era: ClassicEra
  private let labels: [String]
  private(set) var required: ContiguousArray<(key: Symbol?, value: Symbol)> = []

  /// Nodes must agree in `labels`.
  public init(labels: [String], era: ClassicEra) {
    self.labels = labels
    self.era = era
  }

  /// Works out which labels the node of `pod` must have.
  public mutating func preFilter(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: inout SchedulerCache
  ) -> PreFilterResult {
    required.removeAll(keepingCapacity: true)
    let template = cluster.templates[pod.template]
    var missing: [Symbol] = []
    for label in labels {
      let key = cluster.symbols.find(label)
      if let value = template.pod.spec.nodeSelector?[label] {
        required.append((key, cluster.symbols.find(value) ?? Symbol(-1)))
      } else if let key {
        missing.append(key)
      }
    }
    let services = ServiceSelection.services(of: template, cluster)
    if !missing.isEmpty, let service = services.first,
      let node = nodeOfPeer(of: template, service, cluster, &cache)
    {
      let known = cache.labels[node.row]
      for key in missing { if let value = known[key] { required.append((key, value)) } }
    }
    return required.isEmpty ? .skip : .proceed
  }

  /// Turns down the nodes that do not have the labels.
  public func filter(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache, _ pass: inout FilterPass
  ) {
    pass.retain { node in
      let labels = cache.labels[node.row]
      let fits = required.allSatisfy { key, value in key.flatMap { labels[$0] } == value }
      return fits ? nil : .unschedulable()
    }
  }

  /// The text of Kubernetes 1.20.
  public func reasons(for detail: UInt64, in cluster: ClusterState) -> [String] {
    ["node(s) didn't match service affinity"]
  }

  /// The node of the pod of the service whose example is followed; nil if there is none.
  private func nodeOfPeer(
    of template: PodTemplate, _ service: ServiceID, _ cluster: ClusterState,
    _ cache: inout SchedulerCache
  ) -> NodeID? {
    let selector = era == .v1_2 ? cluster.services[service.row].selector : template.labels
    guard let selector else { return nil }
    var isPeer = TemplateMemo<Bool>()
    var oldest: (pod: PodID, node: NodeID)?
    for node in cache.nodeOrder() {
      for placed in cache.pods[node.row] {
        let matches = isPeer.value(of: placed.template) {
          let other = cluster.templates[placed.template]
          return other.namespace == template.namespace && other.labels.isSuperset(of: selector)
        }
        guard matches else { continue }
        if era == .v1_20 { return node }
        if oldest.map({ placed.pod < $0.pod }) ?? true { oldest = (placed.pod, node) }
      }
    }
    return oldest?.node
  }
}
