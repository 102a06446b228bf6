import KubernetesObjects

/// Which pods behave how.
///
/// Of several rules the first one that matches a pod counts. The kubelet asks once, when it first
/// sees the pod.
package struct BehaviorRule: Sendable {
  /// The namespace; nil for any.
  package var namespace: String?
  /// Labels that the pod must carry.
  package var labels: Labels
  /// The kind of the pod's owner, such as `Job`, or of what owns that, such as `Deployment`; `Pod`
  /// for pods without an owner; nil for any.
  package var kind: String?
  /// The image of one of the pod's containers; nil for any.
  package var image: NamePattern?
  /// The pod's name; nil for any.
  package var pod: NamePattern?
  /// The name of the node; nil for any.
  package var node: NamePattern?
  /// The completion index of a pod of an Indexed Job; nil for any.
  package var index: Int64?
  /// How many pods the rule is for, in order of their creation; nil for all.
  package var first: Int64?
  /// What runs inside.
  package var behavior: PodBehavior

  /// The rule that pods with these properties behave as `behavior`.
  package init(
    namespace: String? = nil, labels: Labels = Labels(), kind: String? = nil,
    behavior: PodBehavior
  ) {
    self.namespace = namespace
    self.labels = labels
    self.kind = kind
    self.behavior = behavior
  }

  /// Whether the rule treats pods of one template and one kind of owner alike.
  var dependsOnTemplateOnly: Bool { pod == nil && node == nil && index == nil && first == nil }
}
