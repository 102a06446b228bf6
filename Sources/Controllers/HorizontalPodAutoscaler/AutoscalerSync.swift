import ClusterState
import KubernetesObjects
import SimulationEngine

/// One look of the controller at one autoscaler: what it has read so far.
struct AutoscalerSync: Sendable {
  /// Where the look has got to.
  enum Step: Sendable {
    /// The metrics are being read.
    case reading
    /// The target is being given another size, for a reason.
    case scaling(to: Int32, reason: String)
    /// The status is being written.
    case reporting
  }

  /// What comes next.
  var step = Step.reading
  /// The specification as it was read.
  let spec: HorizontalPodAutoscalerSpec
  /// The autoscaler's namespace.
  let namespace: Symbol
  /// The target as it was read.
  let target: AutoscalerTarget
  /// The pods that the target's selector matches, by template, then by age.
  var pods: ContiguousArray<PodID> = []
  /// The status to be written.
  var status: AutoscalerStatus

  /// The pods with what `metrics` says of them, and what is wrong with their requests of
  /// `resource`, those of one container or of all.
  func measuredPods(
    _ metrics: ContiguousArray<PodMetric>, _ resource: ResourceName?, _ container: String?,
    _ cluster: borrowing ClusterState
  ) -> (pods: ContiguousArray<MeasuredPod>, missingRequest: ReplicaCalculator.Failure?) {
    var measured: ContiguousArray<MeasuredPod> = []
    measured.reserveCapacity(pods.count)
    var missing: ReplicaCalculator.Failure?
    var known: (template: PodTemplateID, request: RequestedAmount)?
    var next = 0
    let ordered = metrics.isSortedByPod ? metrics : ContiguousArray(metrics.sorted())
    for pod in pods.sorted() {
      let record = cluster.pods[pod]
      if known?.template != record.template, let resource {
        let spec = cluster.templates[record.template].pod.spec
        known = (record.template, RequestedAmount(of: resource, container, spec))
      }
      if let container = known?.request.missingFrom, missing == nil {
        missing = ReplicaCalculator.Failure(
          message: "missing request for \(resource?.rawValue ?? "") in container \(container) of "
            + "Pod \(record.name.text(cluster.symbols))")
      }
      var one = MeasuredPod(
        record, request: known?.request.milliValue ?? 0)
      while next < ordered.count, ordered[next].pod < pod { next += 1 }
      if next < ordered.count, ordered[next].pod == pod {
        one.metric = MeasuredPod.Measurement(
          milliValue: ordered[next].milliValue, time: ordered[next].time,
          window: ordered[next].window)
      }
      measured.append(one)
    }
    return (measured, missing)
  }
}

extension PodMetric: Comparable {
  /// Older pods come first.
  package static func < (a: PodMetric, b: PodMetric) -> Bool { a.pod < b.pod }
}

extension ContiguousArray<PodMetric> {
  fileprivate var isSortedByPod: Bool {
    zip(self, dropFirst()).allSatisfy { $0.pod < $1.pod }
  }
}

extension MeasuredPod {
  /// What the API server says of a pod that requests `request`.
  fileprivate init(_ record: PodRecord, request: Int64) {
    // A kubelet's first status says that a pod is not ready, unless it is at once.
    let transition =
      record.readyTransition.isSet ? record.readyTransition : record.startTime
    self.init(
      startTime: record.startTime, readyTransition: transition, request: request)
    isIgnored = record.isDeleting || record.phase == .failed
    isPending = record.phase == .pending
    isReady = record.isReady
  }
}

/// What the containers of a pod request of a resource together.
///
/// Source: `calculateRequests`, `pkg/controller/podautoscaler/replica_calculator.go`, Kubernetes
/// 1.36.
private struct RequestedAmount {
  /// In thousandths.
  var milliValue: Int64 = 0
  /// A container that requests nothing, if there is one.
  var missingFrom: String?

  /// What `container`, or every one that runs beside the others, requests.
  init(of resource: ResourceName, _ container: String?, _ spec: PodSpec) {
    if container == nil, let whole = spec.resources?.requests[resource] {
      milliValue = whole.milliValue
      return
    }
    for one in spec.containers + spec.initContainers.filter(\.isSidecar)
    where container == nil || one.name == container {
      if let request = one.resources.requests[resource] {
        milliValue = milliValue.addingSaturating(request.milliValue)
      } else if missingFrom == nil {
        missingFrom = one.name
      }
    }
  }
}

extension Int64 {
  fileprivate func addingSaturating(_ other: Int64) -> Int64 {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }
}
