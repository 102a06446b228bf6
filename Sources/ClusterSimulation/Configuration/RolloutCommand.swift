/// What `kubectl rollout` asks of a workload.
package enum RolloutCommand: Hashable, Sendable {
  /// Changes of the template start no rollout until it is resumed.
  case pause
  /// Ends a pause.
  case resume
  /// Puts the template of an earlier revision in place: of the one before, unless one is named.
  case undo(toRevision: Int64?)
  /// Replaces every pod, by an annotation of the template.
  case restart
}
