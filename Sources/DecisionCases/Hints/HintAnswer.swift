import ClusterState
import KubernetesObjects
import Scheduling
import StructuredText

/// Answers a question to a queueing hint as the scheduler of a version does.
struct HintAnswer {
  private var cluster: DecisionCluster
  private let waiting: PendingPod

  /// The line of JSON that answers `question`: whether the plugin waits for the event at all, and
  /// `Queue` or `Skip`.
  static func line(
    to question: HintCase, _ era: DecisionEra
  ) throws(DecisionProblem) -> [UInt8] {
    var answer = try HintAnswer(question, era)
    let plugins = answer.cluster.scheduler.profiles[0].enqueueExtensions
    guard let plugin = plugins.first(where: { $0.name == question.plugin })?.plugin else {
      let names = plugins.map(\.name)
      let hint =
        Spelling.nearest(to: question.plugin, among: names).map { "; did you mean \($0)?" } ?? ""
      throw DecisionProblem(
        "plugin: expected \(Spelling.alternatives(names)), found \"\(question.plugin)\"\(hint)")
    }
    let matching = plugin.registrations.filter { $0.covers(question.resource, question.action) }
    let event = answer.event(of: question)
    let helps =
      matching.contains(where: \.isAlways)
      || !matching.isEmpty
        && plugin.helps(
          event, answer.waiting, answer.cluster.state, answer.cluster.scheduler.cache)
    var line = JSONLine()
    line.object { line in
      line.member("id", question.id)
      line.member("registered", !matching.isEmpty)
      line.member("answer", helps ? "Queue" : "Skip")
    }
    return line.bytes
  }

  private init(_ question: HintCase, _ era: DecisionEra) throws(DecisionProblem) {
    let empty = DecisionCase()
    cluster = try DecisionCluster(
      empty, era: era, scheduler: Scheduler([], rules: VersionRules(era.version)))
    try cluster.setUp(empty, hasDynamicResources: true)
    for claim in Self.claims { cluster.state.resourceClaims.set(claim) }
    var waiting = try cluster.create(question.pod)
    waiting.deviceClaims = DeviceClaims(
      uid: question.pod.metadata.uid, generated: question.pod.status.resourceClaimStatuses)
    self.waiting = waiting
  }

  /// The claims of devices that there are, in every case: the format names no others.
  private static let claims = ["claim-1", "claim-2", "claim-gone"].map { name in
    var claim = ResourceClaim()
    claim.metadata.name = name
    claim.metadata.namespace = "a"
    claim.metadata.uid = "uid-\(name)"
    if name == "claim-gone" {
      claim.metadata.deletionTimestamp = Timestamp(seconds: 0)
    }
    return claim
  }

  private mutating func event(of question: HintCase) -> ClusterEvent {
    ClusterEvent(question.resource, question.action, subject(of: question))
  }

  private mutating func subject(of question: HintCase) -> ClusterEvent.Subject {
    switch question.change {
    case .pod(let old, let new):
      let change = ObjectChange(
        from: old.map { facts(of: $0, question.pod) }, to: new.map { facts(of: $0, question.pod) })
      cluster.learnTemplates()
      return .pod(change)
    case .node(let old, let new):
      return .node(
        ObjectChange(
          from: old.map { NodeFacts(cluster.record(of: $0)) },
          to: new.map { NodeFacts(cluster.record(of: $0)) }))
    case .persistentVolume(let old, let new):
      return .persistentVolume(ObjectChange(from: old, to: new))
    case .persistentVolumeClaim(let old, let new):
      return .persistentVolumeClaim(ObjectChange(from: old, to: new))
    case .storageClass(let old, let new): return .storageClass(ObjectChange(from: old, to: new))
    case .csiNode(let old, let new): return .csiNode(ObjectChange(from: old, to: new))
    case .csiDriver(let old, let new): return .csiDriver(ObjectChange(from: old, to: new))
    case .csiStorageCapacity(let old, let new):
      return .csiStorageCapacity(ObjectChange(from: old, to: new))
    case .volumeAttachment(let old, let new):
      return .volumeAttachment(ObjectChange(from: old, to: new))
    case .resourceClaim(let old, let new): return .resourceClaim(ObjectChange(from: old, to: new))
    case .devices: return .devices
    }
  }

  /// The facts of `pod`, which is the pod that waits if their uids are equal.
  private mutating func facts(of pod: Pod, _ waitingPod: Pod) -> PodFacts {
    let isWaiting = pod.metadata.uid == waitingPod.metadata.uid
    return PodFacts(
      isWaiting ? waiting.pod : PodID(waiting.pod.row + 1),
      template: cluster.state.template(for: pod), isAssigned: !pod.spec.nodeName.isEmpty,
      isNominated: !pod.status.nominatedNodeName.isEmpty)
  }
}
