import ClusterSimulation
import KubernetesObjects
import StructuredText

extension TimelineVerb {
  private static let scalable: [ObjectKind] = [ReplicationController.kind, ReplicaSet.kind]
  private static let deletable: [ObjectKind] = [
    Pod.kind, ReplicationController.kind, ReplicaSet.kind, Service.kind, PodDisruptionBudget.kind,
  ]

  /// The verbs about objects.
  static let objectVerbs: [TimelineVerb] = [
    TimelineVerb(
      name: "apply", documentation: "Creates or replaces objects, as kubectl apply does.",
      fields: [], form: "file, object, or list of them",
      readValue: { arguments, reader in
        if reader.node.kind == .sequence {
          reader.elements { reader in
            if let source = reader.objectSource() { arguments.sources.append(source) }
          }
        } else if let source = reader.objectSource() {
          arguments.sources.append(source)
        }
      }
    ) { arguments in
      [.apply(arguments.sources)]
    },
    TimelineVerb(
      name: "delete", documentation: "Deletes objects, as kubectl delete does.",
      fields: VerbArguments.objectFields(deletable) + [VerbArguments.grace], target: .objects
    ) { arguments in
      arguments.objects.targets.map { .action(.delete($0, grace: arguments.grace)) }
    },
    TimelineVerb(
      name: "scale", documentation: "Sets the number of replicas.",
      fields: VerbArguments.objectFields(scalable) + [VerbArguments.replicas.required],
      target: .objects
    ) { arguments in
      arguments.objects.targets.map {
        .action(.scale($0, replicas: arguments.replicas ?? 0))
      }
    },
    TimelineVerb(
      name: "setImage", documentation: "Replaces an image in the template of a workload.",
      fields: VerbArguments.objectFields(scalable)
        + [VerbArguments.container, VerbArguments.image.required],
      target: .objects
    ) { arguments in
      arguments.objects.targets.map {
        .action(
          .setImage($0, container: arguments.container, image: arguments.image ?? ""))
      }
    },
    TimelineVerb(
      name: "patch",
      documentation: "Replaces parts of objects, as kubectl patch does with a strategic merge "
        + "patch. Mappings are merged, null takes a key off, containers are known by their names, "
        + "other lists are replaced.",
      fields: patchFields, target: .any
    ) { arguments in
      [.patch(arguments)]
    },
    TimelineVerb(
      name: "rollingUpdate",
      documentation: "Replaces one replication controller by another, pod by pod, as "
        + "kubectl rolling-update did.",
      fields: VerbArguments.objectFields([ReplicationController.kind]).filter {
        ["replicationController", "namespace"].contains($0.name)
      } + VerbArguments.updateFields,
      target: .objects
    ) { arguments in
      arguments.objects.named.prefix(1).map {
        .rollingUpdate(old: $0, namespace: arguments.objects.namespace, arguments)
      }
    },
    TimelineVerb(
      name: "label", documentation: "Sets labels of nodes or pods, or takes them off.",
      fields: labelFields, target: .any
    ) { arguments in
      arguments.nodes.targets.map { .action(.labelNodes($0, arguments.labels)) }
        + arguments.objects.targets.map { .action(.labelPods($0, arguments.labels)) }
    },
  ]

  /// Nodes by name, pool or zone, pods by name or selector: a selector is about pods.
  private static let labelFields =
    VerbArguments.nodeFields.filter { $0.name != "selector" }
    + VerbArguments.objectFields([Pod.kind]) + [VerbArguments.labels.required]

  /// The same, controllers and services, and the parts of all of them.
  private static let patchFields =
    VerbArguments.nodeFields.filter { $0.name != "selector" }
    + VerbArguments.objectFields(
      [Pod.kind, ReplicationController.kind, ReplicaSet.kind, Service.kind])
    + PatchDraft.fields

  /// Pods by name or selector, controllers by name: a selector is about pods.
  private static let loadFields =
    VerbArguments.objectFields([Pod.kind])
    + VerbArguments.objectFields(scalable).filter { field in
      ObjectTargetDraft.kinds.contains { $0.key == field.name }
    } + VerbArguments.loadFields

  /// The verbs about pods.
  static let podVerbs: [TimelineVerb] = [
    TimelineVerb(
      name: "crash", documentation: "Ends a container of pods with an exit code.",
      fields: VerbArguments.objectFields([Pod.kind])
        + [VerbArguments.container, VerbArguments.exitCode],
      target: .objects
    ) { arguments in
      arguments.objects.targets.map {
        .action(
          .crash($0, container: arguments.container, exitCode: arguments.exitCode))
      }
    },
    TimelineVerb(
      name: "evict", documentation: "Evicts pods through the eviction API.",
      fields: VerbArguments.objectFields([Pod.kind]), target: .objects
    ) { arguments in
      arguments.objects.targets.map { .action(.evict($0)) }
    },
  ]

  /// The verb about what pods use.
  static let loadVerb = TimelineVerb(
    name: "load",
    documentation: "Changes what pods use from then on: pods by name or selector, or those of a "
      + "controller, the ones to come too. The last change counts; factor: 1 ends it.",
    fields: loadFields, target: .objects
  ) { arguments in
    arguments.objects.targets.map { .action(.load($0, arguments.load)) }
  }

  /// The verbs about the control plane.
  static let componentVerbs: [TimelineVerb] = [
    ofComponents("pause", "Stops a component of the control plane.") { .pause($0) },
    ofComponents("resume", "Starts it again.") { .resume($0) },
  ]

  private static func ofComponents(
    _ name: String, _ documentation: String,
    _ action: @escaping @Sendable (ControlPlaneComponent) -> TimelineAction
  ) -> TimelineVerb {
    TimelineVerb(
      name: name, documentation: documentation, fields: [],
      form: Spelling.alternatives(ControlPlaneComponent.allCases.map(\.rawValue)),
      readValue: { arguments, reader in arguments.component = reader.choice() }
    ) { arguments in
      arguments.component.map { [.action(action($0))] } ?? []
    }
  }
}
