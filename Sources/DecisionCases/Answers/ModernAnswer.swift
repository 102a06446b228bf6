import ClusterState
import KubernetesObjects
import Scheduling

/// Answers of the versions since 1.34: the scheduling framework and its configuration.
enum ModernAnswer {
  /// The answer to `question`, a single decision or a sequence.
  ///
  /// - Parameters:
  ///   - era: the version, which has rules.
  ///   - gates: the feature gates that are set.
  ///   - hasDynamicResources: whether the allocation of devices takes part.
  static func line(
    to question: DecisionCase, _ era: DecisionEra, gates: FeatureGates = [:],
    hasDynamicResources: Bool = true
  ) throws(DecisionProblem) -> [UInt8] {
    let rules = VersionRules(era.version, gates: gates)
    var cluster = try DecisionCluster(
      question, era: era, scheduler: Scheduler([], rules: rules, tieBreak: .smallestName))
    try cluster.setUp(question, hasDynamicResources: hasDynamicResources)
    var line = JSONLine()
    if let steps = question.steps {
      try ModernSequence.write(question, steps, &cluster, &line)
      return line.bytes
    }
    guard let pod = question.pod else { throw DecisionProblem("expected a pod or steps") }
    let pending = try cluster.pending(pod)
    let (_, record) = cluster.decide(pending)
    line.object { line in
      line.member("id", question.id)
      write(record, of: pending, cluster, &line)
    }
    return line.bytes
  }

  private static func write(
    _ record: DecisionRecord, of pending: PendingPod, _ cluster: DecisionCluster,
    _ line: inout JSONLine
  ) {
    if let (plugin, status) = record.preFilter {
      line.object("preFilter") { line in
        line.member("code", status.code.name)
        line.member("plugin", plugin)
        line.member("reasons", status.reasons.sorted { $0.isBefore($1) })
      }
    }
    writeRequest(of: pending, cluster, &line)
    writeSorted("skipFilter", record.skippedFilters, &line)
    writeRejections(record, cluster, &line)
    writeScores(record, cluster, &line)
    writeSorted("unschedulablePlugins", record.unschedulablePlugins, &line)
    if !record.message.isEmpty { line.member("message", record.message) }
    if let preemption = record.preemption { write(preemption, cluster, &line) }
    if !record.error.isEmpty { line.member("error", record.error) }
  }

  private static func writeSorted(_ name: String, _ values: [String], _ line: inout JSONLine) {
    if !values.isEmpty { line.member(name, values.sorted { $0.isBefore($1) }) }
  }

  private static func writeRequest(
    of pending: PendingPod, _ cluster: DecisionCluster, _ line: inout JSONLine
  ) {
    let requests = cluster.scheduler.cache.requirements[pending.template.row].requests
    var amounts = [
      ("cpuMilli", requests.effective.milliCPU), ("memory", requests.effective.memoryBytes),
      ("nonZeroCpuMilli", requests.nonZeroMilliCPU),
      ("nonZeroMemory", requests.nonZeroMemoryBytes),
    ]
    if requests.effective.ephemeralStorageBytes != 0 {
      amounts.append(("ephemeral-storage", requests.effective.ephemeralStorageBytes))
    }
    for entry in requests.effective.extended {
      amounts.append((cluster.state.resources[entry.resource], entry.amount))
    }
    line.object("podRequest") { line in
      for (name, amount) in amounts.sorted(by: { $0.0.isBefore($1.0) }) {
        line.member(name, amount)
      }
    }
  }

  private static func writeRejections(
    _ record: DecisionRecord, _ cluster: DecisionCluster, _ line: inout JSONLine
  ) {
    guard !record.rejections.isEmpty else { return }
    line.object("nodes") { line in
      for (name, rejection) in cluster.inOrderOfName(record.rejections, by: \.node) {
        guard let verdict = rejection.verdicts.first else { continue }
        line.object(name) { line in
          line.member("code", verdict.code.name)
          if !verdict.plugin.isEmpty { line.member("plugin", verdict.plugin) }
          writeSorted("reasons", verdict.reasons, &line)
          if rejection.isAbsent { line.member("absent", true) }
        }
      }
    }
  }

  private static func writeScores(
    _ record: DecisionRecord, _ cluster: DecisionCluster, _ line: inout JSONLine
  ) {
    guard !record.feasible.isEmpty else { return }
    let places = record.feasible.enumerated().map { (place: $0.offset, node: $0.element) }
    let named = cluster.inOrderOfName(places, by: \.node).map {
      (name: $0.name, place: $0.element.place)
    }
    func write(_ column: ContiguousArray<Int64>, _ name: String, _ line: inout JSONLine) {
      line.object(name) { line in
        for (name, place) in named { line.member(name, column[place]) }
      }
    }
    line.member("feasible", named.map(\.name))
    writeSorted("skipScore", record.skippedScores, &line)
    if !record.scores.isEmpty {
      line.object("scores") { line in
        for scores in record.scores.sorted(by: { $0.plugin.isBefore($1.plugin) }) {
          line.object(scores.plugin) { line in
            line.member("weight", scores.weight)
            write(scores.raw, "raw", &line)
            if scores.normalized != scores.raw { write(scores.normalized, "norm", &line) }
          }
        }
      }
    }
    guard record.error.isEmpty else { return }
    write(record.totals, "total", &line)
    line.member("best", cluster.inOrderOfName(record.best, by: \.self).map(\.name))
  }

  private static func write(
    _ preemption: PreemptionRecord, _ cluster: DecisionCluster, _ line: inout JSONLine
  ) {
    let nominated = cluster.inOrderOfName(preemption.nominated, by: \.self)
    let candidates = cluster.inOrderOfName(preemption.candidates, by: \.node)
    line.object("preemption") { line in
      line.member("status", preemption.status.name)
      if !preemption.message.isEmpty { line.member("message", preemption.message) }
      if let chosen = nominated.first {
        line.member("nominated", nominated.map(\.name))
        let victims = preemption.candidates.first { $0.node == chosen.element }?.victims ?? []
        line.member("victims", victims.map { cluster.qualifiedName(of: $0.pod) })
      }
      guard !candidates.isEmpty else { return }
      line.object("candidates") { line in
        for (name, candidate) in candidates {
          line.object(name) { line in write(candidate, cluster, &line) }
        }
      }
    }
  }

  private static func write(
    _ candidate: PreemptionRecord.Candidate, _ cluster: DecisionCluster, _ line: inout JSONLine
  ) {
    if let failure = candidate.failure {
      line.member("code", failure.code.name)
      line.member("reasons", failure.reasons.sorted { $0.isBefore($1) })
      return
    }
    line.member("victims", candidate.victims.map { cluster.qualifiedName(of: $0.pod) })
    if candidate.budgetViolations != 0 {
      line.member("pdbViolations", Int64(candidate.budgetViolations))
    }
  }
}
