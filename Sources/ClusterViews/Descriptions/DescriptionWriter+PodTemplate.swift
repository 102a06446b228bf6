import KubernetesObjects

extension DescriptionWriter {
  /// Writes the template from which a workload makes its pods.
  mutating func podTemplate(_ template: APIField) {
    line("Pod Template:")
    guard template.exists else { return write("<unset>", level: 1) }
    labels("  Labels", template.metadata.labels)
    if template.metadata.annotations.size > 0 {
      annotations("  Annotations", template.metadata.annotations)
    }
    let pods = template.spec
    fieldIfAny("Service Account", pods.serviceAccountName.text, level: 1)
    if pods.initContainers.size > 0 {
      containers(
        "Init Containers", pods.initContainers.elements, statuses: [], of: nil, indent: "  ")
    }
    containers("Containers", pods.containers.elements, statuses: [], of: nil, indent: "  ")
    volumes(pods.volumes.elements, indent: "  ")
    spread(pods.topologySpreadConstraints.elements, indent: "  ")
    fieldIfAny("Priority Class Name", pods.priorityClassName.text, level: 1)
    labels("  Node-Selectors", pods.nodeSelector)
    tolerations("  Tolerations", pods.tolerations.elements)
    schedulingGroup(of: pods, indent: "  ")
  }

  /// Writes the group with which a pod is scheduled, if it has one.
  mutating func schedulingGroup(of pod: APIField, indent: String = "") {
    guard pod.schedulingGroup.exists else { return }
    line("\(indent)SchedulingGroup:")
    field("PodGroupName", pod.schedulingGroup.podGroupName.text, level: 1)
  }

  /// Writes constraints on the spread over domains, by their keys.
  mutating func spread(_ constraints: [APIField], indent: String = "") {
    let sorted = QuickSort.sorted(constraints) {
      $0.topologyKey.text.precedesInBytes($1.topologyKey.text)
    }
    for (index, constraint) in sorted.enumerated() {
      var text = "\(constraint.topologyKey.text):\(constraint.whenUnsatisfiable.text)"
      text += " when max skew \(constraint.maxSkew.whole) is exceeded"
      if constraint["labelSelector"].exists {
        text += " for selector \(constraint["labelSelector"].selectorText)"
      }
      line(indent + (index == 0 ? "Topology Spread Constraints:" : "") + "\t" + text)
    }
  }

  /// Writes tolerations by their keys.
  mutating func tolerations(_ title: String, _ tolerations: [APIField]) {
    let sorted = QuickSort.sorted(tolerations) { $0.key.text.precedesInBytes($1.key.text) }
    list(title, sorted.map(Self.text(of:)))
  }

  private static func text(of toleration: APIField) -> String {
    var text = toleration.key.text
    if !toleration["value"].text.isEmpty { text += "=\(toleration["value"].text)" }
    if !toleration.effect.text.isEmpty { text += ":\(toleration.effect.text)" }
    if toleration.operator.text == "Exists", toleration["value"].text.isEmpty {
      text += (text.isEmpty ? "" : " ") + "op=Exists"
    }
    if let seconds = toleration.tolerationSeconds.integer { text += " for \(seconds)s" }
    return text
  }

  /// Writes conditions with their reasons.
  mutating func conditions(_ conditions: [APIField]) {
    if conditions.isEmpty { return }
    line("Conditions:")
    row(["Type", "Status", "Reason"])
    row(["----", "------", "------"])
    for condition in conditions {
      row([
        condition.type.text + " ", condition.status.text, condition.reason.text,
      ])
    }
  }
}
