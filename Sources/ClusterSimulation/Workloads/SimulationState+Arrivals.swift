import ClusterState
import KubernetesObjects
import SimulationEngine

/// A generator of pods in the middle of a run.
struct GeneratorState: Sendable {
  let template: PodTemplateID
  let nameBase: String
  var stream: RandomStream
  var count = 0
}

/// Pods that come from traces and generators.
extension SimulationState {
  mutating func postGenerators() {
    for (row, workload) in configuration.workloads.enumerated() {
      let template = cluster.template(for: admitted(workload.template))
      kubelets.setBehavior(workload.behavior, of: template)
      generators.append(
        GeneratorState(
          template: template, nameBase: workload.name + "-",
          stream: RandomStream(seed: configuration.seed, name: "arrivals/\(workload.name)")))
      postNextArrival(of: row, from: workload.from)
    }
  }

  private mutating func postNextArrival(of row: Int, from start: SimulationTime) {
    let workload = configuration.workloads[row]
    if let limit = workload.limit, generators[row].count >= limit { return }
    let interval = SimulationDuration(
      nearestToSeconds: workload.interarrival.sample(using: &generators[row].stream))
    let time = start.addingSaturating(max(.zero, interval))
    guard time <= workload.until else { return }
    unfinishedArrivals += 1
    loop.post(.generatorDue(Int32(row)), at: time)
  }

  /// The next pod of generator `row` arrives.
  mutating func generate(_ row: Int) {
    let state = generators[row]
    generators[row].count += 1
    create(named: state.nameBase + String(state.count), of: state.template)
    postNextArrival(of: row, from: now)
  }

  /// The pod of recorded arrival `row` arrives.
  mutating func arrive(_ row: Int) {
    let arrival = configuration.arrivals.arrivals[row]
    let template = arrivalTemplates[Int(arrival.template)]
    guard let pod = create(named: arrival.name, of: template) else { return }
    kubelets.setRun(of: pod, arrival.runtime, exitCode: arrival.exitCode)
    if let time = arrival.recordedBinding { recording.noteRecordedBinding(of: pod, at: time) }
  }

  /// Creates a pod that nothing owns; nil if a quota refuses it or its name is taken.
  @discardableResult
  private mutating func create(named name: String, of template: PodTemplateID) -> PodID? {
    guard quotaRefusal(of: template) == nil else {
      unfinishedArrivals -= 1
      return nil
    }
    let symbol = cluster.symbols.intern(name)
    do {
      let pod = try cluster.createPod(
        template: template, name: PodName(symbol), owner: .absent, at: now)
      while isCountedArrival.count <= pod.row { isCountedArrival.append(false) }
      isCountedArrival[pod.row] = true
      return pod
    } catch {
      unfinishedArrivals -= 1
      return nil
    }
  }

  /// Notes that `pod` has ended or is on its way out: one arrival less to wait for.
  mutating func noteEnd(of pod: PodID) {
    guard pod.row < isCountedArrival.count, isCountedArrival[pod.row] else { return }
    isCountedArrival[pod.row] = false
    unfinishedArrivals -= 1
    if case .completed = configuration.ending, unfinishedArrivals == 0 { isFinished = true }
  }
}
