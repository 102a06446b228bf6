import ClusterSimulation
import KubernetesObjects
import Scheduling
import SimulationEngine
import StructuredText
import WorkloadTraces

/// Recorded nodes and pods.
extension ScenarioResolver {
  /// Adds the nodes of the traces to the objects of the start, and their pods to the arrivals.
  mutating func resolveTraces(_ configuration: inout SimulationConfiguration) {
    var kinds = PodKindCounts()
    for (row, draft) in draft.traces.enumerated() {
      guard let format = draft.format, let trace = read(draft, format) else { continue }
      kinds.add(trace)
      if let changed = apply(draft.operations, to: trace, row: row, configuration.seed) {
        add(changed, format, to: &configuration)
      }
    }
    configuration.scheduling.typicalPods = TypicalPods(
      kinds.counts, coverageMillionths: typicalCoverage)
    // Several traces are merged; of equal instants the earlier trace goes first.
    if draft.traces.count > 1 {
      let arrivals = configuration.arrivals.arrivals
      let order = arrivals.indices.sorted { (arrivals[$0].time, $0) < (arrivals[$1].time, $1) }
      configuration.arrivals.arrivals = ContiguousArray(order.map { arrivals[$0] })
    }
    configuration.initialObjects = objects.map(\.object)
  }

  private mutating func add(
    _ trace: WorkloadTrace, _ format: Located<TraceFormat>,
    to configuration: inout SimulationConfiguration
  ) {
    for node in trace.nodes {
      var node = node
      node.applyDefaults()
      let located = LocatedObject(apiVersion: .v1, object: node, node: format.node)
      if let refusal = Admission.refusal(of: node) {
        problems.add(
          format.error("node \(node.metadata.name): \(refusal.path): \(refusal.message)"))
      }
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
    _ template: TracePodTemplate, _ format: Located<TraceFormat>
  ) -> Pod {
    var pod = Pod(metadata: template.pod.metadata, spec: template.pod.spec)
    pod.metadata.namespace = template.namespace
    pod.applyDefaults()
    admission.isRecorded = true
    defer { admission.isRecorded = false }
    if let refusal = admission.admit(&pod) { problems.add(format.error(refusal.message)) }
    return pod
  }

  /// The workload in the files of a trace; its other objects join those of the start.
  private mutating func read(
    _ draft: TraceDraft, _ format: Located<TraceFormat>
  ) -> WorkloadTrace? {
    checkLists(of: draft, format)
    let files = files(of: draft, format.value)
    do throws(DiagnosticList) {
      let contents = try format.value.read(files)
      problems.add(contents.warnings)
      for object in admit(contents.otherObjects.map(\.defaulted)) {
        note(object, at: .zero)
        objects.append(object)
      }
      return contents.trace
    } catch {
      problems.add(error.diagnostics)
      (world.lacksNodes, world.lacksObjects) = (true, true)
      return nil
    }
  }

  /// Reports lists that the format does not have, that are missing, or that are too long.
  private mutating func checkLists(of draft: TraceDraft, _ format: Located<TraceFormat>) {
    let name = format.value.name
    let keys = format.value.inputs.map(\.key)
    for key in TraceDraft.keys where !keys.contains(key) {
      if let file = draft.files[key]?.first {
        problems.add(
          file.name.error("\(name) has no \(key): write \(Spelling.alternatives(keys))"))
      }
    }
    if keys.allSatisfy({ draft.files[$0]?.isEmpty ?? true }) {
      problems.add(format.error("\(Spelling.alternatives(keys)) is required for \(name)"))
    }
    for input in format.value.inputs where !input.isRepeatable {
      if let second = draft.files[input.key]?.dropFirst().first {
        problems.add(
          second.name.error("a trace has one \(input.noun); write another trace for this one"))
      }
    }
  }

  /// The files of the format's lists, as far as they can be had.
  private mutating func files(of draft: TraceDraft, _ format: TraceFormat) -> TraceFiles {
    var files = TraceFiles()
    for input in format.inputs {
      for reference in draft.files[input.key] ?? [] {
        let found = input.takesFolders ? readAll(reference) : readOne(reference).map { [$0] } ?? []
        for file in found {
          problems.enter(file.name)
          files.append(TraceFile(name: file.name, bytes: file.bytes), to: input)
        }
      }
    }
    return files
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
