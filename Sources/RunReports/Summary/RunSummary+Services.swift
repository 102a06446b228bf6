import ClusterSimulation
import ClusterState
import SimulationEngine

/// Whether the services could be reached, from their creation on.
///
/// - `availability`: 1 − ∫ (desired − serving) dt / ∫ desired dt, where `desired` are the replicas
///   that the controllers of the service's pods want, one if it has none, and `serving` are the
///   ready endpoints that lead to a running pod.
/// - `seconds_without_ready_endpoint`: while no endpoint is listed as ready.
/// - `seconds_with_stale_endpoint`: while one is listed that leads nowhere.
extension RunSummary {
  mutating func addServices(_ source: ReportSource) {
    let cluster = source.cluster
    guard !cluster.services.isEmpty else { return }
    let timelines = ServiceTimelines(source)
    for (row, service) in cluster.services.enumerated() {
      let subject = "service=\(source.text(service.namespace))/\(source.text(service.name))"
      let end = service.removed.isSet ? service.removed : source.window.until
      let figures = timelines.figures(of: ServiceID(row), until: end)
      ratio("availability", of: subject, figures.replicas.availability)
      seconds("seconds_without_ready_endpoint", of: subject, figures.withoutReady)
      seconds("seconds_with_stale_endpoint", of: subject, figures.withStale)
    }
  }
}

/// What services offered against what was wanted of them.
private struct ServiceTimelines {
  struct Figures {
    var replicas: ReplicaAreas.Totals
    var withoutReady: Int64
    var withStale: Int64
  }

  private let source: ReportSource
  private var serviceRows: ContiguousArray<ContiguousArray<Int>>
  private var workloadRows: ContiguousArray<ContiguousArray<Int>>
  /// The controllers of each template.
  private var controllers: ContiguousArray<ContiguousArray<Int>>

  init(_ source: ReportSource) {
    self.source = source
    let cluster = source.cluster
    serviceRows = ContiguousArray(repeating: [], count: cluster.services.count)
    workloadRows = ContiguousArray(repeating: [], count: cluster.workloads.count)
    controllers = ContiguousArray(repeating: [], count: cluster.templates.count)
    for (row, change) in source.recording.services.enumerated() {
      serviceRows[change.service.row].append(row)
    }
    for (row, change) in source.recording.workloads.enumerated() {
      workloadRows[change.workload.row].append(row)
    }
    // A replica set of a deployment wants what the deployment wants.
    for (row, record) in cluster.workloads.enumerated() where !record.owner.isPresent {
      controllers[record.template.row].append(row)
    }
  }

  func figures(of service: ServiceID, until end: SimulationTime) -> Figures {
    let record = source.cluster.services[service.row]
    let owners = record.matching.flatMap { controllers[$0.row] }
    var state = State(at: record.created, isOwned: !owners.isEmpty, within: source.window)
    for change in changes(of: service, owners) {
      let time = change.time
      guard time <= end else { break }
      switch change.kind {
      case .endpoints(let row):
        let endpoints = source.recording.services[row]
        state.set(
          ready: Int64(endpoints.readyEndpoints), stale: Int64(endpoints.staleEndpoints), at: time)
      case .workload(let row):
        let workload = source.recording.workloads[row]
        state.set(desired: Int64(workload.desired), of: workload.workload, at: time)
      }
    }
    return state.figures(until: end)
  }

  private struct Change {
    enum Kind {
      case endpoints(Int)
      case workload(Int)
    }

    let time: SimulationTime
    let kind: Kind
  }

  /// The changes of a service and of its workloads in order of time.
  private func changes(of service: ServiceID, _ owners: [Int]) -> [Change] {
    let recording = source.recording
    var changes = serviceRows[service.row].map {
      Change(time: recording.services[$0].time, kind: .endpoints($0))
    }
    for owner in owners {
      changes += workloadRows[owner].map {
        Change(time: recording.workloads[$0].time, kind: .workload($0))
      }
    }
    let order = changes.indices.sorted { (changes[$0].time, $0) < (changes[$1].time, $1) }
    return order.map { changes[$0] }
  }

  /// A service in the middle of its life.
  private struct State {
    private let start: SimulationTime
    private let isOwned: Bool
    private var ready: Int64 = 0
    private var stale: Int64 = 0
    private var desired: [WorkloadID: Int64] = [:]
    private var wanted: Int64
    private var replicas: ReplicaAreas
    private var withoutReady: LevelArea
    private var withStale: LevelArea

    init(at start: SimulationTime, isOwned: Bool, within window: ReportWindow) {
      self.start = start
      self.isOwned = isOwned
      wanted = isOwned ? 0 : 1
      replicas = ReplicaAreas(at: start, within: window)
      withoutReady = LevelArea(1, at: start, within: window)
      withStale = LevelArea(0, at: start, within: window)
      replicas.set(desired: wanted, ready: 0, at: start)
    }

    mutating func set(ready: Int64, stale: Int64, at time: SimulationTime) {
      self.ready = ready
      self.stale = stale
      withoutReady.set(ready == 0 ? 1 : 0, at: time)
      withStale.set(stale > 0 ? 1 : 0, at: time)
      replicas.set(desired: wanted, ready: ready - stale, at: time)
    }

    mutating func set(desired count: Int64, of owner: WorkloadID, at time: SimulationTime) {
      wanted += count - (desired[owner] ?? 0)
      desired[owner] = count
      // A controller may be older than the service.
      replicas.set(desired: wanted, ready: ready - stale, at: max(time, start))
    }

    func figures(until end: SimulationTime) -> Figures {
      Figures(
        replicas: replicas.totals(until: end),
        withoutReady: Int64(clamping: withoutReady.total(until: end)),
        withStale: Int64(clamping: withStale.total(until: end)))
    }
  }
}
