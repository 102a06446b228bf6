/// What a plugin's judgment of a node depends on, besides the template of the pod.
///
/// A plugin that says so lets its judgments be kept from pod to pod: they are asked for again only
/// for the nodes on which something has changed. Saying nothing is always right, and slower.
public enum Dependence: Sendable {
  /// The plugin has nothing to say about this pod now: it turns no node down, or gives every node
  /// a zero.
  case nothing
  /// On the node's own object: its labels, taints, allocatable resources.
  ///
  /// The scores may be normalized, by a rule that looks at nothing but the different raw scores of
  /// the feasible nodes.
  case node
  /// On the node's own object and on the pods that are placed on it. The raw scores are final: the
  /// plugin does not normalize them.
  case nodeAndPods
  /// On other nodes as well, or on anything else.
  case cluster
}
