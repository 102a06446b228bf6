/// What was observed of the pods of a workload.
public struct WorkloadStatus: Hashable, Sendable {
  /// `status.replicas`.
  public var replicas: Int32 = 0
  /// `status.readyReplicas`.
  public var readyReplicas: Int32 = 0
  /// `status.availableReplicas`.
  public var availableReplicas: Int32 = 0
  /// `status.updatedReplicas`; nil for a kind that does not replace its own pods.
  public var updatedReplicas: Int32?
  /// `status.unavailableReplicas`, where the kind counts them.
  public var unavailableReplicas: Int32 = 0
  /// `status.terminatingReplicas`, where the kind counts them.
  public var terminatingReplicas: Int32 = 0
  /// `status.observedGeneration`, where the kind tells it.
  public var observedGeneration: Int64 = 0
  /// The annotation with the number of the present revision; zero without one.
  public var revision: Int64 = 0
  /// What only one kind reports.
  public var detail: WorkloadStatusDetail?
  /// `status.conditions`, in the order in which they were added.
  public var conditions: ContiguousArray<WorkloadCondition> = []

  /// No pods.
  public init() {}

  /// So many pods, of which so many are ready and available.
  public init(replicas: Int32, readyReplicas: Int32, availableReplicas: Int32) {
    self.replicas = replicas
    self.readyReplicas = readyReplicas
    self.availableReplicas = availableReplicas
  }

  /// The condition of a type; setting it keeps its place.
  public subscript(condition type: String) -> WorkloadCondition? {
    get { conditions.first { $0.type == type } }
    set {
      guard let row = conditions.firstIndex(where: { $0.type == type }) else {
        if let newValue { conditions.append(newValue) }
        return
      }
      if let newValue { conditions[row] = newValue } else { conditions.remove(at: row) }
    }
  }
}
