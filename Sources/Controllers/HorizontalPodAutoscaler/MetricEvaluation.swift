import ClusterState
import KubernetesObjects
import SimulationEngine

/// What the metrics of an autoscaler call for together.
///
/// Source: `computeReplicasForMetrics` and what it calls, `pkg/controller/podautoscaler`,
/// Kubernetes 1.18 to 1.36.
struct MetricEvaluation {
  /// Why a metric could not be evaluated.
  struct Failure: Error {
    /// The reason of the event and of the condition.
    let reason: String
    /// The text of the event.
    let message: String
    /// What the text of all failures says before `message`.
    let prefix: String
  }

  /// The metric that calls for the most replicas, and in which words.
  struct Proposal {
    var replicas: Int32
    var metric: String
  }

  /// The statuses of the metrics, in their order.
  private(set) var statuses: [AutoscalerMetricStatus?]
  /// The highest proposal; nil without any.
  private(set) var best: Proposal?
  /// The failures, in the order of the metrics.
  private(set) var failures: [Failure] = []

  private let sync: AutoscalerSync
  private let calculator: ReplicaCalculator
  private let now: SimulationTime

  /// Evaluates the `readings`, one a metric.
  init(
    _ sync: AutoscalerSync, _ readings: [MetricsReading], _ calculator: ReplicaCalculator,
    in cluster: borrowing ClusterState, at now: SimulationTime
  ) {
    self.sync = sync
    self.calculator = calculator
    self.now = now
    statuses = Array(repeating: nil, count: sync.spec.metrics.count)
    for (row, metric) in sync.spec.metrics.enumerated() {
      do throws(Failure) {
        let (proposal, status) = try evaluate(metric, readings[row], cluster)
        statuses[row] = status
        if proposal.replicas > best?.replicas ?? 0 || (best?.replicas ?? 0) == 0 {
          best = proposal
        }
      } catch {
        failures.append(error)
      }
    }
  }

  /// Whether too much failed for a decision: everything, or something where the rest would have the
  /// target shrink.
  var isInvalid: Bool {
    !failures.isEmpty
      && (failures.count >= sync.spec.metrics.count
        || (best?.replicas ?? 0) < sync.target.replicas)
  }

  /// The text about all failures.
  var failureText: String? {
    failures.first.map { first in
      "invalid metrics (\(failures.count) invalid out of \(sync.spec.metrics.count)), first error "
        + "is: \(first.prefix)\(first.message)"
    }
  }

  private func evaluate(
    _ metric: MetricSpec, _ reading: MetricsReading, _ cluster: borrowing ClusterState
  ) throws(Failure) -> (Proposal, AutoscalerMetricStatus) {
    switch metric.source {
    case .resource(let resource):
      return try evaluate(
        resource, nil, metric, reading, cluster, reason: "FailedGetResourceMetric",
        prefix: "failed to get \(resource) resource metric value: ")
    case .containerResource(let resource, let container):
      return try evaluate(
        resource, container, metric, reading, cluster,
        reason: "FailedGetContainerResourceMetric",
        prefix: "failed to get \(container) container metric value: ")
    case .pods(let identifier):
      return try evaluate(identifier, metric, reading, cluster)
    case .object(let identifier, let object):
      return try evaluate(identifier, of: object, metric, reading, cluster)
    case .external(let identifier):
      return try evaluate(external: identifier, metric, reading, cluster)
    }
  }

  // MARK: Resources

