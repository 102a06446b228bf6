import ClusterSimulation
import ClusterState
import Controllers
import KubernetesObjects
import SimulationEngine
import Testing

/// A small modern cluster whose pods compete for room, and what a run of it leaves behind.
///
/// Invariants are checked after every event. Latencies are those of the defaults, except that
/// images are there and pods start at once.
struct SchedulingRun {
  var configuration: SimulationConfiguration

  /// A cluster of `nodes` with a core each; one more pool, `large`, is empty.
  init(nodes: Int = 1, until end: Int64 = 120) {
    configuration = SmallCluster.configuration(.modern, nodes: nodes, until: end)
    configuration.initialObjects = []
    configuration.scheduling = SchedulingConfiguration(profile: .modern, tieBreak: .first)
    configuration.nodePools[0].template.status.capacity[.cpu] = Quantity(1)
    var large = SmallCluster.node
    large.status.capacity[.cpu] = Quantity(64)
    configuration.nodePools.append(NodePool(name: "large", count: 0, template: large))
  }

  /// A pod without an owner.
  static func pod(
    _ name: String, milliCPU: Int64 = 1000, priority: Int32 = 0, grace: Int64 = 30,
    app: String = "", _ change: (inout Pod) -> Void = { _ in }
  ) -> Pod {
    var pod = Pod(
      metadata: ObjectMeta(
        name: name, namespace: "default", labels: app.isEmpty ? [:] : ["app": app]),
      spec: SmallCluster.spec("app", milliCPU: milliCPU))
    pod.spec.priority = priority
    pod.spec.terminationGracePeriodSeconds = grace
    change(&pod)
    return pod
  }

  /// Lets pods be created at `seconds`, or at the start.
  mutating func create(_ pods: Pod..., at seconds: Double = 0) {
    guard seconds > 0 else { return configuration.initialObjects += pods }
    act(.apply(pods), at: seconds)
  }

  /// Lets something happen at `seconds`.
  mutating func act(_ action: TimelineAction, at seconds: Double) {
    configuration.timeline.append(
      TimelineEntry(at: SimulationTime(microseconds: Int64(seconds * 1_000_000)), action))
  }

  /// The end of the run.
  func outcome() -> Outcome {
    var simulation = Simulation(configuration)
    simulation.runToEnd()
    return Outcome(cluster: simulation.state.cluster, recording: simulation.state.recording)
  }

  struct Outcome {
    let cluster: ClusterState
    let recording: Recording

    /// The last pod called `name`.
    func pod(_ name: String) throws -> (id: PodID, record: PodRecord) {
      let row = (0..<cluster.pods.count).last {
        cluster.pods[PodID($0)].name.text(cluster.symbols) == name
      }
      let id = PodID(try #require(row, "there is no pod \(name)"))
      return (id, cluster.pods[id])
    }

    /// When `name` was bound, in whole milliseconds; nil if never.
    func bound(_ name: String) throws -> Double? { Self.seconds(try pod(name).record.scheduled) }

    /// The instants at which `name` was tried, in seconds.
    func attempts(_ name: String) throws -> [Double] {
      let id = try pod(name).id
      return recording.attempts.filter { $0.pod == id }.compactMap { Self.seconds($0.time) }
    }

    /// The names of the pods in the order in which they were bound.
    func order() -> [String] {
      (0..<cluster.pods.count).map { cluster.pods[PodID($0)] }.filter(\.scheduled.isSet)
        .sorted { $0.scheduled < $1.scheduled }.map { $0.name.text(cluster.symbols) }
    }

    /// The names of the pods that were deleted from their nodes and why they were.
    func evictions() -> [String] {
      recording.deletions.filter(\.node.isPresent).map {
        "\(cluster.pods[$0.pod].name.text(cluster.symbols)): \($0.cause.name)"
      }
    }

    /// The texts of the events of `reason`.
    func events(_ reason: String) -> [String] {
      recording.events.filter { recording.messages[Int($0.reason)] == reason }
        .map { recording.text(of: $0, in: cluster) }
    }

    static func seconds(_ time: SimulationTime) -> Double? {
      time.isSet ? Double(time.microseconds / 1000) / 1000 : nil
    }
  }
}
