/// What becomes of the objects that a deleted object owns.
///
/// Source: `metav1.DeletionPropagation`, Kubernetes 1.7 to 1.34.
public enum DeletionPropagation: String, CaseIterable, Sendable {
  /// They are deleted once it is gone.
  case background
  /// It stays until they are gone.
  case foreground
  /// They stay, and nobody owns them.
  case orphan
}
