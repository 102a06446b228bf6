import SimulationEngine

/// One write to the cluster, as a watch would deliver it.
///
/// It names the object and what kind of write it was; whoever is woken reads the tables for the
/// rest, as level-triggered components do.
public struct ClusterChange: Hashable, Sendable {
  /// What was written.
  public enum Subject: UInt8, Sendable {
    /// A pod; the index is a `PodID`.
    case pod
    /// A node; the index is a `NodeID`.
    case node
    /// A workload; the index is a `WorkloadID`.
    case workload
    /// A service; the index is a `ServiceID`.
    case service
    /// The endpoints of a service; the index is a `ServiceID`.
    case endpoints
    /// A resource quota; the index is its row.
    case resourceQuota
    /// A pod disruption budget; the index is its row.
    case disruptionBudget
    /// A controller revision; the index is a `ControllerRevisionID`.
    case controllerRevision
    /// A persistent volume claim; the index is a `ClaimID`.
    case claim
    /// A horizontal pod autoscaler; the index is its row.
    case autoscaler
    /// A namespace; the index is its row.
    case namespace
    /// A persistent volume; the index is a `VolumeID`.
    case volume
    /// A storage class; the index is its row.
    case storageClass
    /// What a node tells of its storage drivers; the index is its place in `storage.driverNodes`.
    case storageDrivers
    /// A disk at a node; the index is its row.
    case attachment
  }

  /// How it was written.
  public enum Verb: UInt8, Sendable {
    /// The object is new.
    case added
    /// The object's specification changed.
    case specified
    /// A pod was bound to a node.
    case bound
    /// The object's status changed.
    case reported
    /// The object is marked for deletion, and still there.
    case deleting
    /// The object is gone.
    case removed
  }

  /// When the write happened.
  public let time: SimulationTime
  /// The row of the object in its table.
  public let index: Int32
  /// Which table.
  public let subject: Subject
  /// Which kind of write.
  public let verb: Verb

  /// A write of kind `verb` to row `index` of the table of `subject`.
  @inlinable public init(_ subject: Subject, _ verb: Verb, index: Int32, time: SimulationTime) {
    self.subject = subject
    self.verb = verb
    self.index = index
    self.time = time
  }
}
