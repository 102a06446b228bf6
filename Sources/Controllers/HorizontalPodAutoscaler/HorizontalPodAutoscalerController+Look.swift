import ClusterState
import KubernetesObjects
import SimulationEngine

/// One look at one autoscaler, from its target to its status.
///
/// Source: `reconcileAutoscaler`, `pkg/controller/podautoscaler/horizontal.go`, Kubernetes 1.18 to
/// 1.36.
extension HorizontalPodAutoscalerController {
  /// Reads the target, and asks for the metrics if they are needed.
  mutating func look(
    at row: Int32, at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ControllerActions
  ) {
    let record = cluster.autoscalers[Int(row)]
    guard record.isPresent else { return }
    let target: AutoscalerTarget
    do throws(AutoscalerTarget.Failure) {
      target = try AutoscalerTarget.find(
        record.spec.scaleTargetRef, in: record.namespace, cluster, era: settings.era)
    } catch {
      return fail(row, toFind: error, at: now, in: cluster, actions: &actions)
    }
    var sync = AutoscalerSync(
      spec: record.spec, namespace: record.namespace, target: target, status: record.status)
    if settings.era == .modern {
      sync.status.setCondition(
        "AbleToScale", .yes, "SucceededGetScale",
        "the HPA controller was able to get the target's current scale", at: now)
    }
    entries[Int(row)].memory.noteInitial(target.replicas, at: now)
    if let bound = sync.boundToKeep(settings) {
      entries[Int(row)].sync = sync
      return scale(row, to: bound.replicas, bound.reason, at: now, in: cluster, actions: &actions)
    }
    if sync.isDisabled(settings) {
      if settings.era == .modern {
        sync.status.setCondition(
          "ScalingActive", .no, "ScalingDisabled",
          "scaling is disabled since the replica count of the target is zero", at: now)
      }
      entries[Int(row)].sync = sync
      return report(row, desired: target.replicas, [], at: now, in: cluster, actions: &actions)
    }
    readMetrics(row, &sync, at: now, in: cluster, actions: &actions)
  }

  private mutating func readMetrics(
    _ row: Int32, _ sync: inout AutoscalerSync, at now: SimulationTime,
    in cluster: borrowing ClusterState, actions: inout ControllerActions
  ) {
    let selector = cluster.workloads[sync.target.workload.row].selector
    let templates = selections.templates(of: row, selector, in: sync.namespace, cluster)
    let others = selections.autoscalers(of: templates, cluster)
    if settings.era == .modern, others.count > 1 {
      let names = others.map { other in
        let record = cluster.autoscalers[Int(other)]
        return "{\(cluster.symbols[record.name]) \(cluster.symbols[record.namespace])}"
      }
      let message =
        "pods by selector \(selector.text(cluster.symbols)) are controlled by multiple HPAs: "
        + "[\(names.joined(separator: " "))]"
      warn(row, "AmbiguousSelector", message, actions: &actions)
      sync.status.setCondition("ScalingActive", .no, "AmbiguousSelector", message, at: now)
      entries[Int(row)].sync = sync
      return giveUp(row, message, [], at: now, in: cluster, actions: &actions)
    }
    for template in templates { cluster.pods.forEach(of: template) { sync.pods.append($0) } }
    sync.pods.sort()
    entries[Int(row)].sync = sync
    actions.append(
      .readMetrics(
        MetricsRequest(
          autoscaler: row, sources: sync.spec.metrics.map(\.source), pods: sync.pods)))
  }

  /// Decides by what the metrics say.
  package mutating func observe(
    _ readings: [MetricsReading], for request: MetricsRequest, at now: SimulationTime,
    in cluster: borrowing ClusterState, actions: inout ControllerActions
  ) {
    let row = request.autoscaler
    guard case .reading? = entries[Int(row)].sync?.step, let sync = entries[Int(row)].sync else {
      return
    }
    if settings.era == .classic {
      return decideClassically(row, sync, readings, at: now, in: cluster, actions: &actions)
    }
    let calculator = ReplicaCalculator(
      settings: settings,
      tolerance: Tolerance(thousandths: settings.toleranceThousandths, .bounds).overridden(
        up: settings.usesOwnTolerances ? sync.spec.scaleUp?.tolerance : nil,
        down: settings.usesOwnTolerances ? sync.spec.scaleDown?.tolerance : nil),
      fillsMissingUpToTarget: true)
    let evaluation = MetricEvaluation(sync, readings, calculator, in: cluster, at: now)
    decide(row, sync, evaluation, at: now, in: cluster, actions: &actions)
  }

