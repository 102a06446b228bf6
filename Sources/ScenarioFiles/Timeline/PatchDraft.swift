import ClusterSimulation
import KubernetesObjects
import StructuredText

/// The parts of objects that a patch replaces, as they are written: below the object's own keys.
struct PatchDraft: Sendable {
  /// A part that is given, and the kinds that have it.
  struct Part: Sendable {
    let place: Located<[ObjectKind]>

    /// Whether objects of `kind` have the part.
    func suits(_ kind: ObjectKind) -> Bool { place.value.contains(kind) }
  }

  private static let controllers: [ObjectKind] = [ReplicationController.kind, ReplicaSet.kind]

  private(set) var parts: [Part] = []
  var node = NodePatch()
  var workload = WorkloadPatch()
  var selector: [VerbArguments.Label] = []
  /// The names of the containers that are patched, with their places.
  private(set) var containers: [Located<String>] = []

  /// The kinds of which any part can be patched.
  static let mergedKinds: [ObjectKind] = [
    Deployment.kind, StatefulSet.kind, DaemonSet.kind, Job.kind, CronJob.kind,
    PodDisruptionBudget.kind,
    HorizontalPodAutoscaler.kind, ResourceQuota.kind, LimitRange.kind, PersistentVolumeClaim.kind,
    PersistentVolume.kind,
  ]

  /// The patch of objects of `mergedKinds`: what stands below `metadata` and `spec`.
  private(set) var merged: [(key: String, value: SyntaxNode)] = []

  /// Whether the value of a verb names an object of `mergedKinds`.
  static func isMerged(_ value: SyntaxNode) -> Bool {
    ObjectTargetDraft.kinds.contains { entry in
      mergedKinds.contains(entry.kind) && value[entry.key] != nil
    }
  }

  /// `metadata` and `spec` of objects of `mergedKinds`.
  static let mergedFields: [Field<VerbArguments>] = ["metadata", "spec"].map { key in
    Field(key, "mapping", "Any part of it; what it makes of the object is checked as a manifest.") {
      arguments, reader in
      guard reader.node.kind == .mapping else {
        reader.fail(expected: "a mapping")
        return
      }
      for (node, complaint) in StrategicMerge.faults(in: reader.node) {
        reader.fail(complaint, at: node)
      }
      arguments.patch.merged.append((key, reader.node))
    }
  }

  /// `metadata`, `spec` and `status`.
  static let fields: [Field<VerbArguments>] = [
    Field("metadata", "mapping", "Labels and annotations of nodes or pods.") {
      arguments, reader in
      reader.read(metadataFields, into: &arguments.patch)
    },
    Field(
      "spec", "mapping",
      "unschedulable and taints of nodes; replicas, minReadySeconds and template of controllers; "
        + "selector of services."
    ) { arguments, reader in
      reader.read(specFields, into: &arguments.patch)
    },
    Field("status", "mapping", "capacity and allocatable of nodes.") { arguments, reader in
      reader.read(statusFields, into: &arguments.patch)
    },
  ]

  private mutating func note(_ reader: SchemaReader, of kinds: [ObjectKind]) {
    parts.append(Part(place: reader.located(kinds)))
  }

  static let metadataFields: [Field<PatchDraft>] = [
    Field("labels", "labels", "Labels to set; null takes a label off.") { patch, reader in
      patch.note(reader, of: [Node.kind, Pod.kind] + controllers)
      patch.node.labels = reader.labelChanges()
      patch.workload.labels = patch.node.labels
    },
    Field("annotations", "annotations", "Annotations to set; null takes one off.") {
      patch, reader in
      patch.note(reader, of: [Node.kind, Pod.kind] + controllers)
      patch.node.annotations = reader.annotationChanges()
      patch.workload.annotations = patch.node.annotations
    },
  ]

  static let specFields: [Field<PatchDraft>] = [
    Field("unschedulable", "true or false", "Whether nodes are cordoned.") { patch, reader in
      patch.note(reader, of: [Node.kind])
      patch.node.isUnschedulable = reader.flag()
    },
    Field("taints", "list of taints", "The taints of nodes, all of them.") { patch, reader in
      patch.note(reader, of: [Node.kind])
      patch.node.taints = reader.taints()
    },
    Field("replicas", "whole number", "How many pods.") { patch, reader in
      patch.note(reader, of: controllers)
      patch.workload.replicas = reader.integer(in: 0...Limits.pods).map { Int32($0) }
    },
    Field("minReadySeconds", "whole number", "How long a pod is ready before it counts.") {
      patch, reader in
      patch.note(reader, of: controllers)
      patch.workload.minReadySeconds = reader.integer(in: 0...Int64(Int32.max)).map { Int32($0) }
    },
    Field("template", "mapping", "What new pods are made from.") { patch, reader in
      patch.note(reader, of: controllers)
      reader.read(templateFields, into: &patch)
    },
    Field("selector", "labels", "The selector of services; null takes a key off.") {
      patch, reader in
      patch.note(reader, of: [Service.kind])
      patch.selector = reader.labelChanges()
    },
  ]

  static let statusFields: [Field<PatchDraft>] = [
    Field("capacity", "resources", "What nodes have; allocatable follows.") { patch, reader in
      patch.note(reader, of: [Node.kind])
      patch.node.capacity = reader.quantityChanges()
    },
    Field("allocatable", "resources", "What nodes offer to pods.") { patch, reader in
      patch.note(reader, of: [Node.kind])
      patch.node.allocatable = reader.quantityChanges()
    },
  ]

