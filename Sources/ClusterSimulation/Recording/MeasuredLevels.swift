import ClusterState

/// The levels at the end of the measuring window, and the tables of that instant.
package struct MeasuredLevels: Sendable {
  /// How much was asked for and used within the window.
  package let resources: ResourceLevels
  /// The scheduling queue within the window.
  package let queue: QueueLevels
  /// The API server's tables when the window ended.
  package let cluster: ClusterState
}
