import ClusterSimulation
import KubernetesObjects
import SimulationEngine
import StructuredText

/// What comes by chance: workloads and faults.
extension ScenarioResolver {
  /// The generators of pods in a run that ends at `end`.
  mutating func workloads(until end: SimulationTime) -> [WorkloadGenerator] {
    var workloads: [WorkloadGenerator] = []
    var names: Set<String> = []
    for draft in draft.workloads {
      guard let name = draft.name, let template = draft.template,
        let interarrival = draft.interarrival
      else { continue }
      if !names.insert(name.value).inserted {
        problems.add(name.error("there is another workload called \(name.value)"))
      }
      var pod = admit(template, named: name.value + "-0", in: draft.namespace)
      pod.metadata.name = ""
      let from = SimulationTime.zero + (draft.from?.value ?? .zero)
      let until = min(end, draft.until.map { .zero + $0.value } ?? end)
      if let start = draft.from, from >= end, isEndKnown {
        problems.add(start.warning("the run ends before the first pod arrives"))
      }
      if let stop = draft.until, from >= until, from < end {
        problems.add(stop.error("must be later than from"))
      }
      world.add(KnownWorld.Workload(name: name.value, namespace: pod.metadata.namespace))
      let workload = WorkloadGenerator(
        name: name.value, template: pod, interarrival: interarrival.value,
        behavior: draft.behavior, from: from, until: until, limit: draft.limit)
      check(workload, interarrival)
      workloads.append(workload)
    }
    return workloads
  }

  /// Holds the number of pods that are expected to arrive to its limit.
  private mutating func check(
    _ workload: WorkloadGenerator, _ interarrival: Located<Distribution>
  ) {
    guard interarrival.value.mean > 0 else {
      problems.add(interarrival.error("the mean time between arrivals must be positive"))
      return
    }
    if Self.arrivals(of: workload) > Double(Limits.pods) {
      problems.add(
        interarrival.error(
          "more than \(Limits.pods) pods are expected to arrive; set a limit or a lower rate"))
    }
  }

  /// What breaks by chance in a run that ends at `end`.
  mutating func faults(until end: SimulationTime) -> [StochasticFault] {
    var faults: [StochasticFault] = []
    for draft in draft.faults {
      check(draft.target, at: .zero)
      guard let interval = draft.interval else { continue }
      let cycle = interval.value.mean + (draft.repair?.mean ?? .infinity)
      let strikes = draft.repair == nil ? 1 : end.seconds / cycle
      if interval.value.mean <= 0 || !(strikes * Double(world.nodeCount) <= Double(Limits.faults)) {
        problems.add(
          interval.error("more than \(Limits.faults) failures are expected; make them rarer"))
      }
      for target in draft.target.targets {
        faults.append(
          StochasticFault(
            draft.kind, target: target, fail: interval.value, repair: draft.repair))
      }
    }
    return faults
  }
}
