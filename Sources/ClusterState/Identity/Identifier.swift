/// A dense, typed index into one table of the cluster.
///
/// Ids are given in order of creation and never reused, so comparing ids compares ages. The phantom
/// parameter makes passing a pod where a node is expected a compile-time error.
public struct Identifier<Kind>: Hashable, Comparable, Sendable {
  /// The row in the table; negative only for `absent`.
  public let index: Int32

  /// The id of row `index`.
  @inlinable public init(_ index: Int) { self.index = Int32(index) }

  /// The id of row `index`.
  @inlinable public init(index: Int32) { self.index = index }

  /// The id that names nothing: a pod that is not bound is on node `absent`.
  @inlinable public static var absent: Self { Self(-1) }

  /// Whether the id names a row.
  @inlinable public var isPresent: Bool { index >= 0 }

  /// The row as a subscript.
  @inlinable public var row: Int { Int(index) }

  /// Orders ids by age, oldest first.
  @inlinable public static func < (a: Self, b: Self) -> Bool { a.index < b.index }
}

extension Identifier: CustomStringConvertible {
  /// The row in decimal.
  public var description: String { String(index) }
}

/// Marks ids of nodes.
public enum NodeKind {}
/// Marks ids of pods.
public enum PodKind {}
/// Marks ids of pod templates.
public enum PodTemplateKind {}
/// Marks ids of workloads.
public enum WorkloadMark {}
/// Marks ids of services.
public enum ServiceKind {}
/// Marks ids of controller revisions.
public enum ControllerRevisionKind {}
/// Marks ids of persistent volume claims.
public enum ClaimKind {}
/// Marks ids of persistent volumes.
public enum VolumeKind {}
/// Marks ids of resources such as `cpu` or `nvidia.com/gpu`.
public enum ResourceKind {}

/// A row of the node table.
public typealias NodeID = Identifier<NodeKind>
/// A row of the pod table.
public typealias PodID = Identifier<PodKind>
/// A row of the table of pod templates.
public typealias PodTemplateID = Identifier<PodTemplateKind>
/// A row of the table of workloads.
public typealias WorkloadID = Identifier<WorkloadMark>
/// A row of the service table.
public typealias ServiceID = Identifier<ServiceKind>
/// A row of the table of controller revisions.
public typealias ControllerRevisionID = Identifier<ControllerRevisionKind>
/// A row of the table of persistent volume claims.
public typealias ClaimID = Identifier<ClaimKind>
/// A row of the table of persistent volumes.
public typealias VolumeID = Identifier<VolumeKind>
/// A row of the table of resource names.
public typealias ResourceID = Identifier<ResourceKind>
