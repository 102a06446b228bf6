import ClusterSimulation
import KubernetesObjects

extension TimelineVerb {
  /// A verb that does one thing to each target.
  private static func ofNodes(
    _ name: String, _ documentation: String,
    _ action: @escaping @Sendable (NodeTarget) -> TimelineAction
  ) -> TimelineVerb {
    TimelineVerb(
      name: name, documentation: documentation, fields: VerbArguments.nodeFields, target: .nodes
    ) { arguments in
      arguments.nodes.targets.map { .action(action($0)) }
    }
  }

  /// The verbs about nodes.
  static let nodeVerbs: [TimelineVerb] = [
    ofNodes("fail", "Stops nodes dead.") { .fail($0) },
    ofNodes("recover", "Brings failed nodes back.") { .recover($0) },
    ofNodes("partition", "Cuts kubelets off; their pods run on.") { .partition($0) },
    ofNodes("heal", "Ends a partition.") { .heal($0) },
    ofNodes("cordon", "Marks nodes unschedulable.") { .cordon($0) },
    ofNodes("uncordon", "Marks nodes schedulable.") { .uncordon($0) },
    TimelineVerb(
      name: "drain",
      documentation: "Cordons nodes and evicts their pods, as kubectl drain does with "
        + "--force, --ignore-daemonsets and --delete-emptydir-data unless said.",
      fields: VerbArguments.nodeFields + VerbArguments.drainOptions, target: .nodes
    ) { arguments in
      arguments.nodes.targets.map { .action(.drain($0, arguments.drain)) }
    },
    ofNodes("leave", "Takes nodes out of the cluster, machine and object.") { .leave($0) },
    TimelineVerb(
      name: "join", documentation: "Adds nodes to a pool.",
      fields: [
        VerbArguments.pool.required, VerbArguments.count, VerbArguments.joinZone,
        VerbArguments.labels,
      ]
    ) { arguments in
      guard let pool = arguments.pool else { return [] }
      return [
        .action(
          .join(
            pool: pool.value, count: arguments.count?.value ?? 1, labels: arguments.joinLabels))
      ]
    },
    TimelineVerb(
      name: "taint", documentation: "Puts a taint on nodes, or takes it off.",
      fields: VerbArguments.nodeFields + [VerbArguments.taint.required, VerbArguments.remove],
      target: .nodes
    ) { arguments in
      arguments.nodes.targets.flatMap { target in
        arguments.taints.map {
          .action(.taint(target, $0, isRemoval: arguments.isRemoval))
        }
      }
    },
  ]
}
