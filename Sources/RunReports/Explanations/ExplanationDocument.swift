import ClusterSimulation
import ClusterState
import Scheduling
import SimulationEngine
import StructuredText

/// An explained attempt for programs, whole.
package struct ExplanationDocument {
  private let names: ExplanationNames

  /// The document of `attempt`, whose names `cluster` has.
  package init(_ attempt: AttemptExplanation, _ cluster: ClusterState) {
    names = ExplanationNames(attempt: attempt, cluster: cluster)
  }

  /// The document as JSON, ending in a line break.
  package var json: [UInt8] {
    let (decision, record) = (names.decision, names.record)
    let document: SyntaxValue = [
      "pod": .string(names.pod),
      "attempt": .integer(Int64(names.attempt.attempt)),
      "time_seconds": .number(Ratio.text(names.attempt.time.microseconds)),
      "result": .string(names.result.name),
      "node": node(decision.node),
      "nominated_node": node(decision.nominatedNode),
      "message": .string(decision.message),
      "error": .string(decision.error),
      "nodes": .integer(Int64(names.explanation.nodeCount)),
      "nodes_evaluated": .integer(Int64(decision.examinedCount)),
      "nodes_feasible": .integer(Int64(decision.feasibleCount)),
      "score": names.explanation.needsScores ? .integer(decision.score) : .null,
      "scores_needed": .boolean(names.explanation.needsScores),
      "ties": .integer(Int64(decision.ties)),
      "tie_break": .string(names.tieRule),
      "pod_rejection": podRejection,
      "skipped_filters": strings(record.skippedFilters),
      "skipped_scores": strings(record.skippedScores),
      "feasible": .sequence(names.feasibleInOrder.map(feasible)),
      "rejected": .sequence(record.rejections.indices.map(rejected)),
      "preemption": names.explanation.preemption.map(preemption) ?? .null,
    ]
    return JSONEmitter.bytes(of: document, layout: .indented) + Array("\n".utf8)
  }

  /// The attempt as CSV, in the columns of `decisions.csv`.
  package var csv: [UInt8] {
    let sink = MemorySink()
    var table = TableWriter(columns: DecisionRows.columns, to: sink)
    do {
      try DecisionRows.write(names, to: &table)
      try table.flush()
    } catch {
      preconditionFailure("memory does not refuse bytes")
    }
    return sink.bytes
  }

  private func node(_ node: NodeID) -> SyntaxValue {
    node.isPresent ? .string(names.name(node)) : .null
  }

  private func strings(_ texts: some Sequence<String>) -> SyntaxValue {
    .sequence(texts.map { .string($0) })
  }

  private var podRejection: SyntaxValue {
    guard let (plugin, status) = names.record.preFilter, names.record.rejections.isEmpty else {
      return .null
    }
    return [
      "plugin": .string(plugin), "code": .string(status.code.name),
      "reasons": strings(status.reasons),
    ]
  }

  private func feasible(_ place: Int) -> SyntaxValue {
    let record = names.record
    let total = place < record.totals.count ? SyntaxValue.integer(record.totals[place]) : .null
    return [
      "node": node(record.feasible[place]),
      "verdict": .string(names.verdict(at: place)), "total": total,
      "scores": .sequence(
        record.scores.map { column in
          [
            "plugin": .string(column.plugin), "raw": .integer(column.raw[place]),
            "normalized": .integer(column.normalized[place]), "weight": .integer(column.weight),
            "weighted": .integer(column.normalized[place] &* column.weight),
          ]
        }),
    ]
  }

  private func rejected(_ place: Int) -> SyntaxValue {
    let rejection = names.record.rejections[place]
    return [
      "node": node(rejection.node), "verdict": .string(rejection.isAbsent ? "absent" : "rejected"),
      "verdicts": .sequence(
        rejection.verdicts.map { verdict in
          [
            "plugin": .string(verdict.plugin), "code": .string(verdict.code.name),
            "reasons": strings(verdict.reasons),
          ]
        }),
      "changes": .sequence(names.explanation.obstacles[place].changes.map(change)),
    ]
  }

  private func change(_ required: RequiredChange) -> SyntaxValue {
    var members = [
      SyntaxValue.Member("plugin", .string(required.plugin)),
      SyntaxValue.Member("kind", .string(required.change.kind)),
      SyntaxValue.Member("text", .string(required.change.text(names.cluster))),
    ]
    if case .resource(let resource, let missing, let asked, let allocatable) = required.change {
      members += [
        SyntaxValue.Member("resource", .string(names.cluster.resources[resource])),
        SyntaxValue.Member("missing", .string(resource.text(missing))),
        SyntaxValue.Member("asked", .string(resource.text(asked))),
        SyntaxValue.Member("allocatable", .string(resource.text(allocatable))),
      ]
    }
    return .mapping(members)
  }

  private func preemption(_ preemption: PreemptionRecord) -> SyntaxValue {
    [
      "status": .string(preemption.status.name), "message": .string(preemption.message),
      "candidates": .sequence(
        preemption.candidates.map { candidate in
          [
            "node": node(candidate.node),
            "victims": strings(candidate.victims.map { names.cluster.qualifiedName(of: $0.pod) }),
            "budget_violations": .integer(Int64(candidate.budgetViolations)),
            "reasons": strings(candidate.failure?.reasons ?? []),
          ]
        }),
    ]
  }
}
