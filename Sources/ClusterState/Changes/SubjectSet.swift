/// Subjects of writes, as a set.
public struct SubjectSet: OptionSet, Sendable {
  /// A bit for each subject.
  public let rawValue: UInt16

  /// The subjects of these bits.
  @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// The set of one subject.
  @inlinable public init(_ subject: ClusterChange.Subject) {
    rawValue = 1 << UInt16(subject.rawValue)
  }

  /// Pods.
  public static let pods = SubjectSet(.pod)
  /// Nodes.
  public static let nodes = SubjectSet(.node)
  /// Workloads.
  public static let workloads = SubjectSet(.workload)
  /// Services.
  public static let services = SubjectSet(.service)
  /// Persistent volume claims.
  public static let claims = SubjectSet(.claim)
  /// Disks at nodes.
  public static let attachments = SubjectSet(.attachment)
  /// Storage classes.
  public static let storageClasses = SubjectSet(.storageClass)
  /// Persistent volumes.
  public static let volumes = SubjectSet(.volume)
  /// Disruption budgets.
  public static let disruptionBudgets = SubjectSet(.disruptionBudget)
  /// Horizontal pod autoscalers.
  public static let autoscalers = SubjectSet(.autoscaler)
  /// Namespaces.
  public static let namespaces = SubjectSet(.namespace)
}
