import ClusterSimulation
import ClusterState
import KubernetesObjects

extension TimelineVerb {
  /// The verbs about labels and annotations.
  static let metadataVerbs: [TimelineVerb] = [
    TimelineVerb(
      name: "label", documentation: "Sets labels of nodes or objects, or takes them off.",
      fields: targetFields + [VerbArguments.labels.required], target: .any
    ) { arguments in
      arguments.nodes.targets.map { .action(.labelNodes($0, arguments.labels)) }
        + pods(arguments).map { .action(.labelPods($0, arguments.labels)) }
        + workloads(arguments) { $0.labels = arguments.labels }
        + [.metadata(arguments, key: "labels")]
    },
    TimelineVerb(
      name: "annotate", documentation: "Sets annotations of nodes or objects, or takes them off.",
      fields: targetFields + [VerbArguments.annotations.required], target: .any
    ) { arguments in
      var patch = NodePatch()
      patch.annotations = arguments.annotations
      return arguments.nodes.targets.map { .action(.patchNodes($0, patch)) }
        + pods(arguments).map {
          .action(.patchPods($0, labels: [], annotations: arguments.annotations))
        } + workloads(arguments) { $0.annotations = arguments.annotations }
        + [.metadata(arguments, key: "annotations")]
    },
  ]

  /// Nodes by name, pool or zone, objects by name, pods by selector too.
  private static let targetFields =
    VerbArguments.nodeFields.filter { $0.name != "selector" }
    + VerbArguments.objectFields(allKinds)

  private static func pods(_ arguments: VerbArguments) -> [ObjectTarget] {
    arguments.objects.targets.filter { $0.kind == Pod.kind.name }
  }

  /// Patches of the targets that are workloads.
  private static func workloads(
    _ arguments: VerbArguments, _ write: (inout WorkloadPatch) -> Void
  ) -> [ActionDraft] {
    var patch = WorkloadPatch()
    write(&patch)
    return arguments.objects.targets.filter { target in
      WorkloadKind.allCases.contains { $0.name == target.kind }
    }.map { .action(.patchWorkloads($0, patch)) }
  }
}
