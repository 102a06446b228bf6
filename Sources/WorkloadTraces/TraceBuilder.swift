import KubernetesObjects
import SimulationEngine

/// Collects the pods of a trace in whatever order, and each template once.
///
/// `Shape` is what tells templates apart in the format that is read; it is cheaper to compare than
/// the template that is made of it.
struct TraceBuilder<Shape: Hashable> {
  private var trace = WorkloadTrace()
  private var templateOfShape: [Shape: Int32] = [:]
  private var knownNames: Set<String> = []

  /// Whether `name` is new; it is known from now on.
  mutating func isNew(_ name: String) -> Bool { knownNames.insert(name).inserted }

  /// The template of `shape`, made when it is first met.
  mutating func template(of shape: Shape, make: (Shape) -> TracePodTemplate) -> Int32 {
    if let known = templateOfShape[shape] { return known }
    let index = Int32(trace.templates.count)
    templateOfShape[shape] = index
    trace.templates.append(make(shape))
    return index
  }

  mutating func append(
    _ arrival: TraceArrival, name: some Collection<UInt8>, outcome: RecordedOutcome?
  ) {
    trace.arrivals.append(arrival)
    trace.names.append(name)
    if let outcome { trace.outcomes.append(outcome) }
  }

  /// The trace of `nodes` and the pods in order of time.
  func finish(nodes: [Node]) -> WorkloadTrace {
    var result = trace
    result.nodes = nodes
    let arrivals = trace.arrivals
    let isSorted = zip(arrivals, arrivals.dropFirst()).allSatisfy { $0.time <= $1.time }
    if isSorted { return result }
    // The standard sort is not promised to be stable: the position decides between equal times.
    let order = arrivals.indices.sorted { a, b in
      (arrivals[a].time, a) < (arrivals[b].time, b)
    }
    result.arrivals = ContiguousArray(order.map { arrivals[$0] })
    result.outcomes =
      trace.outcomes.isEmpty ? [] : ContiguousArray(order.map { trace.outcomes[$0] })
    result.names = TraceNames()
    for index in order { result.names.append(trace.names.utf8(at: index)) }
    return result
  }
}

extension TraceBuilder where Shape == TracePodTemplate {
  /// The template itself, kept once.
  mutating func template(_ template: TracePodTemplate) -> Int32 {
    self.template(of: template) { $0 }
  }
}
