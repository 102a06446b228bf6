import ClusterState
import KubernetesObjects

/// A pod that is looked at: what the scheduler needs beyond the pod's template.
public struct PendingPod: Sendable {
  /// The pod's row; absent for a pod that is only thought of.
  public var pod: PodID
  /// What the pod was stamped from.
  public let template: PodTemplateID
  /// The name of the node that the pod insists on (`spec.nodeName`); empty mostly.
  public var nodeName: Symbol = .empty
  /// Where preemption made room for the pod; `absent` mostly.
  public var nominatedNode: NodeID = .absent
  /// The pods that the pod's controller counts, if it is a replication controller, a replica set or
  /// a stateful set; the default spreading goes by it.
  public var ownerSelector: CompiledSelector?
  /// Whether that selector is a replication controller's plain map, which overrules services'.
  public var ownerSelectorOverrules = false
  /// The pod's controller, for schedulers that let nodes avoid some.
  public var controller: ControllerIdentity?
  /// What the pod's status says of claims of devices; nil for pods without such claims.
  public var deviceClaims: DeviceClaims?

  /// The pod `pod` of `template`.
  public init(_ pod: PodID = .absent, template: PodTemplateID) {
    self.pod = pod
    self.template = template
  }

  /// Takes over what spreading reads of `owner`.
  mutating func setOwner(_ owner: WorkloadID, _ cluster: ClusterState) {
    guard owner.isPresent, cluster.workloads[owner.row].isPresent,
      cluster.workloads[owner.row].kind.spreadsPods
    else { return }
    ownerSelector = cluster.workloads[owner.row].selector
    ownerSelectorOverrules = cluster.workloads[owner.row].kind == .replicationController
  }
}

/// The claims of devices that were made for a pod.
public struct DeviceClaims: Sendable {
  /// The pod's uid, by which claims name their owner.
  public let uid: String
  /// The claims by the name that the pod has for them.
  public let generated: [PodResourceClaimStatus]

  /// The claims `generated` of the pod `uid`.
  public init(uid: String, generated: [PodResourceClaimStatus]) {
    self.uid = uid
    self.generated = generated
  }
}

extension ClusterState {
  /// What the scheduler looks at when it is `pod`'s turn.
  public func pending(_ pod: PodID) -> PendingPod {
    let record = pods[pod]
    var pending = PendingPod(pod, template: record.template)
    pending.nominatedNode = record.nominatedNode
    pending.setOwner(record.owner, self)
    let controller = record.owner
    if controller.isPresent, workloads[controller.row].isPresent {
      let uid = symbols[workloads[controller.row].uid]
      // A node can ask to avoid only what it can name.
      if !uid.isEmpty {
        pending.controller = ControllerIdentity(
          kind: workloads[controller.row].kind.name, uid: uid)
      }
    }
    return pending
  }
}
