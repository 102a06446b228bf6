import KubernetesObjects

/// The labels of a node that its pods get at their binding: zone and region.
///
/// Source: the admission plugin `PodTopologyLabels`, Kubernetes 1.35.
struct TopologyLabels: Sendable {
  /// A template whose pods get the labels of a place; nil for a label that the node does not have.
  struct Key: Hashable, Sendable {
    let template: PodTemplateID
    let zone: Symbol?
    let region: Symbol?
  }

  /// The keys of the labels; nil where pods get none.
  var keys: (zone: Symbol, region: Symbol)?
  /// The templates that have been asked for.
  var known: [Key: PodTemplateID] = [:]
}

extension ClusterState {
  /// From now on pods get the zone and the region of their node as labels when they are bound.
  public mutating func labelPodsByTopology() {
    topologyLabels.keys = (symbols.intern(NodeLabels.zone), symbols.intern(NodeLabels.region))
  }

  /// Gives `pod`, which was bound to `node` just now, the labels of its place.
  ///
  /// The write is that of the binding, and so it is no change of its own.
  mutating func labelByTopology(_ pod: PodID, of node: NodeID) {
    guard let keys = topologyLabels.keys else { return }
    let labels = nodes[node.row].labels
    let template = pods[pod].template
    let key = TopologyLabels.Key(
      template: template, zone: labels[keys.zone], region: labels[keys.region])
    guard key.zone != nil || key.region != nil else { return }
    let labelled = topologyLabels.known[key] ?? makeLabelledTemplate(key)
    if labelled != template { pods.move(pod, to: labelled) }
  }

  private mutating func makeLabelledTemplate(_ key: TopologyLabels.Key) -> PodTemplateID {
    var object = templates[key.template].pod
    for (name, value) in [(NodeLabels.zone, key.zone), (NodeLabels.region, key.region)] {
      if let value { object.metadata.labels[name] = symbols[value] }
    }
    let isLabelled = object.metadata.labels == templates[key.template].pod.metadata.labels
    let template = isLabelled ? key.template : template(for: object)
    topologyLabels.known[key] = template
    return template
  }
}
