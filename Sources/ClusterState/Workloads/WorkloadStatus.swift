/// What was observed of the pods of a workload.
public struct WorkloadStatus: Hashable, Sendable {
  /// `status.replicas`.
  public var replicas: Int32 = 0
  /// `status.readyReplicas`.
  public var readyReplicas: Int32 = 0
  /// `status.availableReplicas`.
  public var availableReplicas: Int32 = 0

  /// No pods.
  public init() {}

  /// So many pods, of which so many are ready and available.
  public init(replicas: Int32, readyReplicas: Int32, availableReplicas: Int32) {
    self.replicas = replicas
    self.readyReplicas = readyReplicas
    self.availableReplicas = availableReplicas
  }
}