  private func evaluate(
    _ resource: ResourceName, _ container: String?, _ metric: MetricSpec,
    _ reading: MetricsReading, _ cluster: borrowing ClusterState, reason: String, prefix: String
  ) throws(Failure) -> (Proposal, AutoscalerMetricStatus) {
    var status = AutoscalerMetricStatus(metric.source)
    do throws(ReplicaCalculator.Failure) {
      let metrics = try values(
        of: reading, "unable to get metrics for resource \(resource): ")
      let measured = sync.measuredPods(metrics, resource, container, cluster)
      try requirePods(measured.pods)
      let proposal: ReplicaCalculator.Proposal
      switch metric.target {
      case .utilization(let percentage):
        proposal = try calculator.replicas(
          of: measured.pods, current: sync.target.replicas, targetUtilization: percentage,
          isCPU: resource == .cpu, missingRequest: measured.missingRequest, at: now)
        status.averageUtilization = proposal.utilization
      case .value(let quantity), .averageValue(let quantity):
        proposal = try calculator.replicas(
          of: measured.pods, current: sync.target.replicas,
          targetMilliValue: quantity.milliValue, isCPU: resource == .cpu, at: now)
      }
      status.averageMilliValue = proposal.milliValue
      return (
        Proposal(
          replicas: proposal.replicas,
          metric: words(resource, metric, isOfContainer: container != nil)), status
      )
    } catch {
      let what = if case .utilization = metric.target { "utilization" } else { "usage" }
      throw Failure(
        reason: reason, message: "failed to get \(resource) \(what): \(error.message)",
        prefix: prefix)
    }
  }

  private func words(
    _ resource: ResourceName, _ metric: MetricSpec, isOfContainer: Bool
  ) -> String {
    guard case .utilization = metric.target else { return "\(resource) resource" }
    let what = isOfContainer ? "container resource" : "resource"
    return "\(resource) \(what) utilization (percentage of request)"
  }

  private func values(
    of reading: MetricsReading, _ prefix: String
  ) throws(ReplicaCalculator.Failure) -> ContiguousArray<PodMetric> {
    switch reading {
    case .pods(let metrics): return metrics
    case .value: return []
    case .failure(let text): throw ReplicaCalculator.Failure(message: prefix + text)
    }
  }

  private func requirePods(
    _ pods: ContiguousArray<MeasuredPod>
  ) throws(ReplicaCalculator.Failure) {
    guard pods.isEmpty else { return }
    throw ReplicaCalculator.Failure(
      message: "no pods returned by selector while calculating replica count")
  }

  // MARK: Custom and external metrics

  private func evaluate(
    _ identifier: MetricIdentifier, _ metric: MetricSpec, _ reading: MetricsReading,
    _ cluster: borrowing ClusterState
  ) throws(Failure) -> (Proposal, AutoscalerMetricStatus) {
    var status = AutoscalerMetricStatus(metric.source)
    do throws(ReplicaCalculator.Failure) {
      let metrics = try values(of: reading, "unable to get metric \(identifier.name): ")
      let measured = sync.measuredPods(metrics, nil, nil, cluster)
      try requirePods(measured.pods)
      let proposal = try calculator.replicas(
        of: measured.pods, current: sync.target.replicas,
        targetMilliValue: metric.target.milliValue, isCPU: false, at: now)
      status.averageMilliValue = proposal.milliValue
      return (
        Proposal(replicas: proposal.replicas, metric: "pods metric \(identifier.name)"), status
      )
    } catch {
      throw Failure(
        reason: "FailedGetPodsMetric", message: error.message,
        prefix: "failed to get pods metric value: ")
    }
  }

  private func evaluate(
    _ identifier: MetricIdentifier, of object: ObjectReference, _ metric: MetricSpec,
    _ reading: MetricsReading, _ cluster: borrowing ClusterState
  ) throws(Failure) -> (Proposal, AutoscalerMetricStatus) {
    let namespace = cluster.symbols[sync.namespace]
    let isAverage = if case .averageValue = metric.target { true } else { false }
    let name =
      isAverage
      ? "external metric \(identifier.text)" : "\(object.kind) metric \(identifier.name)"
    do throws(ReplicaCalculator.Failure) {
      // The real text puts its parts in this odd order.
      if case .failure(let text) = reading {
        throw ReplicaCalculator.Failure(
          message: "unable to get metric \(identifier.name): \(object.kind) on \(namespace) "
            + "\(object.name)/\(text)")
      }
      return try evaluate(metric, reading, named: name, cluster)
    } catch {
      let average = isAverage ? "failed to get \(identifier.name) object metric: " : ""
      throw Failure(
        reason: "FailedGetObjectMetric", message: average + error.message,
        prefix: "failed to get object metric value: ")
    }
  }

