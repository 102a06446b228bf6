import ClusterState
import KubernetesObjects
import Scheduling

extension DecisionCluster {
  /// Sets up the profile of `question`.
  ///
  /// The pods of `nominated` hold no place: in the recorded decisions they were in no queue, and
  /// the real scheduler counts nominated pods only while its queue knows them.
  mutating func setUp(
    _ question: DecisionCase, hasDynamicResources: Bool
  ) throws(DecisionProblem) {
    let profiles = question.configuration?.profiles ?? []
    if profiles.count > 1 {
      throw DecisionProblem("config.profiles: expected one profile, found \(profiles.count)")
    }
    try configure { (state, scheduler) throws(ConfigurationProblems) in
      // Whatever the configuration says, all nodes are looked at unless the case says otherwise.
      var profile = try Profile(
        profiles.first ?? KubeSchedulerProfile(), hasDynamicResources: hasDynamicResources,
        &state, &scheduler.cache)
      profile.percentageOfNodesToScore = Int(question.percentageOfNodesToScore)
      scheduler.profiles = [profile]
    }
  }

  /// Creates `pod`; returns what the scheduler looks at, with the node that it is promised.
  mutating func pending(_ pod: Pod) throws(DecisionProblem) -> PendingPod {
    var pending = try create(pod)
    if let node = promisedNode(of: pod) { pending.nominatedNode = node }
    return pending
  }

  /// The node that `pod` is promised, if it is there.
  func promisedNode(of pod: Pod) -> NodeID? {
    state.symbols.find(pod.status.nominatedNodeName).flatMap { state.node(named: $0) }
  }

  /// The pod as `namespace/name`.
  func qualifiedName(of pod: PodID) -> String { state.qualifiedName(of: pod) }
}
