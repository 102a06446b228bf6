import ClusterSimulation
import ClusterState
import KubernetesObjects
import SimulationEngine
import StructuredText

/// Turns steps into lines: what the policy knows already is not told again.
struct StepEncoder {
  /// Whether pods of groups are told of as groups alone.
  private let wantsGroups: Bool
  private var templates: Set<PodTemplateID> = []

  init(wantsGroups: Bool) { self.wantsGroups = wantsGroups }

  /// The line that asks `step`.
  mutating func line(of step: PolicyStep, _ state: borrowing SimulationState) -> [UInt8] {
    var events: [SyntaxValue] = []
    events.reserveCapacity(step.events.count)
    for event in step.events { append(event, state, to: &events) }
    return JSONEmitter.bytes(
      of: [
        "type": "step", "seq": .integer(step.number), "now": .integer(step.time.microseconds),
        "events": .sequence(events),
      ])
  }

  private mutating func append(
    _ event: PolicyEvent, _ state: borrowing SimulationState, to events: inout [SyntaxValue]
  ) {
    switch event {
    case .nodeAdded(let node): events.append(addition(of: node, state.cluster))
    case .nodeChanged(let node, let fields):
      events.append(change(of: node, fields, state.cluster))
    case .nodeGone(let node): events.append(about(node.index, "node_gone").value)
    case .groupAdded(let number): addGroup(number, state, to: &events)
    case .groupChanged(let number):
      var fields = about(number, "group_changed")
      fields.add("count", state.policyGroup(Int64(number))?.waitingCount)
      events.append(fields.value)
    case .groupFinished(let number, let result):
      var fields = about(number, "group_finished")
      fields.add("result", result.rawValue)
      events.append(fields.value)
    case .podAdded(let pod): addPod(pod, state, to: &events)
    case .podChanged(let pod):
      let template = state.cluster.pods[pod].template
      addTemplate(template, state.cluster, to: &events)
      var fields = about(pod.index, "pod_changed")
      fields.add("template", template.index)
      events.append(fields.value)
    case .podBound(let pod, let node):
      var fields = about(pod.index, "pod_bound")
      fields.add("node", node.index)
      events.append(fields.value)
    case .podFinished(let pod):
      var fields = about(pod.index, "pod_finished")
      let isGood = state.cluster.pods[pod].phase == .succeeded
      fields.add("result", isGood ? "succeeded" : "failed")
      events.append(fields.value)
    case .podGone(let pod): events.append(about(pod.index, "pod_gone").value)
    case .rejected(let pod, let node, let reasons):
      events.append(rejection(of: pod, node, reasons, state))
    case .woken: events.append(["kind": "woken"])
    }
  }

  private func about(_ id: Int32, _ kind: String) -> FieldList {
    var fields = FieldList()
    fields.add("kind", kind)
    fields.add("id", id)
    return fields
  }

  private func rejection(
    of pod: PodID, _ node: NodeID, _ reasons: [String], _ state: borrowing SimulationState
  ) -> SyntaxValue {
    var fields = FieldList()
    fields.add("kind", "rejected")
    fields.add("pod", pod.index)
    fields.add("group", state.policyGroup(of: pod))
    if node.isPresent { fields.add("node", node.index) }
    fields.set("reasons", .sequence(reasons.map { .string($0) }))
    return fields.value
  }
}

/// Pods, their templates and their groups.
extension StepEncoder {
  private mutating func addPod(
    _ pod: PodID, _ state: borrowing SimulationState, to events: inout [SyntaxValue]
  ) {
    let record = state.cluster.pods[pod]
    addTemplate(record.template, state.cluster, to: &events)
    var fields = about(pod.index, "pod_added")
    fields.add("name", record.name.text(state.cluster.symbols))
    fields.add("template", record.template.index)
    fields.add("created", record.created.microseconds)
    fields.add("group", state.policyGroup(of: pod))
    events.append(fields.value)
  }

