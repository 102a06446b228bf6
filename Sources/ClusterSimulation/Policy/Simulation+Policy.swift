import ClusterState
import SimulationEngine

/// A simulation that a policy outside the program takes part in: it stops at each question, and
/// goes on when it is answered. Between the two it is a value like any other: a fork is a snapshot
/// that asks the question again.
extension Simulation {
  /// The question that waits for an answer; nothing happens before it has one.
  package var question: PolicyStep? { state.scheduler.policy?.question }

  /// What was wrong with an answer: the run ends with it.
  package var policyFailure: PolicyFailure? { state.scheduler.policy?.failure }

  /// How many pods wait for the policy to place them, with no instant to come at which it wants to
  /// be asked; zero if there is one.
  package var podsLeftByPolicy: Int {
    guard let policy = state.scheduler.policy, !policy.hasWake else { return 0 }
    return policy.waitingCount
  }

  /// Says before the first event that pods of groups are to be told of as groups alone.
  package mutating func tellPolicyOfGroups() { state.scheduler.policy?.wantsGroups = true }

  /// Answers the question.
  package mutating func answer(_ answer: PolicyAnswer) {
    precondition(question != nil, "there is no question")
    state.scheduler.take(answer, in: &state.world)
    state.settleWrites()
  }
}

/// What a policy's questions and answers are about.
extension SimulationState {
  /// The group with `number`, of pods that a policy places all or none; nil if there is none.
  package func policyGroup(_ number: Int64) -> PolicyGroup? {
    guard let groups = scheduler.policy?.groups, let index = Int(exactly: number),
      groups.indices.contains(index)
    else { return nil }
    return groups[index]
  }

  /// The number of the group that `pod` belongs to.
  package func policyGroup(of pod: PodID) -> Int32? { scheduler.policy?.group(of: pod) }

  /// The pods of the group with `number` that want a node, in order of creation.
  package func waitingPods(ofGroup number: Int32) -> ContiguousArray<PodID> {
    scheduler.policy?.waitingPods(ofGroup: number) ?? []
  }

  /// The pods of the group with `number` that have a node and have not ended.
  package func boundPods(ofGroup number: Int32) -> ContiguousArray<PodID> {
    scheduler.policy?.boundPods(ofGroup: number) ?? []
  }

  /// How many groups the policy has heard of.
  package var policyGroupCount: Int { scheduler.policy?.groups.count ?? 0 }

  /// Whether the policy has heard of `pod`.
  package func isKnownToPolicy(_ pod: PodID) -> Bool {
    scheduler.policy.map { $0.standing(of: pod) != .unknown } ?? false
  }

  /// How many nodes the policy knows.
  package var policyNodeCount: Int { scheduler.policy?.nodeCount ?? 0 }

  /// Whether events wait for a policy's answer.
  var isAsking: Bool { scheduler.policy?.question != nil || scheduler.policy?.failure != nil }
}
