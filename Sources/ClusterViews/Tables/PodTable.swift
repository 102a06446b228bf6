/// `kubectl get pods`.
enum PodTable: ObjectTable {
  static let columns: [TableColumn] = [
    "NAME", "READY", "STATUS", "RESTARTS", "AGE", .wide("IP"), .wide("NODE"),
    .wide("NOMINATED NODE"), .wide("READINESS GATES"),
  ]

  static func cells(of pod: APIField, in view: TableView) -> [String] {
    let summary = PodSummary(pod)
    var restarts = "\(summary.restarts)"
    if summary.restarts != 0, let last = summary.lastRestart {
      restarts += " (\(HumanDuration.since(last, at: view.now)) ago)"
    }
    return [
      pod.objectName, "\(summary.readyContainers)/\(summary.containers)", summary.status, restarts,
      view.age(of: pod), pod.status.podIPs.elements.first?.ip.text(or: "<none>") ?? "<none>",
      pod.spec.nodeName.text(or: "<none>"), pod.status.nominatedNodeName.text(or: "<none>"),
      readinessGates(of: pod),
    ]
  }

  private static func readinessGates(of pod: APIField) -> String {
    let gates = pod.spec.readinessGates.elements
    if gates.isEmpty { return "<none>" }
    let open = gates.filter { pod.condition($0.conditionType.text)?.status.text == "True" }
    return "\(open.count)/\(gates.count)"
  }
}
