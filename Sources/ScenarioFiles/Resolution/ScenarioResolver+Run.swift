import ClusterSimulation
import KubernetesObjects
import SimulationEngine
import StructuredText

/// When the run ends, what it leaves, and what must hold.
extension ScenarioResolver {
  private static let defaultLimit = SimulationDuration.days(30)

  /// The end of the run and the samples.
  mutating func resolveRun(_ configuration: inout SimulationConfiguration) {
    configuration.ending = ending()
    configuration.startsWarm = draft.start == .warm
    configuration.measuring = window(draft.measure, until: configuration.ending.limit)
    let reports = draft.reports
    if let every = reports.every { configuration.samplePeriod = every.value }
    configuration.adaptsSamplePeriod = reports.every == nil
    if let nodes = reports.nodes { configuration.samplesNodes = nodes }
    if let events = reports.events { configuration.recordsEvents = events }
    if reports.fragmentation == true { configuration.fragmentationRows = .arrivals }
    if reports.arrivedPercent == true { configuration.fragmentationRows = .percents }
  }

  /// The measuring window of a run that lasts until `end` at the latest; nil for all of it.
  private mutating func window(
    _ measure: MeasureDraft, until end: SimulationTime
  ) -> MeasuringWindow? {
    if measure.from == nil, measure.until == nil { return nil }
    var window = MeasuringWindow()
    if let from = measure.from {
      window.from = .zero + from.value
      if window.from >= end {
        problems.add(
          from.error(
            "the run ends at \(end.secondsText(decimals: 0))s, before anything is measured"))
      }
    }
    if let until = measure.until {
      window.until = .zero + until.value
      if .zero + until.value <= window.from {
        problems.add(until.error("the window ends before anything is measured"))
      } else if .zero + until.value > end {
        problems.add(until.warning("the run ends at \(end.secondsText(decimals: 0))s"))
      }
    }
    return window
  }

  /// Whether the scenario says when the run ends; a value that means nothing says nothing, and
  /// nothing follows from it.
  var isEndKnown: Bool {
    options.until != nil || draft.duration != nil || draft.until != nil
  }

  private mutating func ending() -> SimulationConfiguration.Ending {
    if let span = options.until { return .at(.zero + span) }
    if let duration = draft.duration, let until = draft.until {
      problems.add(
        until.error("expected duration or until, found both; limit bounds until"))
      return .at(.zero + duration.value)
    }
    if let duration = draft.duration {
      check(duration)
      if let limit = draft.limit { problems.add(limit.error("limit belongs to until")) }
      return .at(.zero + duration.value)
    }
    guard let until = draft.until else {
      // A value that means nothing has been blamed already.
      guard !draft.isEndGiven else { return .at(.zero) }
      problems.add(
        problem("spec.duration is required, such as 20m; or spec.until: settled or completed"))
      return .at(.zero + Self.defaultLimit)
    }
    if let limit = draft.limit { check(limit) }
    let limit = SimulationTime.zero + (draft.limit?.value ?? Self.defaultLimit)
    switch until.value {
    case .settled: return .settled(limit: limit)
    case .completed:
      if draft.workloads.isEmpty && draft.traces.isEmpty {
        problems.add(
          until.error("there are no workloads or traces whose pods could be completed"))
      }
      return .completed(limit: limit)
    }
  }

  private mutating func check(_ span: Located<SimulationDuration>) {
    if span.value == .zero { problems.add(span.error("must be longer than 0s")) }
  }

  /// Holds the number of samples to its limit, where their period is said: one row for the cluster
  /// and two for each node, for cpu and memory.
  mutating func checkSamples(_ configuration: SimulationConfiguration) {
    if configuration.adaptsSamplePeriod { return }
    let samples = configuration.ending.limit.microseconds / configuration.samplePeriod.microseconds
    let nodes = configuration.samplesNodes ? Int64(world.nodeCount) : 0
    let (rows, overflow) = samples.multipliedReportingOverflow(by: 2 * nodes + 1)
    guard overflow || rows > Limits.samples else { return }
    let count = overflow ? "more than \(Int64.max)" : "\(rows)"
    let message =
      "\(count) rows of samples of the cluster and its nodes; the limit is \(Limits.samples): "
      + "raise or leave out reports.every, or set reports.nodes to false"
    let place = draft.reports.every ?? draft.duration ?? draft.limit
    problems.add(place.map { $0.error(message) } ?? problem("spec.reports: \(message)"))
  }