  private mutating func addGroup(
    _ number: Int32, _ state: borrowing SimulationState, to events: inout [SyntaxValue]
  ) {
    guard let group = state.policyGroup(Int64(number)) else { return }
    let template = state.cluster.pods[group.first].template
    addTemplate(template, state.cluster, to: &events)
    var fields = about(number, "group_added")
    fields.add("name", state.cluster.symbols[group.name])
    fields.add("namespace", state.cluster.symbols[group.namespace])
    fields.add("count", group.waitingCount)
    fields.add("template", template.index)
    fields.add("walltime", walltime(of: state.cluster.templates[template]))
    events.append(fields.value)
  }

  private mutating func addTemplate(
    _ id: PodTemplateID, _ cluster: ClusterState, to events: inout [SyntaxValue]
  ) {
    guard templates.insert(id).inserted else { return }
    let template = cluster.templates[id]
    let spec = template.pod.spec
    var fields = about(id.index, "template_added")
    fields.add("namespace", cluster.symbols[template.namespace])
    fields.set("requests", amounts(template.requests, cluster).value)
    if let devices = template.devices {
      fields.set(
        "devices", ["count": .integer(devices.count), "milli": .integer(Int64(devices.milli))])
    }
    fields.add("labels", template.pod.metadata.labels)
    fields.add("nodeSelector", spec.nodeSelector ?? Labels())
    fields.add("affinity", spec.affinity)
    fields.add("tolerations", spec.tolerations)
    fields.add("topologySpreadConstraints", spec.topologySpreadConstraints)
    fields.add("priority", template.priority)
    fields.add("walltime", walltime(of: template))
    events.append(fields.value)
  }

  /// `activeDeadlineSeconds` in microseconds.
  private func walltime(of template: PodTemplate) -> Int64? {
    template.pod.spec.activeDeadlineSeconds.map {
      let (product, overflows) = $0.multipliedReportingOverflow(by: 1_000_000)
      return overflows ? .max : product
    }
  }

  private func amounts(_ amounts: ResourceAmounts, _ cluster: ClusterState) -> FieldList {
    var fields = FieldList()
    fields.add("cpu", amounts.milliCPU)
    fields.add("memory", amounts.memoryBytes)
    for entry in amounts.extended {
      fields.add(cluster.resources[entry.resource], entry.amount)
    }
    return fields
  }
}

/// Nodes.
extension StepEncoder {
  private func addition(of node: NodeID, _ cluster: ClusterState) -> SyntaxValue {
    var fields = about(node.index, "node_added")
    fields.add("name", cluster.symbols[cluster.nodes[node.row].name])
    add(.all, of: node, to: &fields, cluster)
    return fields.value
  }

  private func change(
    of node: NodeID, _ changed: PolicyNodeFacts.Fields, _ cluster: ClusterState
  ) -> SyntaxValue {
    var fields = about(node.index, "node_changed")
    add(changed, of: node, to: &fields, cluster)
    return fields.value
  }

  private func add(
    _ wanted: PolicyNodeFacts.Fields, of node: NodeID, to fields: inout FieldList,
    _ cluster: ClusterState
  ) {
    let record = cluster.nodes[node.row]
    if wanted.contains(.labels) {
      let labels = record.labels.pairs.map {
        SyntaxValue.Member(cluster.symbols[$0.key], .string(cluster.symbols[$0.value]))
      }
      fields.set("labels", .mapping(labels.sorted { $0.key < $1.key }))
    }
    if wanted.contains(.allocatable) {
      var allocatable = amounts(record.allocatable, cluster)
      allocatable.add("pods", record.allocatablePods)
      allocatable.addNonZero("devices", record.deviceCount)
      fields.set("allocatable", allocatable.value)
    }
    if wanted.contains(.taints) {
      let taints: [SyntaxValue] = record.taints.map {
        [
          "key": .string(cluster.symbols[$0.key]), "value": .string(cluster.symbols[$0.value]),
          "effect": .string($0.effect.name),
        ]
      }
      fields.set("taints", .sequence(taints))
    }
    if wanted.contains(.unschedulable) { fields.set("unschedulable", .boolean(record.isCordoned)) }
    if wanted.contains(.ready) { fields.set("ready", .boolean(record.ready == .yes)) }
  }
}