  private func evaluate(
    external identifier: MetricIdentifier, _ metric: MetricSpec, _ reading: MetricsReading,
    _ cluster: borrowing ClusterState
  ) throws(Failure) -> (Proposal, AutoscalerMetricStatus) {
    do throws(ReplicaCalculator.Failure) {
      if case .failure(let text) = reading {
        let selector = identifier.selector.map(\.goText) ?? "nil"
        throw ReplicaCalculator.Failure(
          message: "unable to get external metric \(cluster.symbols[sync.namespace])/"
            + "\(identifier.name)/\(selector): \(text)")
      }
      return try evaluate(
        metric, reading, named: "external metric \(identifier.text)", cluster)
    } catch {
      let isAverage = if case .averageValue = metric.target { true } else { false }
      throw Failure(
        reason: "FailedGetExternalMetric",
        message: isAverage
          ? "failed to get \(identifier.name) external metric: \(error.message)"
          : "failed to get external metric \(identifier.name): \(error.message)",
        prefix: "failed to get \(identifier.name) external metric value: ")
    }
  }

  /// A metric that has one value, for all pods or to be shared by them.
  private func evaluate(
    _ metric: MetricSpec, _ reading: MetricsReading, named name: String,
    _ cluster: borrowing ClusterState
  ) throws(ReplicaCalculator.Failure) -> (Proposal, AutoscalerMetricStatus) {
    var status = AutoscalerMetricStatus(metric.source)
    let value: Int64 = if case .value(let value) = reading { value } else { 0 }
    let proposal: ReplicaCalculator.Proposal
    if case .averageValue(let quantity) = metric.target {
      proposal = calculator.replicas(
        milliValue: value, targetAverageMilliValue: quantity.milliValue,
        statusReplicas: sync.target.statusReplicas)
      status.averageMilliValue = proposal.milliValue
    } else {
      let ready = try readyPods(value, metric.target.milliValue, cluster)
      proposal = calculator.replicas(
        milliValue: value, targetMilliValue: metric.target.milliValue,
        current: sync.target.replicas, readyPods: ready)
      status.milliValue = value
    }
    return (Proposal(replicas: proposal.replicas, metric: name), status)
  }

  /// How many pods are ready, if anybody has to know.
  private func readyPods(
    _ value: Int64, _ target: Int64, _ cluster: borrowing ClusterState
  ) throws(ReplicaCalculator.Failure) -> Int64 {
    let ratio = Double(value) / Double(target)
    if sync.target.replicas == 0 || calculator.tolerance.contains(ratio) { return 0 }
    guard !sync.pods.isEmpty else {
      throw ReplicaCalculator.Failure(
        message: "unable to calculate ready pods: no pods returned by selector while calculating "
          + "replica count")
    }
    return Int64(
      sync.pods.count { cluster.pods[$0].phase == .running && cluster.pods[$0].isReady })
  }
}

extension MetricTarget {
  /// The amount that is aimed at, in thousandths; a percentage is none.
  fileprivate var milliValue: Int64 {
    switch self {
    case .utilization: 0
    case .value(let quantity), .averageValue(let quantity): quantity.milliValue
    }
  }
}

extension MetricIdentifier {
  /// The metric as Go prints it: its name and its selector.
  fileprivate var text: String { "\(name)(\(selector.map(\.goText) ?? "nil"))" }
}

extension LabelSelector {
  /// The selector as Go prints the object form.
  fileprivate var goText: String {
    var labels = ""
    var expressions = ""
    for requirement in requirements {
      if requirement.operation == .equals, let value = requirement.values.first {
        labels += "\(requirement.key): \(value),"
      } else {
        let values = requirement.values.joined(separator: " ")
        expressions +=
          "LabelSelectorRequirement{Key:\(requirement.key),"
          + "Operator:\(requirement.operation.rawValue),Values:[\(values)],},"
      }
    }
    return "&LabelSelector{MatchLabels:map[string]string{\(labels)},"
      + "MatchExpressions:[]LabelSelectorRequirement{\(expressions)},}"
  }
}
