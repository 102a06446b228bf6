import ClusterState
import KubernetesObjects
import Scheduling

/// A sequence of steps answered by a scheduler of the framework.
///
/// A pod is bound where it fits; one that does not fit is reported and forgotten. With preemption
/// the victims go at once and the pod is tried once more.
enum ModernSequence {
  static func write(
    _ question: DecisionCase, _ steps: [DecisionStep], _ cluster: inout DecisionCluster,
    _ line: inout JSONLine
  ) throws(DecisionProblem) {
    let isSampling = question.percentageOfNodesToScore != 100
    var results: [Result] = []
    for step in steps {
      guard case .schedule(let pod) = step else {
        results.append(.other(try cluster.apply(step)))
        continue
      }
      var placement = try schedule(pod, preempts: question.preempts, &cluster)
      if isSampling { placement.nextStart = cluster.scheduler.nextStart }
      results.append(.scheduled(placement))
    }
    line.object { line in
      line.member("id", question.id)
      line.objects("results", of: results) { line, result in
        switch result {
        case .scheduled(let placement): write(placement, &line)
        case .other(let result): result.write(to: &line)
        }
      }
    }
  }

  private enum Result {
    case scheduled(Placement)
    case other(SequenceResult)
  }

  /// What became of a pod.
  private struct Placement {
    let pod: String
    var node = ""
    var score: Int64 = 0
    var ties = 0
    var feasible = 0
    var usesHint = false
    var nextStart = 0
    var nominated = ""
    var victims: [String] = []
    var message = ""
  }

  private static func schedule(
    _ pod: Pod, preempts: Bool, _ cluster: inout DecisionCluster
  ) throws(DecisionProblem) -> Placement {
    var pending = try cluster.pending(pod)
    var placement = Placement(pod: pod.qualifiedName)
    var (decision, record) = cluster.decide(pending)
    if preempts, decision.nominatedNode.isPresent {
      placement.nominated = cluster.name(of: decision.nominatedNode)
      placement.victims = decision.victims.map { cluster.qualifiedName(of: $0.pod) }
      for victim in placement.victims { _ = cluster.delete(victim) }
      pending.nominatedNode = decision.nominatedNode
      (decision, record) = cluster.decide(pending)
    }
    if !decision.error.isEmpty { throw DecisionProblem(decision.error) }
    guard decision.node.isPresent else {
      placement.message = record.message
      cluster.forget(pending)
      return placement
    }
    cluster.bind(pod, pending, to: decision.node)
    placement.node = cluster.name(of: decision.node)
    placement.score = decision.score
    placement.ties = decision.ties
    placement.feasible = decision.feasibleCount
    placement.usesHint = decision.usesHint
    return placement
  }

  private static func write(_ placement: Placement, _ line: inout JSONLine) {
    line.member("pod", placement.pod)
    if !placement.node.isEmpty { line.member("node", placement.node) }
    if placement.score != 0 { line.member("score", placement.score) }
    if placement.ties != 0 { line.member("ties", Int64(placement.ties)) }
    if placement.feasible != 0 { line.member("feasible", Int64(placement.feasible)) }
    if placement.usesHint { line.member("hint", true) }
    if placement.nextStart != 0 { line.member("nextStart", Int64(placement.nextStart)) }
    if !placement.nominated.isEmpty { line.member("nominated", placement.nominated) }
    if !placement.victims.isEmpty { line.member("victims", placement.victims) }
    if !placement.message.isEmpty { line.member("message", placement.message) }
  }
}
