import KubernetesObjects

/// An object that takes the place of what is there: what a patch or a manifest makes of it, as far
/// as the manifests and the patches before tell.
///
/// What the run itself has made of the object in the meantime stays: the replicas that it was
/// scaled to, the image that it was set to, the template that a rollout was undone to.
package struct ObjectUpdate: Sendable {
  /// How the object is asked for.
  package enum Manner: String, Sendable {
    /// As `kubectl patch` does: what differs from the base is changed.
    case patch
    /// As `kubectl apply` does: the object becomes what the manifest says, and what neither it nor
    /// the manifest before said stays.
    case apply
  }

  /// The object as it is to be.
  package var object: any APIObject
  /// The object as the manifests and patches before have it; nil if there was none.
  package var base: (any APIObject)?
  /// How it is asked for.
  package var manner: Manner
  /// Whether the number of replicas stays what it is.
  package var keepsReplicas: Bool
  /// Whether a rollout that is paused stays so.
  package var keepsPause: Bool

  /// The kind and the name of the object: `Deployment/web`.
  package var target: String {
    "\(object.kind.name)/\((object as? any StoredObject)?.metadata.name ?? "")"
  }

  /// An update.
  package init(
    _ object: any APIObject, insteadOf base: (any APIObject)? = nil, manner: Manner,
    keepsReplicas: Bool, keepsPause: Bool
  ) {
    self.object = object
    self.base = base
    self.manner = manner
    self.keepsReplicas = keepsReplicas
    self.keepsPause = keepsPause
  }
}
