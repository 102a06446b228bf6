import ClusterSimulation
import ClusterState
import ClusterViews
import KubernetesObjects
import SimulationEngine
import StructuredText

/// The objects of a simulation at an instant, as the API server would give them.
///
/// Objects are made as they are asked for: a large cluster has more of them than memory.
package struct SimulatedObjects: ObjectSource, UsageSource {
  private let view: ExportView
  /// What each pod that runs uses.
  package let usage: [PodUse]

  private static let exporters: [any ObjectExporter.Type] = [
    NodeExporter.self, LeaseExporter.self, NamespaceExporter.self, PodExporter.self,
    WorkloadExporter.self, ControllerRevisionExporter.self, ServiceExporter.self,
    EndpointSliceExporter.self, BudgetExporter.self, QuotaExporter.self, AutoscalerExporter.self,
    ClaimExporter.self, VolumeExporter.self, StorageClassExporter.self,
    PriorityClassExporter.self, EventExporter.self,
  ]

  /// The kinds of objects that a simulation has.
  package static let kinds: [APIResource] = exporters.flatMap { $0.kinds }
    .compactMap { APIResource.of($0) }

  /// The objects of `simulation`, which has come to `now`.
  package init(_ simulation: borrowing Simulation, at now: SimulationTime) {
    let view = ExportView(simulation, at: now)
    self.view = view
    let state = simulation.state
    usage = (0..<view.cluster.pods.count).compactMap { row in
      let record = view.cluster.pods[PodID(row)]
      guard record.phase == .running, !record.isRemoved, record.node.isPresent else { return nil }
      let use = state.usage(of: PodID(row))
      return PodUse(
        namespace: view.text(view.cluster.templates[record.template].namespace),
        name: view.name(of: PodID(row)), node: view.name(of: record.node),
        milliCPU: use.milliCPU, memoryBytes: use.memoryBytes)
    }
  }

  /// The calendar's instant of the view.
  package var instant: Timestamp { view.clock.timestamp(at: view.now) }

  /// Calls `body` with each object of `kind`, by namespace and name.
  package func forEach(
    _ kind: APIResource, in namespace: String?, named names: [String],
    _ body: (APIField) -> Void
  ) {
    guard let exporter = Self.exporters.first(where: { $0.kinds.contains(kind.kind) }) else {
      return
    }
    let keys = exporter.keys(of: kind.kind, in: view).filter { key in
      (namespace == nil || key.namespace == namespace)
        && (names.isEmpty || names.contains(key.name))
    }
    let sorted = keys.map { (path: $0.path, key: $0) }
      .sorted { $0.path.precedesInBytes($1.path) }
    for (_, key) in sorted {
      let fields = exporter.object(key, of: kind.kind, in: view)
      guard case .mapping(let members) = fields.value else { continue }
      let type: [SyntaxValue.Member] = [
        .init("apiVersion", .string(kind.apiVersion)), .init("kind", .string(kind.kind)),
      ]
      body(APIField(.mapping(type + members)))
    }
  }
}
