import KubernetesObjects
import SimulationEngine
import StructuredText

/// Takes the nodes and pods out of what `kubectl get nodes,pods -o json` (or `-o yaml`) printed.
///
/// A pod arrives when it was created, counted from the first creation of a pod in the dump. One
/// that had ended runs as long as it did, from its start to the end of its last container; any
/// other never ends. The node that it was bound to is recorded, not kept in the template: the
/// simulated scheduler is to find its own.
package enum ClusterDumpTrace {
  /// The workload in the documents of a dump.
  ///
  /// - Throws: every problem of its objects, and pods without a time of creation.
  package static func read(
    _ documents: some Sequence<SyntaxNode>
  ) throws(DiagnosticList) -> TraceContents {
    let reader = ManifestReader(documents)
    var problems = reader.errors
    var nodes: [Node] = []
    var pods: [(pod: Pod, created: Timestamp)] = []
    var others: [LocatedObject] = []
    for located in reader.objects {
      switch located.object {
      case let node as Node: nodes.append(node)
      case let pod as Pod:
        if let created = pod.metadata.creationTimestamp {
          pods.append((pod, created))
        } else {
          problems.append(
            located.node.diagnostic(
              .error,
              "pod '\(pod.metadata.name)' has no metadata.creationTimestamp; expected a pod as "
                + "'kubectl get pods -o json' prints it"))
        }
      default: others.append(located)
      }
    }
    if !problems.isEmpty { throw DiagnosticList(problems) }
    let start = pods.map(\.created).min() ?? Timestamp(seconds: 0)
    var builder = TraceBuilder<TracePodTemplate>()
    for (pod, created) in pods { append(pod, created: created, since: start, to: &builder) }
    return TraceContents(
      trace: builder.finish(nodes: nodes), otherObjects: others, warnings: reader.warnings)
  }

  private static func append(
    _ pod: Pod, created: Timestamp, since start: Timestamp,
    to builder: inout TraceBuilder<TracePodTemplate>
  ) {
    var template = TracePodTemplate()
    template.namespace = pod.metadata.namespace.isEmpty ? "default" : pod.metadata.namespace
    template.pod.metadata.labels = pod.metadata.labels
    template.pod.spec = pod.spec
    template.pod.spec.nodeName = ""
    let scheduled =
      pod.status.conditions.first { $0.type == "PodScheduled" && $0.status == .true }?
      .lastTransitionTime ?? pod.status.startTime
    let outcome = RecordedOutcome(
      phase: pod.status.phase, scheduled: scheduled.map { time($0, since: start) },
      deleted: pod.metadata.deletionTimestamp.map { time($0, since: start) })
    builder.append(
      TraceArrival(
        time: time(created, since: start), template: builder.template(template),
        runtime: runtime(of: pod)),
      name: pod.metadata.name.utf8, outcome: outcome)
  }

  /// From the start of a pod to the end of its last container; nil where it had not ended.
  private static func runtime(of pod: Pod) -> SimulationDuration? {
    guard pod.isTerminal, let start = pod.status.startTime else { return nil }
    let ends = pod.status.containerStatuses.compactMap { status -> Timestamp? in
      if case .terminated(let end) = status.state { end.finishedAt } else { nil }
    }
    guard let end = ends.max() else { return nil }
    return max(time(end, since: .zero) - time(start, since: .zero), .zero)
  }

  /// An instant of the calendar in simulated time, within its bounds.
  private static func time(_ instant: Timestamp, since start: Timestamp) -> SimulationTime {
    let seconds = min(max(instant.seconds - start.seconds, 0), 1 << 40)
    let nanoseconds = Int64(instant.nanoseconds) - Int64(start.nanoseconds)
    return .microseconds(max(0, seconds * 1_000_000 + nanoseconds / 1000))
  }
}

extension Timestamp {
  /// The start of the calendar that instants are counted from.
  fileprivate static let zero = Timestamp(seconds: 0)
}
