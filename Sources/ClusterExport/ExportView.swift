import ClusterSimulation
import ClusterState
import Controllers
import KubernetesObjects
import NodeAgents
import SimulationEngine

/// What exporters look at: a simulation that stands still.
struct ExportView {
  let cluster: ClusterState
  let kubelets: Kubelets
  let recording: Recording
  let configuration: SimulationConfiguration
  let clock: WallClock
  /// The instant of the view.
  let now: SimulationTime
  /// The priority classes beside those that every cluster has.
  let priorityClasses: [PriorityClass]
  /// Services as they were applied, for what the tables do not keep.
  let appliedServices: AppliedServices
  /// What the recording says of pods.
  let pods: PodHistory
  /// The Kubernetes events, those that are counted together as one.
  let events: EventSeries

  /// What `simulation` holds; `now` may be later than its last event.
  init(_ simulation: borrowing Simulation, at now: SimulationTime) {
    let state = simulation.state
    cluster = state.cluster
    kubelets = state.kubelets
    recording = state.recording
    configuration = state.configuration
    clock = WallClock(start: state.configuration.startTime)
    self.now = now
    priorityClasses = state.priorityClasses
    appliedServices = AppliedServices(state.configuration, until: now)
    pods = PodHistory(state.recording)
    events = EventSeries(state.recording)
  }

  /// An instant as the API gives it back, in whole seconds; nil for what has not happened.
  func instant(_ time: SimulationTime) -> Timestamp? {
    time.isSet ? Timestamp(seconds: clock.second(at: time)) : nil
  }

  /// The text of a symbol.
  func text(_ symbol: Symbol) -> String { cluster.symbols[symbol] }

  /// Interned labels as texts.
  func labels(_ set: LabelSet) -> Labels { cluster.labels(of: set) }

  /// The name of a node.
  func name(of node: NodeID) -> String { text(cluster.nodes[node.row].name) }

  /// The name of a pod.
  func name(of pod: PodID) -> String { cluster.pods[pod].name.text(cluster.symbols) }

  /// A unique id for an object whose own the tables do not keep: the number of its table and its
  /// row, in the form of RFC 4122.
  func identity(_ table: ObjectTableNumber, _ row: Int) -> String {
    let digits = String(row, radix: 16)
    let padding = String(repeating: "0", count: max(0, 12 - digits.count))
    return "0000000\(table.rawValue)-0000-4000-8000-\(padding)\(digits)"
  }

  /// The unique id of a workload: its own, or one from its row.
  func identity(of workload: WorkloadID) -> String {
    let own = text(cluster.workloads[workload.row].uid)
    return own.isEmpty ? identity(.workload, workload.row) : own
  }

  /// The reference to the workload that controls an object; none without one.
  func owners(_ workload: WorkloadID) -> [OwnerReference] {
    guard workload.isPresent else { return [] }
    let record = cluster.workloads[workload.row]
    var owner = OwnerReference()
    owner.apiVersion = record.kind.group.isEmpty ? "v1" : "\(record.kind.group)/v1"
    owner.kind = record.kind.name
    owner.name = text(record.name)
    owner.uid = identity(of: workload)
    owner.controller = true
    owner.blockOwnerDeletion = true
    return [owner]
  }

  /// A pod as the owner of a claim that was made with it, or that goes with it.
  func reference(to pod: PodID) -> OwnerReference {
    var owner = OwnerReference()
    owner.apiVersion = "v1"
    owner.kind = "Pod"
    owner.name = name(of: pod)
    owner.uid = identity(.pod, pod.row)
    owner.controller = true
    owner.blockOwnerDeletion = true
    return owner
  }
}

/// The tables whose rows make unique ids, so that no two objects share one.
enum ObjectTableNumber: Int {
  case node = 1
  case pod
  case workload
  case service
  case claim
  case revision
  case autoscaler
  case volume
  case disruptionBudget
}
