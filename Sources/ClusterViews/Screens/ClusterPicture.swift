import KubernetesObjects

/// A cluster at an instant as a screen shows it: nodes with their pods, pods without a node, and
/// what happened last.
package struct ClusterPicture {
  /// A pod in the words of `kubectl get pods`.
  package struct Pod: Hashable {
    package let namespace: String
    package let name: String
    package let status: String
    /// Whether all its containers are ready.
    package let isReady: Bool
  }

  /// A node with the pods that are bound to it.
  package struct Node: Hashable {
    package let name: String
    /// `Ready`, `NotReady` or one of them with `SchedulingDisabled`.
    package let status: String
    /// How much processor time pods that have not ended request of what there is, in percent.
    package fileprivate(set) var cpuPercent: Int64
    /// How much memory they request of what there is, in percent.
    package fileprivate(set) var memoryPercent: Int64
    /// By namespace and name.
    package fileprivate(set) var pods: [Pod]
  }

  /// An event in the words of `kubectl events`.
  package struct Event: Hashable {
    /// When it was seen last.
    package let time: Timestamp
    /// What it is about, as in `Pod/web-1`.
    package let object: String
    package let reason: String
    package let message: String
    package let isWarning: Bool
  }

  /// In the order of their names.
  package private(set) var nodes: [Node] = []
  /// Pods without a node, by namespace and name.
  package private(set) var unbound: [Pod] = []
  /// In the order in which they were seen last.
  package private(set) var events: [Event] = []

  /// The picture of a cluster. Its time grows with the number of objects.
  package init(_ source: any ObjectSource) {
    var places: [String: Int] = [:]
    var requested: [(cpu: Int64, memory: Int64)] = []
    var offered: [(cpu: Int64, memory: Int64)] = []
    for node in source.objects("Node", in: nil) {
      places[node.objectName] = nodes.count
      let amounts = node.status.allocatable.amounts
      offered.append((amounts.amount(of: .cpu), amounts.amount(of: .memory)))
      requested.append((0, 0))
      nodes.append(
        Node(
          name: node.objectName, status: NodeTable.status(of: node), cpuPercent: 0,
          memoryPercent: 0, pods: []))
    }
    for pod in source.objects("Pod", in: nil) {
      let shown = Self.pod(pod)
      guard let place = places[pod.spec.nodeName.text] else {
        unbound.append(shown)
        continue
      }
      nodes[place].pods.append(shown)
      if ["Succeeded", "Failed"].contains(pod.status.phase.text) { continue }
      let requests = pod.spec.resourceSpec.effectiveRequests
      requested[place].cpu += requests.amount(of: .cpu)
      requested[place].memory += requests.amount(of: .memory)
    }
    for place in nodes.indices {
      nodes[place].cpuPercent = Self.percent(requested[place].cpu, of: offered[place].cpu)
      nodes[place].memoryPercent = Self.percent(requested[place].memory, of: offered[place].memory)
    }
    events = source.objects("Event", in: nil)
      .compactMap { event in Self.event(event).map { ($0, Self.age(of: event)) } }
      .sorted { ($0.0.time, $0.1) < ($1.0.time, $1.1) }.map(\.0)
  }

  private static func pod(_ pod: APIField) -> Pod {
    let summary = PodSummary(pod)
    return Pod(
      namespace: pod.objectNamespace, name: pod.objectName, status: summary.status,
      isReady: summary.containers > 0 && summary.readyContainers == summary.containers)
  }

  private static func event(_ event: APIField) -> Event? {
    guard let time = event.seen else { return nil }
    let object = event.involvedObject
    return Event(
      time: time, object: "\(object.kind.text)/\(object["name"].text)", reason: event.reason.text,
      message: event.message.text.trimmingSpace, isWarning: event.type.text == "Warning")
  }

  /// What stands behind the point in the name of an event: hexadecimal digits that are greater for
  /// later events. Their instants have whole seconds alone.
  private static func age(of event: APIField) -> String {
    String(event.objectName.split(separator: ".").last ?? "")
  }

  private static func percent(_ part: Int64, of whole: Int64) -> Int64 {
    whole > 0 ? Int64(Int128(part) * 100 / Int128(whole)) : 0
  }
}
