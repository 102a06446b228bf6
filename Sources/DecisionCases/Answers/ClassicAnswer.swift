import ClusterState
import Scheduling

/// Answers of the versions that were set up by a policy.
enum ClassicAnswer {
  /// The answer to `question`, a single decision or a sequence.
  static func line(
    to question: DecisionCase, era: ClassicEra, view: DecisionEra
  ) throws(DecisionProblem) -> [UInt8] {
    let policy: ClassicPolicy
    do throws(ClassicPolicyProblems) {
      policy = try ClassicPolicy(question.policy, era: era)
    } catch {
      throw DecisionProblem(error.messages.map { "policy.\($0)" }.joined(separator: "; "))
    }
    let profile = Profile(policy, checksEveryPredicate: era == .v1_2)
    let tieBreak: TieBreak = era == .v1_2 ? .roundRobin(placements: 0) : .smallestName
    var cluster = try DecisionCluster(
      question, era: view,
      scheduler: Scheduler([profile], rules: VersionRules(nil), tieBreak: tieBreak))
    if let steps = question.steps { return try sequence(question.id, steps, era, &cluster) }
    guard let pod = question.pod else { throw DecisionProblem("expected a pod or steps") }
    let pending = try cluster.create(pod)
    let (_, record) = cluster.decide(pending)
    if !record.error.isEmpty { throw DecisionProblem(record.error) }
    var line = JSONLine()
    line.object { line in
      line.member("id", question.id)
      switch era {
      case .v1_2: write(record, of1_2: pending, policy, cluster, &line)
      case .v1_20: write(record, of1_20: cluster, &line)
      }
    }
    return line.bytes
  }

  /// What became of each step.
  private static func sequence(
    _ id: String, _ steps: [DecisionStep], _ era: ClassicEra, _ cluster: inout DecisionCluster
  ) throws(DecisionProblem) -> [UInt8] {
    var results: [SequenceResult] = []
    for step in steps {
      guard case .schedule(let pod) = step else {
        results.append(try cluster.apply(step))
        continue
      }
      let pending = try cluster.create(pod)
      let (decision, record) = cluster.decide(pending)
      if !record.error.isEmpty { throw DecisionProblem(record.error) }
      if decision.node.isPresent {
        cluster.bind(pod, pending, to: decision.node)
        results.append(
          .placed(
            pod: pod.qualifiedName, node: cluster.name(of: decision.node), score: decision.score,
            ties: decision.ties))
      } else {
        cluster.forget(pending)
        let message = era == .v1_2 ? "" : message(record, cluster)
        results.append(.unplaced(pod: pod.qualifiedName, message: message))
      }
    }
    var line = JSONLine()
    line.object { line in
      line.member("id", id)
      line.objects("results", of: results) { line, result in result.write(to: &line) }
    }
    return line.bytes
  }

  private static func write(
    _ record: DecisionRecord, of1_2 pending: PendingPod, _ policy: ClassicPolicy,
    _ cluster: DecisionCluster, _ line: inout JSONLine
  ) {
    let resourceNames = policy.predicates.filter {
      $0.predicate == .podFitsResources || $0.predicate == .generalPredicates
    }.map(\.name)
    let failed = cluster.inOrderOfName(
      record.rejections.filter { rejection in
        !rejection.verdicts.contains { $0.plugin == CheckNodeCondition.name }
      }, by: \.node)
    if !failed.isEmpty {
      line.object("failed") { line in
        for (name, rejection) in failed {
          line.member(
            name,
            rejection.verdicts.map { verdict in
              guard resourceNames.contains(verdict.plugin),
                let shortage = cluster.shortage(of: pending, on: rejection.node)
              else { return verdict.plugin }
              return "\(verdict.plugin): \(shortage)"
            })
        }
      }
    }
    write(scoresOf: record, cluster, &line) { line, scores, named in
      line.member("weight", scores.weight)
      line.object("score") { line in
        for (name, place) in named { line.member(name, scores.normalized[place]) }
      }
    }
  }

  private static func write(
    _ record: DecisionRecord, of1_20 cluster: DecisionCluster, _ line: inout JSONLine
  ) {
    let rejected = rejections(record, cluster)
    if !rejected.isEmpty {
      line.object("nodes") { line in
        for (name, verdicts) in rejected {
          line.objects(name, of: verdicts.sorted { $0.plugin.isBefore($1.plugin) }) {
            line, verdict in
            line.member("plugin", verdict.plugin)
            line.member("code", verdict.code.name)
            line.member("reasons", verdict.reasons.sorted { $0.isBefore($1) })
          }
        }
      }
    }
    write(scoresOf: record, cluster, &line) { line, scores, named in
      line.member("weight", scores.weight)
      line.object("raw") { line in
        for (name, place) in named { line.member(name, scores.raw[place]) }
      }
      if scores.normalized != scores.raw {
        line.object("norm") { line in
          for (name, place) in named { line.member(name, scores.normalized[place]) }
        }
      }
    }
    let message = message(record, cluster)
    if !message.isEmpty { line.member("message", message) }
  }

  /// Why the pod fits nowhere; a plugin that turned it down at once counts for every node.
  static func message(_ record: DecisionRecord, _ cluster: DecisionCluster) -> String {
    guard let status = record.preFilter?.status else { return record.message }
    let count = cluster.scheduler.cache.nodeCount
    let reasons = status.reasons.map { "\(count) \($0)" }.sorted { $0.isBefore($1) }
    return "0/\(count) nodes are available: \(reasons.joined(separator: ", "))."
  }

  /// One plugin's judgement of one node.
  private struct Verdict {
    let plugin: String
    let code: StatusCode
    let reasons: [String]
  }

  /// The verdicts by node name; all nodes have that of a plugin that turned the pod down at once.
  private static func rejections(
    _ record: DecisionRecord, _ cluster: DecisionCluster
  ) -> [(name: String, verdicts: [Verdict])] {
    if let (plugin, status) = record.preFilter {
      let verdict = Verdict(plugin: plugin, code: status.code, reasons: status.reasons)
      var nodes: [NodeID] = []
      cluster.scheduler.cache.present.forEach { nodes.append($0) }
      return cluster.inOrderOfName(nodes, by: \.self).map { ($0.name, [verdict]) }
    }
    return cluster.inOrderOfName(record.rejections, by: \.node).map { name, rejection in
      let verdicts = rejection.verdicts.map {
        Verdict(plugin: $0.plugin, code: $0.code, reasons: $0.reasons)
      }
      return (name, verdicts)
    }
  }

  /// Writes what is said of the feasible nodes; nothing if there is none.
  private static func write(
    scoresOf record: DecisionRecord, _ cluster: DecisionCluster, _ line: inout JSONLine,
    _ body: (inout JSONLine, DecisionRecord.Scores, [(name: String, place: Int)]) -> Void
  ) {
    guard !record.feasible.isEmpty else { return }
    let places = record.feasible.enumerated().map { (place: $0.offset, node: $0.element) }
    let named = cluster.inOrderOfName(places, by: \.node).map {
      (name: $0.name, place: $0.element.place)
    }
    line.member("feasible", named.map(\.name))
    if !record.scores.isEmpty {
      line.object("scores") { line in
        for scores in record.scores.sorted(by: { $0.plugin.isBefore($1.plugin) }) {
          line.object(scores.plugin) { body(&$0, scores, named) }
        }
      }
    }
    line.object("total") { line in
      for (name, place) in named { line.member(name, record.totals[place]) }
    }
    line.member("best", cluster.inOrderOfName(record.best, by: \.self).map(\.name))
  }
}