  static let templateFields: [Field<PatchDraft>] = [
    Field("metadata", "mapping", "Labels and annotations of the pods.") { patch, reader in
      reader.read(templateMetadataFields, into: &patch.template)
    },
    Field("spec", "mapping", "What runs in the pods, and where.") { patch, reader in
      reader.read(podFields, into: &patch)
    },
  ]

  private var template: PodTemplatePatch {
    get { workload.template ?? PodTemplatePatch() }
    set { workload.template = newValue }
  }

  static let templateMetadataFields: [Field<PodTemplatePatch>] = [
    Field("labels", "labels", "Labels to set; null takes a label off.") { patch, reader in
      patch.labels = reader.labelChanges()
    },
    Field("annotations", "annotations", "Annotations to set; null takes one off.") {
      patch, reader in
      patch.annotations = reader.annotationChanges()
    },
  ]

  static let podFields: [Field<PatchDraft>] = [
    Field("containers", "list of mappings", "Containers, known by their names.") {
      patch, reader in
      reader.elements { reader in
        var container = PodTemplatePatch.ContainerPatch()
        var name: Located<String>?
        guard reader.read(containerFields, into: &container) else { return }
        if let node = reader.node["name"], !container.name.isEmpty {
          name = Located(value: container.name, node: node, path: reader.place + ".name")
        }
        patch.template.containers.append(container)
        if let name { patch.containers.append(name) }
      }
    },
    Field("nodeSelector", "labels", "Labels that nodes must have; null takes one off.") {
      patch, reader in
      patch.template.nodeSelector = reader.labelChanges()
    },
    Field("tolerations", "list of tolerations", "The tolerations, all of them.") {
      patch, reader in
      var tolerations: [Toleration] = []
      reader.elements { reader in
        if let toleration: Toleration = reader.object(kind: "toleration") {
          tolerations.append(toleration)
        }
      }
      patch.template.tolerations = tolerations
    },
    Field("terminationGracePeriodSeconds", "whole number", "How long pods may take to stop.") {
      patch, reader in
      patch.template.terminationGracePeriodSeconds = reader.integer(in: 0...Int64(Int32.max))
    },
    Field("schedulerName", "name", "The scheduler of the pods.") { patch, reader in
      patch.template.schedulerName = reader.name()
    },
  ]

  static let containerFields: [Field<PodTemplatePatch.ContainerPatch>] = [
    Field("name", "name", "Which container.") { container, reader in
      container.name = reader.name() ?? ""
    }.required,
    Field("image", "image", "The new image.") { container, reader in
      container.image = reader.name()
    },
    Field("resources", "mapping", "Requests and limits; null takes one off.") {
      container, reader in
      reader.read(resourceFields, into: &container)
    },
  ]

  static let resourceFields: [Field<PodTemplatePatch.ContainerPatch>] = [
    Field("requests", "resources", "What is requested.") { container, reader in
      container.requests = reader.quantityChanges()
    },
    Field("limits", "resources", "What may be used.") { container, reader in
      container.limits = reader.quantityChanges()
    },
  ]
}

extension VerbArguments {
  /// What pods use from then on; what they share, pods named together share.
  static let loadFields: [Field<VerbArguments>] = [
    Field(
      "cpu", "{factor: 2}, {ofRequest: 0.6}, {shared: 400m} or a quantity",
      "Processor time; as the behavior says unless said."
    ) { arguments, reader in
      arguments.load.cpu = reader.loadChange("250m") { $0.milliValue }
    },
    Field(
      "memory", "{factor: 2}, {ofRequest: 0.6}, {shared: 1Gi} or a quantity",
      "Memory; as the behavior says unless said."
    ) { arguments, reader in
      arguments.load.memory = reader.loadChange("180Mi") { $0.value }
    },
  ]
}

extension SchemaReader {
  /// Quantities by resource; null takes one off.
  fileprivate mutating func quantityChanges() -> [(name: ResourceName, quantity: Quantity?)] {
    var changes: [(name: ResourceName, quantity: Quantity?)] = []
    _ = members(expecting: "a mapping of resources") { name, reader in
      if reader.node.isNull {
        changes.append((ResourceName(rawValue: name), nil))
      } else if reader.amount("2 or 500m") != nil,
        let quantity = try? Quantity(parsing: reader.node.text)
      {
        changes.append((ResourceName(rawValue: name), quantity))
      }
    }
    return changes
  }

  /// A factor of what is used, a share of what is requested, a part of a total, or an amount.
  fileprivate mutating func loadChange(
    _ example: String, _ unit: @escaping @Sendable (Quantity) -> Int64
  ) -> LoadChange.Change? {
    guard node.kind == .mapping, node.count == 1,
      node["factor"] != nil || node["shared"] != nil
    else {
      return usage(example, unit).map { .usage($0) }
    }
    var change: LoadChange.Change?
    _ = members(expecting: "a mapping") { name, reader in
      if name == "shared" {
        change = reader.amountOverTime(example, unit).map { .shared($0) }
      } else {
        change = reader.millionths(atMost: 1000).map { .factor(millionths: $0) }
      }
    }
    return change
  }
}
