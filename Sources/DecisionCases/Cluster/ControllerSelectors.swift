import ClusterState
import KubernetesObjects
import Scheduling

/// The selectors of the controllers that can own pods, for schedulers that spread by them.
///
/// Source: `helper.DefaultSelector`, Kubernetes 1.20 and 1.34: replication controllers, replica
/// sets and stateful sets of the pod's namespace, found by the owner's version, kind and name.
struct ControllerSelectors {
  private struct Key: Hashable {
    let apiVersion: String
    let kind: String
    let namespace: String
    let name: String
  }

  private var selectors: [Key: CompiledSelector] = [:]

  init() {}

  /// The controllers of `question`; one without a selector adds nothing.
  init(_ question: DecisionCase, _ state: inout ClusterState) {
    for controller in question.replicationControllers {
      let selector = LabelSelector(matching: controller.spec.selector ?? Labels())
      add("v1", "ReplicationController", controller.metadata, state.compile(selector))
    }
    for set in question.replicaSets {
      guard let selector = set.spec.selector else { continue }
      add("apps/v1", "ReplicaSet", set.metadata, state.compile(selector))
    }
    for set in question.statefulSets {
      guard let selector = set.spec.selector else { continue }
      add("apps/v1", "StatefulSet", set.metadata, state.compile(selector))
    }
  }

  private mutating func add(
    _ apiVersion: String, _ kind: String, _ metadata: ObjectMeta, _ selector: CompiledSelector
  ) {
    let key = Key(
      apiVersion: apiVersion, kind: kind, namespace: metadata.namespaceOrDefault,
      name: metadata.name)
    selectors[key] = selector
  }

  /// Notes in `pending` what is known of the controller of `pod`.
  func complete(_ pending: inout PendingPod, of pod: Pod) {
    guard let owner = pod.metadata.controller else { return }
    pending.controller = ControllerIdentity(kind: owner.kind, uid: owner.uid)
    let key = Key(
      apiVersion: owner.apiVersion, kind: owner.kind, namespace: pod.metadata.namespaceOrDefault,
      name: owner.name)
    pending.ownerSelector = selectors[key]
    pending.ownerSelectorOverrules = owner.kind == "ReplicationController"
  }
}