  private mutating func decide(
    _ row: Int32, _ read: AutoscalerSync, _ evaluation: MetricEvaluation, at now: SimulationTime,
    in cluster: borrowing ClusterState, actions: inout ControllerActions
  ) {
    for failure in evaluation.failures {
      warn(row, failure.reason, failure.message, actions: &actions)
    }
    var sync = read
    if evaluation.isInvalid, let failure = evaluation.failures.first {
      sync.status.setCondition(
        "ScalingActive", .no, failure.reason,
        "the HPA was unable to compute the replica count: \(failure.message)", at: now)
      entries[Int(row)].sync = sync
      return giveUp(
        row, evaluation.failureText ?? "", evaluation.statuses, at: now, in: cluster,
        actions: &actions)
    }
    let best = evaluation.best ?? MetricEvaluation.Proposal(replicas: 0, metric: "")
    sync.status.setCondition(
      "ScalingActive", .yes, "ValidMetricFound",
      "the HPA was able to successfully calculate a replica count from \(best.metric)", at: now)
    let current = sync.target.replicas
    let reason =
      best.replicas > current ? "\(best.metric) above target" : "All metrics below target"
    let normalization = AutoscalerNormalization(
      spec: sync.spec, settings: settings, current: current, now: now)
    let desired = normalization.normalize(
      best.replicas, &entries[Int(row)].memory, &sync.status)
    sync.status.currentMetrics = evaluation.statuses
    entries[Int(row)].sync = sync
    if desired == current {
      report(
        row, desired: current, evaluation.statuses, at: now, in: cluster, actions: &actions)
    } else {
      scale(
        row, to: desired, best.replicas == current ? "" : reason, evaluation.statuses, at: now,
        in: cluster, actions: &actions)
    }
  }

  /// Asks for another size of the target.
  mutating func scale(
    _ row: Int32, to replicas: Int32, _ reason: String,
    _ statuses: [AutoscalerMetricStatus?] = [], at now: SimulationTime,
    in cluster: borrowing ClusterState, actions: inout ControllerActions
  ) {
    guard var sync = entries[Int(row)].sync else { return }
    sync.step = .scaling(to: replicas, reason: reason)
    sync.status.currentMetrics = statuses
    entries[Int(row)].sync = sync
    scaling[sync.target.workload, default: []].append(row)
    actions.append(.write(.editWorkload(sync.target.workload, WorkloadEdit(replicas: replicas))))
  }

  /// Tells that the target has its new size, or that it is gone.
  mutating func finishScaling(
    of row: Int32, at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ControllerActions
  ) {
    guard var sync = entries[Int(row)].sync, case .scaling(let replicas, let reason) = sync.step
    else { return }
    let workload = cluster.workloads[sync.target.workload.row]
    guard workload.isPresent else {
      let failure = AutoscalerTarget.Failure.notFound(
        workload.kind, cluster.symbols[workload.name])
      warn(
        row, "FailedRescale",
        "New size: \(replicas); reason: \(reason); error: \(failure.message)", actions: &actions)
      sync.status.setCondition(
        "AbleToScale", .no, "FailedUpdateScale",
        "the HPA controller was unable to update the target scale: \(failure.message)", at: now)
      entries[Int(row)].sync = sync
      return report(
        row, desired: sync.status.desiredReplicas, sync.status.currentMetrics, at: now,
        in: cluster, actions: &actions)
    }
    tell(
      row, "SuccessfulRescale", settings.era.rescaleText(replicas, reason), actions: &actions)
    noteScale(row, &sync, to: replicas, at: now)
    entries[Int(row)].sync = sync
    report(
      row, desired: replicas, sync.status.currentMetrics, at: now, in: cluster, actions: &actions)
  }

