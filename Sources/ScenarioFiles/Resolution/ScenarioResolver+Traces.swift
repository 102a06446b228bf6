import ClusterSimulation
import KubernetesObjects
import SimulationEngine
import StructuredText
import WorkloadTraces

/// Recorded nodes and pods.
extension ScenarioResolver {
  /// Adds the nodes of the traces to the objects of the start, and their pods to the arrivals.
  mutating func resolveTraces(_ configuration: inout SimulationConfiguration) {
    for draft in draft.traces {
      guard let format = draft.format else { continue }
      let trace: WorkloadTrace?
      switch format.value {
      case .kubernetes: trace = cluster(draft, format)
      case .openb, .csv: trace = table(draft, format)
      }
      if let trace { add(trace, draft, format, to: &configuration) }
    }
    // Several traces are merged; of equal instants the earlier trace goes first.
    if draft.traces.count > 1 {
      let arrivals = configuration.arrivals.arrivals
      let order = arrivals.indices.sorted { (arrivals[$0].time, $0) < (arrivals[$1].time, $1) }
      configuration.arrivals.arrivals = ContiguousArray(order.map { arrivals[$0] })
    }
    configuration.initialObjects = objects.map(\.object)
  }

  private mutating func add(
    _ trace: WorkloadTrace, _ draft: TraceDraft, _ format: Located<TraceImport.Format>,
    to configuration: inout SimulationConfiguration
  ) {
    for node in trace.nodes {
      var node = node
      node.applyDefaults()
      let located = LocatedObject(apiVersion: .v1, object: node, node: format.node)
      note(located, at: .zero)
      objects.append(located)
    }
    let base = Int32(configuration.arrivals.templates.count)
    for template in trace.templates {
      let rules = configuration.scheduling
      if template.devices != nil, !rules.placesGPUShares(for: configuration.controlPlane.profile) {
        problems.counts.count(
          "a kind of pods wants GPUs, which predicates do not place: choose the profile modern",
          at: format.node)
      }
      configuration.arrivals.templates.append(admit(template, format))
    }
    let end = configuration.ending.limit
    for (row, arrival) in trace.arrivals.enumerated() {
      if let limit = draft.limit, row >= limit { break }
      if arrival.time > end { break }
      let name = trace.names[row]
      if !world.recordedPods.insert(name).inserted {
        problems.counts.count("a pod of a trace has the name of another one", at: format.node)
      }
      let outcome = row < trace.outcomes.count ? trace.outcomes[row] : nil
      configuration.arrivals.arrivals.append(
        RecordedArrivals.Arrival(
          time: arrival.time, name: name, template: base + arrival.template,
          runtime: arrival.runtime ?? SimulationDuration(microseconds: -1),
          exitCode: outcome?.phase == .failed ? 1 : 0, recordedBinding: outcome?.scheduled))
    }
  }

  /// A trace's template as a pod.
  private mutating func admit(
    _ template: TracePodTemplate, _ format: Located<TraceImport.Format>
  ) -> Pod {
    var pod = Pod(metadata: template.pod.metadata, spec: template.pod.spec)
    pod.metadata.namespace = template.namespace
    pod.applyDefaults()
    if let refusal = admission.admit(&pod) { problems.add(format.error(refusal.message)) }
    return pod
  }

  /// The pods of tables on the nodes of tables.
  private mutating func table(
    _ draft: TraceDraft, _ format: Located<TraceImport.Format>
  ) -> WorkloadTrace? {
    if let first = draft.files.first {
      problems.add(
        first.name.error("\(format.value.rawValue) has lists below nodes and pods, not files"))
    }
    if draft.nodes.isEmpty && draft.pods.isEmpty {
      problems.add(format.error("nodes or pods is required for \(format.value.rawValue)"))
    }
    var nodes: [Node] = []
    for reference in draft.nodes {
      let found = read(reference) { (file) throws(DiagnosticList) in
        format.value == .openb
          ? try OpenBTrace.readNodes(file.bytes, file: file.name)
          : try PlainTableTrace.readNodes(file.bytes, file: file.name)
      }
      nodes += found ?? []
    }
    if draft.pods.count > 1 {
      problems.add(
        draft.pods[1].name.error("a trace has one list of pods; write another trace for this one"))
    }
    var trace = WorkloadTrace()
    if let reference = draft.pods.first {
      let found = read(reference) { (file) throws(DiagnosticList) in
        format.value == .openb
          ? try OpenBTrace.readPods(file.bytes, file: file.name)
          : try PlainTableTrace.readPods(file.bytes, file: file.name)
      }
      trace = found ?? trace
    }
    trace.nodes = nodes
    return trace
  }

  /// The workload of a dump, and its other objects among those of the start.
  private mutating func cluster(
    _ draft: TraceDraft, _ format: Located<TraceImport.Format>
  ) -> WorkloadTrace? {
    if draft.files.isEmpty { problems.add(format.error("files is required for kubernetes")) }
    for list in [draft.nodes, draft.pods] {
      if let first = list.first {
        problems.add(first.name.error("a dump has no lists of nodes and pods; name it below files"))
      }
    }
    let documents = draft.files.flatMap { readDocuments($0) }
    do throws(DiagnosticList) {
      let contents = try ClusterDumpTrace.read(documents)
      problems.add(contents.warnings)
      for object in admit(contents.otherObjects.map(\.defaulted)) {
        note(object, at: .zero)
        objects.append(object)
      }
      return contents.trace
    } catch {
      problems.add(error.diagnostics)
      return nil
    }
  }

  private mutating func read<Value>(
    _ reference: FileReference, _ body: (InputFiles.File) throws(DiagnosticList) -> Value
  ) -> Value? {
    guard let file = readOne(reference) else { return nil }
    problems.enter(file.name)
    do throws(DiagnosticList) {
      return try body(file)
    } catch {
      problems.add(error.diagnostics)
      return nil
    }
  }
}

extension LocatedObject {
  /// The object with what the API server fills in.
  fileprivate var defaulted: LocatedObject {
    var object = self
    object.applyDefaults()
    return object
  }
}