  /// What must hold of a run that lasts until `end` at the latest.
  mutating func expectations(until end: SimulationTime) -> [Expectation] {
    var expectations: [Expectation] = []
    for draft in draft.expectations {
      let window = ownWindow(of: draft, until: end)
      expectations += self.expectations(of: draft).map { expectation in
        var expectation = expectation
        expectation.window = window
        return expectation
      }
    }
    return expectations
  }

  /// The part of the run that an expectation is about, if it says one: what it leaves out is as the
  /// figures have it.
  private mutating func ownWindow(
    of draft: ExpectationDraft, until end: SimulationTime
  ) -> MeasuringWindow? {
    var measure = draft.window
    guard measure.from != nil || measure.until != nil else { return nil }
    if measure.from == nil { measure.from = self.draft.measure.from }
    if measure.until == nil { measure.until = self.draft.measure.until }
    return window(measure, until: end)
  }

  private mutating func expectations(of draft: ExpectationDraft) -> [Expectation] {
    if let pods = draft.pods { return expectations(of: pods, draft) }
    guard let metric = draft.metric else { return [] }
    if let problem = options.metricProblem?(metric.value) {
      problems.add(metric.error(problem))
    }
    if let subject = draft.subject { check(subject) }
    return draft.bounds.map {
      Expectation(
        metric: metric.value, of: draft.subject?.value ?? .run, $0.comparison,
        boundMillionths: $0.millionths)
    }
  }

  /// What must hold of pods.
  private mutating func expectations(
    of pods: Located<PodExpectation>, _ draft: ExpectationDraft
  ) -> [Expectation] {
    if let name = pods.value.pool?.oneName { check(pods.map { _ in .pool(name) }) }
    if let name = pods.value.zone?.oneName { check(pods.map { _ in .zone(name) }) }
    if let name = pods.value.node?.oneName, !world.hasNode(name) {
      blame("node", name, at: pods)
    }
    if let path = pods.value.workload?.oneName {
      let parts = path.split(separator: "/", maxSplits: 1).map(String.init)
      check(pods.map { _ in .workload(namespace: parts.first ?? "", name: parts.last ?? "") })
    }
    var pods = pods.value
    if let measure = draft.measure { pods.measure = measure.value }
    return draft.bounds.map {
      Expectation(pods: pods, $0.comparison, boundMillionths: $0.millionths)
    }
  }

  /// Holds what an expectation is about to what there is.
  private mutating func check(_ subject: Located<Expectation.Subject>) {
    if subject.value.isPattern { return }
    switch subject.value {
    case .run, .namespace, .priority: break
    case .pool(let name):
      if !world.hasPool(name) { blame(subject, "pool", name, world.pools.lazy.map(\.name)) }
    case .zone(let name):
      if !world.hasZone(name) { blame(subject, "zone", name, world.zones) }
    case .service(let namespace, let name):
      let key = KnownWorld.Key(kind: Service.kind, namespace: namespace, name: name)
      if world.contains(key) { return }
      if let other = world.namespaces(of: Service.kind, named: name).first {
        problems.add(
          subject.error(
            "there is no service \(namespace)/\(name); did you mean \(other)/\(name)?"))
      } else {
        blame(subject, "service", name, world.names(of: Service.kind, in: namespace))
      }
    case .workload(let namespace, let name):
      let kinds: [ObjectKind] = [
        ReplicationController.kind, ReplicaSet.kind, Deployment.kind, StatefulSet.kind,
        DaemonSet.kind, Job.kind,
      ]
      let isKnown =
        world.makesPods(name, in: namespace)
        || kinds.contains {
          world.contains(KnownWorld.Key(kind: $0, namespace: namespace, name: name))
        }
      if isKnown { return }
      let generators = world.workloads.lazy.filter { $0.namespace == namespace }.map(\.name)
      blame(
        subject, "workload", name,
        generators + kinds.flatMap { world.names(of: $0, in: namespace) })
    }
  }

  /// Reports that what an expectation is about is not there, with what may have been meant.
  private mutating func blame(
    _ place: Located<Expectation.Subject>, _ kind: String, _ name: String,
    _ known: some Sequence<String>
  ) {
    guard !world.mayHide(kind) else { return }
    // Suggestions for problems that are counted only would not be read.
    let known = problems.isFull ? [] : Array(known)
    let hint = Spelling.nearest(to: name, among: known).map { "; did you mean \($0)?" } ?? ""
    problems.add(place.error("there is no \(kind) \(name)\(hint)"))
  }
}

extension NamePattern {
  /// The name, if the pattern is one.
  fileprivate var oneName: String? { isOneName ? text : nil }
}