  private mutating func noteScale(
    _ row: Int32, _ sync: inout AutoscalerSync, to replicas: Int32, at now: SimulationTime
  ) {
    sync.status.lastScaleTime = now
    guard settings.era == .modern else { return }
    sync.status.setCondition(
      "AbleToScale", .yes, "SucceededRescale",
      "the HPA controller was able to update the target scale to \(replicas)", at: now)
    if settings.scalesToZero { sync.noteScaleToZero(replicas, at: now) }
    if let up = sync.spec.scaleUp, let down = sync.spec.scaleDown {
      entries[Int(row)].memory.noteChange(
        from: sync.target.replicas, to: replicas, up: up, down: down, at: now)
    }
  }

  /// Writes the status if it has changed; else the look is over.
  mutating func report(
    _ row: Int32, desired: Int32, _ statuses: [AutoscalerMetricStatus?], at now: SimulationTime,
    in cluster: borrowing ClusterState, actions: inout ControllerActions
  ) {
    guard var sync = entries[Int(row)].sync else { return }
    sync.step = .reporting
    sync.status.currentReplicas = sync.target.replicas
    sync.status.desiredReplicas = desired
    sync.status.currentMetrics = statuses
    entries[Int(row)].sync = sync
    write(sync.status, of: row, at: now, in: cluster, actions: &actions)
  }

  private mutating func write(
    _ status: AutoscalerStatus, of row: Int32, at now: SimulationTime,
    in cluster: borrowing ClusterState, actions: inout ControllerActions
  ) {
    let record = cluster.autoscalers[Int(row)]
    let isSame = !record.isPresent || record.status == status
    let reason = status.condition("AbleToScale")?.reason ?? ""
    entries[Int(row)].isQuiet = isSame && !reason.hasSuffix("Stabilized")
    if isSame {
      finish(row, at: now, actions: &actions)
    } else {
      actions.append(.write(.setAutoscalerStatus(row: row, status)))
    }
  }

  /// Leaves the target as it is, as nothing is known of what it should be.
  mutating func giveUp(
    _ row: Int32, _ message: String, _ statuses: [AutoscalerMetricStatus?],
    at now: SimulationTime, in cluster: borrowing ClusterState, actions: inout ControllerActions
  ) {
    guard let sync = entries[Int(row)].sync else { return }
    report(
      row, desired: sync.status.desiredReplicas, statuses, at: now, in: cluster,
      actions: &actions)
    warn(row, "FailedComputeMetricsReplicas", message, actions: &actions)
  }

  private mutating func fail(
    _ row: Int32, toFind failure: AutoscalerTarget.Failure, at now: SimulationTime,
    in cluster: borrowing ClusterState, actions: inout ControllerActions
  ) {
    warn(row, "FailedGetScale", failure.message, actions: &actions)
    var status = cluster.autoscalers[Int(row)].status
    if settings.era == .modern {
      status.setCondition(
        "AbleToScale", .no, "FailedGetScale",
        "the HPA controller was unable to get the target's current scale: \(failure.message)",
        at: now)
    }
    write(status, of: row, at: now, in: cluster, actions: &actions)
  }

  func warn(
    _ row: Int32, _ reason: String, _ message: String, actions: inout ControllerActions
  ) {
    tell(row, reason, isWarning: true, message, actions: &actions)
  }

  private func tell(
    _ row: Int32, _ reason: String, isWarning: Bool = false, _ message: String,
    actions: inout ControllerActions
  ) {
    actions.append(
      .recordObjectEvent(
        ObjectEvent(
          .autoscaler, row, from: Self.component, reason, isWarning: isWarning, message)))
  }
}

extension AutoscalerSettings.Era {
  /// The text of the event about a new size.
  fileprivate func rescaleText(_ replicas: Int32, _ reason: String) -> String {
    switch self {
    case .classic: "New size: \(replicas)"
    case .modern: "New size: \(replicas); reason: \(reason)"
    }
  }
}
