import ClusterSimulation
import KubernetesObjects
import StructuredText

extension TimelineVerb {
  private static let scalable: [ObjectKind] = [
    ReplicationController.kind, ReplicaSet.kind, DeploymentConfig.kind, StatefulSet.kind,
    Deployment.kind,
  ]
  /// The kinds whose templates kubectl sets images in; those of Jobs never change.
  private static let imaged = scalable + [DaemonSet.kind, CronJob.kind]
  private static let loaded = scalable + [DaemonSet.kind, Job.kind]
  private static let rolling: [ObjectKind] = [Deployment.kind, StatefulSet.kind, DaemonSet.kind]
  /// Every kind of object but nodes, which are named otherwise.
  static let allKinds = ObjectTargetDraft.kinds.map(\.kind) + [Namespace.kind]

  /// A scale says how many or how many times as many, and not both.
  private static func checkScale(_ arguments: VerbArguments, _ reader: inout SchemaReader) {
    switch (arguments.replicas, arguments.factor) {
    case (nil, nil): reader.fail("replicas: required, or factor")
    case (.some, .some): reader.fail("expected replicas or factor, found both")
    default: break
    }
  }

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
      fields: VerbArguments.objectFields(allKinds)
        + [VerbArguments.node, VerbArguments.grace, VerbArguments.propagation],
      target: .any, reachesEveryKind: true
    ) { arguments in
      arguments.nodes.targets.map { .action(.deleteNodes($0)) }
        + arguments.objects.targets.map {
          .action(
            .delete(
              $0, grace: arguments.grace, propagation: arguments.propagation ?? .background))
        }
    },
    TimelineVerb(
      name: "scale",
      documentation: "Sets the number of replicas, or how many pods a Job has at a time, or "
        + "multiplies it. A selector without a kind means every kind with replicas.",
      fields: VerbArguments.objectFields(scalable + [Job.kind])
        + [VerbArguments.replicas, VerbArguments.factor],
      target: .objects, kindsOfSelector: scalable, check: checkScale
    ) { arguments in
      let targets = arguments.objects.targets
      if let factor = arguments.factor { return [.action(.multiply(targets, thousandths: factor))] }
      return targets.map { .action(.scale($0, replicas: arguments.replicas ?? 0)) }
    },
    TimelineVerb(
      name: "setImage", documentation: "Replaces an image in the template of a workload.",
      fields: VerbArguments.objectFields(imaged)
        + [VerbArguments.container, VerbArguments.image.required],
      target: .objects
    ) { arguments in
      arguments.objects.targets.map {
        .action(
          .setImage($0, container: arguments.container, image: arguments.image ?? ""))
      }
    },
    TimelineVerb(
      name: "rollout",
      documentation: "Pauses, resumes, undoes or restarts a rollout, as kubectl rollout does.",
      fields: VerbArguments.objectFields(rolling)
        + [VerbArguments.rolloutCommand.required, VerbArguments.toRevision],
      target: .objects
    ) { arguments in
      arguments.rollout.map { command in
        arguments.objects.targets.map { .action(.rollout($0, command)) }
      } ?? []
    },
    TimelineVerb(
      name: "patch",
      documentation: "Replaces parts of objects, as kubectl patch does with a strategic merge "
        + "patch. Mappings are merged, null takes a key off, containers are known by their names, "
        + "other lists are replaced.",
      fields: patchFields, target: .any,
      alternative: TimelineVerb.Alternative(
        title: "Of other objects any part can be patched. The directives `$patch`, "
          + "`$retainKeys` and `$deleteFromPrimitiveList` are known.",
        fields: mergedFields, suits: PatchDraft.isMerged)
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
  ]

  /// Nodes by name, pool or zone, pods by name or selector, controllers and services, and the parts
  /// of all of them.
  private static let patchFields =
    VerbArguments.nodeFields.filter { $0.name != "selector" }
    + VerbArguments.objectFields(
      [Pod.kind, ReplicationController.kind, ReplicaSet.kind, Service.kind])
    + PatchDraft.fields

  /// Objects of other kinds by name, and any part of them.
  static let mergedFields =
    VerbArguments.objectFields(PatchDraft.mergedKinds).filter {
      !["selector", "kind", "count"].contains($0.name)
    } + PatchDraft.mergedFields

  /// Pods by name or selector, controllers by name: a selector is about pods.
  private static let loadFields =
    VerbArguments.objectFields([Pod.kind])
    + VerbArguments.objectFields(loaded).filter { field in
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
    ofReadiness(
      "unready",
      "Lets the readiness probes of pods fail from then on, or kubelets tell that their nodes are "
        + "not ready.", isReady: false),
    ofReadiness(
      "ready",
      "Ends that: what runs in pods is ready at once, however long it would have taken, and nodes "
        + "with their next status.",
      isReady: true),
  ]

  private static func ofReadiness(
    _ name: String, _ documentation: String, isReady: Bool
  ) -> TimelineVerb {
    TimelineVerb(
      name: name, documentation: documentation,
      fields: VerbArguments.nodeFields.filter { $0.name != "selector" }
        + VerbArguments.objectFields([Pod.kind]),
      target: .any
    ) { arguments in
      arguments.nodes.targets.map { .action(.setNodeReadiness($0, isReady: isReady)) }
        + arguments.objects.targets.map { .action(.setReadiness($0, isReady: isReady)) }
    }
  }

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
