import SimulationEngine

/// How many replicas one metric calls for.
///
/// The arithmetic is that of the real calculator: thousandths in integers, ratios in IEEE doubles
/// with one division, one multiplication and one rounding up, which every platform does alike.
/// Source: `pkg/controller/podautoscaler/replica_calculator.go` and `metrics/utilization.go`,
/// Kubernetes 1.20 to 1.36.
package struct ReplicaCalculator: Sendable {
  /// What a metric calls for.
  package struct Proposal: Hashable, Sendable {
    /// How many replicas.
    package var replicas: Int32
    /// Of a share of what is requested: what it is now, in percent.
    package var utilization: Int32?
    /// What was measured, by pod or in all, in thousandths.
    package var milliValue: Int64
  }

  /// Why a metric calls for nothing.
  package struct Failure: Error, Hashable, Sendable {
    /// The text of the real calculator.
    package let message: String

    /// A failure with this text.
    package init(message: String) { self.message = message }
  }

  /// The flags that say when a pod's measurements count.
  package let settings: AutoscalerSettings
  /// What is put up with.
  package let tolerance: Tolerance
  /// Whether pods without measurements are taken to use their target where that is more than what
  /// they request, as Kubernetes 1.27 and later take them.
  package let fillsMissingUpToTarget: Bool

  /// A calculator.
  package init(
    settings: AutoscalerSettings, tolerance: Tolerance, fillsMissingUpToTarget: Bool
  ) {
    self.settings = settings
    self.tolerance = tolerance
    self.fillsMissingUpToTarget = fillsMissingUpToTarget
  }

  /// For an aim at a percentage of what pods request; `missingRequest` says which of them does not
  /// say what it requests.
  package func replicas(
    of pods: ContiguousArray<MeasuredPod>, current: Int32, targetUtilization: Int32, isCPU: Bool,
    missingRequest: Failure? = nil, at now: SimulationTime
  ) throws(Failure) -> Proposal {
    let groups = PodGroups(pods, isCPU: isCPU, settings: settings, at: now)
    if let missingRequest, groups.counted.count > 0 { throw missingRequest }
    let target = Int128(targetUtilization)
    let fallback = fillsMissingUpToTarget ? max(100, target) : 100
    return try proposal(groups, current, fill: groups.missing.request * fallback / 100) { sum in
      guard sum.request != 0 else { return nil }
      let utilization = Int32(truncatingIfNeeded: sum.use * 100 / sum.request)
      return (Double(utilization) / Double(targetUtilization), utilization)
    }
  }

  /// For an aim at an amount for each pod, in thousandths.
  package func replicas(
    of pods: ContiguousArray<MeasuredPod>, current: Int32, targetMilliValue: Int64, isCPU: Bool,
    at now: SimulationTime
  ) throws(Failure) -> Proposal {
    let groups = PodGroups(pods, isCPU: isCPU, settings: settings, at: now)
    let fill = Int128(groups.missing.count) * Int128(targetMilliValue)
    return try proposal(groups, current, fill: fill) { sum in
      let average = Int64(truncatingIfNeeded: sum.use / Int128(sum.count))
      return (Double(average) / Double(targetMilliValue), nil)
    }
  }

  /// The proposal for pods of which some are not up or were not measured; `fill` is what the
  /// latter are taken to use where the target would shrink.
  private func proposal(
    _ groups: PodGroups, _ current: Int32, fill: Int128,
    ratio: (UsageSum) -> (ratio: Double, utilization: Int32?)?
  ) throws(Failure) -> Proposal {
    let counted = groups.counted
    guard counted.count > 0 else {
      throw Failure(
        message: "did not receive metrics for targeted pods (pods might be unready)")
    }
    guard let first = ratio(counted) else {
      throw Failure(message: "no metrics returned matched known pods")
    }
    var proposal = Proposal(
      replicas: current, utilization: first.utilization,
      milliValue: Int64(truncatingIfNeeded: counted.use / Int128(counted.count)))
    let growsPastUnready = groups.unready.count > 0 && first.ratio > 1
    if !growsPastUnready, groups.missing.count == 0 {
      if !tolerance.contains(first.ratio) {
        proposal.replicas = Self.ceiling(first.ratio * Double(counted.count))
      }
      return proposal
    }
    var whole = counted
    if groups.missing.count > 0, first.ratio != 1 {
      whole = whole.with(groups.missing, using: first.ratio < 1 ? fill : 0)
    }
    if growsPastUnready { whole = whole.with(groups.unready, using: 0) }
    guard let second = ratio(whole) else {
      throw Failure(message: "no metrics returned matched known pods")
    }
    let turns =
      (first.ratio < 1 && second.ratio > 1) || (first.ratio > 1 && second.ratio < 1)
    if tolerance.contains(second.ratio) || turns { return proposal }
    let replicas = Self.ceiling(second.ratio * Double(whole.count))
    if (second.ratio < 1 && replicas > current) || (second.ratio > 1 && replicas < current) {
      return proposal
    }
    proposal.replicas = replicas
    return proposal
  }

  /// For an aim at a value of one object, or of all series of an external metric. `readyPods` of
  /// the target's pods are ready.
  package func replicas(
    milliValue: Int64, targetMilliValue: Int64, current: Int32, readyPods: Int64
  ) -> Proposal {
    let ratio = Double(milliValue) / Double(targetMilliValue)
    var proposal = Proposal(replicas: current, milliValue: milliValue)
    if current == 0 {
      proposal.replicas = Self.ceiling(ratio)
    } else if !tolerance.contains(ratio) {
      proposal.replicas = Self.ceiling(ratio * Double(readyPods))
    }
    return proposal
  }

  /// For an aim at a value that is shared by the pods that the target's status counts.
  package func replicas(
    milliValue: Int64, targetAverageMilliValue: Int64, statusReplicas: Int32
  ) -> Proposal {
    let target = Double(targetAverageMilliValue)
    let ratio = Double(milliValue) / (target * Double(statusReplicas))
    var proposal = Proposal(replicas: statusReplicas, milliValue: milliValue)
    if !tolerance.contains(ratio) {
      proposal.replicas = Self.ceiling(Double(milliValue) / target)
    }
    // Without pods the average is no number, which the real calculator reports as the least one.
    let average = (Double(milliValue) / Double(statusReplicas)).rounded(.up)
    proposal.milliValue = Int64(exactly: average) ?? Int64.min
    return proposal
  }

  /// A number of replicas rounded up, at the ends of the range where it does not fit.
  private static func ceiling(_ replicas: Double) -> Int32 {
    let whole = replicas.rounded(.up)
    return whole >= Double(Int32.max) ? .max : whole <= 0 || whole.isNaN ? 0 : Int32(whole)
  }
}
