import KubernetesObjects

/// Which pods behave how.
///
/// Of several rules the first one that matches a pod counts. The kubelet asks once, when it first
/// sees the pod.
public struct BehaviorRule: Sendable {
  /// The namespace; nil for any.
  public var namespace: String?
  /// Labels that the pod must carry.
  public var labels: Labels
  /// The kind of the pod's owner, such as `Job`, or of what owns that, such as `Deployment`; `Pod`
  /// for pods without an owner; nil for any.
  public var kind: String?
  /// The image of one of the pod's containers; nil for any.
  public var image: NamePattern?
  /// The pod's name; nil for any.
  public var pod: NamePattern?
  /// The name of the node; nil for any.
  public var node: NamePattern?
  /// The completion index of a pod of an Indexed Job; nil for any.
  public var index: Int64?
  /// How many pods the rule is for, in order of their creation; nil for all.
  public var first: Int64?
  /// What runs inside.
  public var behavior: PodBehavior

  /// The rule that pods with these properties behave as `behavior`.
  public init(
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
