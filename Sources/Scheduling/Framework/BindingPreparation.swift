/// A plugin that may have something to do between the choice of a node and the binding (extension
/// point PreBind).
public protocol BindingPreparation: SchedulingPlugin {
  /// Whether it has, for the pod that it prepared for last.
  var hasWork: Bool { get }
}

extension FilterRun {
  /// Whether the pod cannot be bound at once when it has a node.
  ///
  /// Volumes are all that can keep a binding, so pods without claims are not asked about.
  func preparesBinding(_ requirements: PodRequirements) -> Bool {
    guard !requirements.volumes.claims.isEmpty else { return false }
    return filters.indices.contains { index in
      isActive[index] && (filters[index].plugin as? any BindingPreparation)?.hasWork ?? false
    }
  }
}
