import ClusterState
import NodeAgents
import SimulationEngine

/// Pods that come from traces and generators.
struct Arrivals: Sendable {
  /// A generator of pods in the middle of a run.
  private struct Generator: Sendable {
    let template: PodTemplateID
    let behavior: Kubelets.OwnBehavior
    let nameBase: String
    var stream: RandomStream
    var count = 0
  }

  private var generators: ContiguousArray<Generator> = []
  /// What the recorded arrivals are stamped from, by row of the configuration.
  private var templates: ContiguousArray<PodTemplateID> = []

  /// Posts what is known to come.
  mutating func begin(in world: inout World, _ host: inout KubeletHost) {
    postRecorded(in: &world)
    for row in world.configuration.workloads.indices { beginGenerator(row, in: &world, &host) }
  }

  /// The next pod arrives.
  mutating func handle(_ event: ArrivalEvent, in world: inout World, _ host: inout KubeletHost) {
    switch event {
    case .recorded(let row): arrive(Int(row), in: &world, &host)
    case .generated(let row): generate(Int(row), in: &world, &host)
    }
  }

  /// One more draw from every stream, folded together.
  mutating func unseed() -> UInt64 {
    var digest: UInt64 = 0
    for row in generators.indices { digest ^= generators[row].stream.unseed() &* 3 }
    return digest
  }

  private mutating func postRecorded(in world: inout World) {
    let recorded = world.configuration.arrivals
    templates = ContiguousArray(
      recorded.templates.map { world.admittedTemplate(of: $0, isStamped: true) })
    for row in recorded.arrivals.indices {
      world.loop.appendArrival(.arrival(.recorded(Int32(row))), at: recorded.arrivals[row].time)
    }
    world.arrivals.expect(recorded.arrivals.count)
  }

  private mutating func beginGenerator(
    _ row: Int, in world: inout World, _ host: inout KubeletHost
  ) {
    let workload = world.configuration.workloads[row]
    let template = world.admittedTemplate(of: workload.template, isStamped: true)
    generators.append(
      Generator(
        template: template, behavior: host.add(workload.behavior),
        nameBase: workload.name + "-",
        stream: RandomStream(
          seed: world.configuration.seed, name: "arrivals/\(workload.name)")))
    postNextArrival(of: row, from: workload.from, in: &world)
  }

  private mutating func postNextArrival(
    of row: Int, from start: SimulationTime, in world: inout World
  ) {
    let workload = world.configuration.workloads[row]
    if let limit = workload.limit, generators[row].count >= limit { return }
    let drawn = SimulationDuration(
      nearestToSeconds: workload.interarrival.sample(using: &generators[row].stream))
    let shortened = Int128(max(.zero, drawn).microseconds) * 1000 / Int128(workload.rateThousandths)
    let time = start.addingSaturating(.microseconds(Int64(clamping: shortened)))
    guard time <= workload.until else { return }
    world.arrivals.expect(1)
    world.loop.post(.arrival(.generated(Int32(row))), at: time)
  }

  /// The next pod of generator `row` arrives.
  private mutating func generate(
    _ row: Int, in world: inout World, _ host: inout KubeletHost
  ) {
    let name = generators[row].nameBase + String(generators[row].count)
    generators[row].count += 1
    if let pod = admit(name, of: row, in: &world) {
      host.setBehavior(generators[row].behavior, of: pod)
      world.recording.noteGenerator(of: pod, row)
    }
    postNextArrival(of: row, from: world.now, in: &world)
  }

  private func admit(_ name: String, of row: Int, in world: inout World) -> PodID? {
    world.admitArrival(
      named: name, of: generators[row].template,
      on: world.configuration.workloads[row].template.spec.nodeName, isRecorded: false)
  }

  /// The pod of recorded arrival `row` arrives.
  private func arrive(_ row: Int, in world: inout World, _ host: inout KubeletHost) {
    let arrival = world.configuration.arrivals.arrivals[row]
    let template = templates[Int(arrival.template)]
    let node = world.configuration.arrivals.templates[Int(arrival.template)].spec.nodeName
    let admitted = world.admitArrival(
      named: arrival.name, of: template, on: node, isRecorded: true)
    guard let pod = admitted else { return }
    host.setRun(of: pod, arrival.runtime, exitCode: arrival.exitCode)
    if let time = arrival.recordedBinding {
      world.recording.noteRecordedBinding(of: pod, at: time)
    }
  }
}

extension World {
  /// Creates a pod that nothing owns; nil if it is refused.
  fileprivate mutating func admitArrival(
    named name: String, of template: PodTemplateID, on node: String, isRecorded: Bool
  ) -> PodID? {
    let symbol = cluster.symbols.intern(name)
    let created = createPod(
      template, on: node, name: PodName(symbol), owner: .absent, isRecorded: isRecorded)
    switch created {
    case .success(let pod):
      arrivals.noteArrival(of: pod)
      return pod
    case .failure(let status):
      arrivals.noteRefusal()
      refuse(.create, "Pod", cluster.templates[template].namespace, name, status)
      return nil
    }
  }
}
