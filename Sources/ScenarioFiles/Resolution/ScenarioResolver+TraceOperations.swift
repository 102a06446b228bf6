import ClusterSimulation
import KubernetesObjects
import Scheduling
import SimulationEngine
import StructuredText
import WorkloadTraces

/// What is done to traces before they are run.
extension ScenarioResolver {
  /// How much of the pods of traces the typical pods are to cover, in millionths.
  var typicalCoverage: Int64 {
    draft.scheduler.typicalPods.coverage ?? TypicalPods.defaultCoverageMillionths
  }

  /// Warns of a plugin that goes by typical pods where there are none to be counted.
  mutating func warnOfTypicalPods(_ configuration: SimulationConfiguration) {
    guard configuration.scheduling.typicalPods.kinds.isEmpty,
      case .configuration(let rules) = configuration.scheduling.rules,
      let source = draft.scheduler.configuration
    else { return }
    let name = FragmentationGradient.name
    let isEnabled = rules.profiles.contains { profile in
      ExtensionPoint.allCases.contains { point in
        profile.plugins[point].enabled.contains { $0.name == name }
      }
    }
    guard isEnabled else { return }
    problems.add(
      source.warning(
        "\(name) knows no typical pods without a trace: to it all nodes are equally good"))
  }

  /// The trace in place `row` after `operations`; nil after a problem.
  mutating func apply(
    _ operations: TraceOperationsDraft, to trace: WorkloadTrace, row: Int, _ seed: UInt64
  ) -> WorkloadTrace? {
    guard let resolved = resolve(operations) else { return nil }
    do throws(DiagnosticList) {
      return try trace.applying(resolved) {
        RandomStream(seed: seed, name: "traces/\(row)/\($0)")
      }
    } catch {
      problems.add(error.diagnostics)
      return nil
    }
  }

  /// The operations with the files that they name; nil after a problem.
  private mutating func resolve(_ draft: TraceOperationsDraft) -> TraceOperations? {
    var operations = TraceOperations()
    operations.limit = draft.limit
    operations.block = draft.block
    operations.timeScale = draft.timeScale ?? TraceOperations.unit
    operations.loadScale = draft.loadScale ?? TraceOperations.unit
    if draft.window.from != nil || draft.window.to != nil {
      let from = SimulationTime.zero + (draft.window.from ?? .zero)
      let to = draft.window.to.map { SimulationTime.zero + $0.value } ?? .latest
      guard from <= to else {
        if let end = draft.window.to { problems.add(end.error("must not be before from")) }
        return nil
      }
      operations.window = from..<to
    }
    operations.inflation = draft.inflation
    operations.spacing = draft.spacing
    operations.hasNoDepartures = draft.hasNoDepartures
    if draft.order != nil, let shuffle = draft.shuffle, shuffle.value != nil {
      problems.add(shuffle.error("expected order or shuffle, found both"))
      return nil
    }
    if let shuffle = draft.shuffle?.value { operations.order = .drawn(shuffle) }
    switch draft.order?.value {
    case .shuffle: operations.order = .drawn(.stream)
    case .list(let reference):
      guard let list = traceList(reference) else { return nil }
      operations.order = .listed(list)
    case .file, nil: break
    }
    if let reference = draft.nodeRank {
      guard let list = traceList(reference) else { return nil }
      operations.ranks = list
    }
    return operations
  }

  private mutating func traceList(_ reference: FileReference) -> TraceList? {
    guard let file = readOne(reference) else { return nil }
    problems.enter(file.name)
    return TraceList(file: file.name, bytes: file.bytes)
  }
}

/// How many pods of traces there are of each kind.
struct PodKindCounts {
  private var places: [TypicalPodKind: Int] = [:]
  /// Every kind once, in the order in which they are met.
  private(set) var counts: [(kind: TypicalPodKind, count: Int)] = []

  /// Counts every pod of `trace`.
  mutating func add(_ trace: WorkloadTrace) {
    let kinds = trace.templates.map {
      TypicalPodKind($0.pod.spec, annotations: $0.pod.metadata.annotations)
    }
    for arrival in trace.arrivals {
      let kind = kinds[Int(arrival.template)]
      if let place = places[kind] {
        counts[place].count += 1
      } else {
        places[kind] = counts.count
        counts.append((kind, 1))
      }
    }
  }
}
