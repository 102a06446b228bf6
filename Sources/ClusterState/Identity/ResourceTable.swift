/// The resources that pods request and nodes offer, each with a dense id.
///
/// The four that every node has come first, at fixed ids; extended resources follow in order of
/// first use.
public struct ResourceTable: Sendable {
  private var names: ContiguousArray<String>
  private var ids: [String: ResourceID]

  /// A table with the four native resources.
  public init() {
    names = ["cpu", "memory", "ephemeral-storage", "pods"]
    ids = [:]
    for (row, name) in names.enumerated() { ids[name] = ResourceID(row) }
  }

  /// How many resources are known.
  public var count: Int { names.count }

  /// The id of `name`, which is added if it is new.
  public mutating func intern(_ name: String) -> ResourceID {
    if let known = ids[name] { return known }
    let id = ResourceID(names.count)
    names.append(name)
    ids[name] = id
    return id
  }

  /// The id of `name`, or nil if nothing requests or offers it.
  public func find(_ name: String) -> ResourceID? { ids[name] }

  /// The name of `resource`.
  public subscript(resource: ResourceID) -> String { names[resource.row] }
}

extension ResourceID {
  /// Processor time, in millicores.
  public static let cpu = ResourceID(0)
  /// Memory, in bytes.
  public static let memory = ResourceID(1)
  /// Local scratch space, in bytes.
  public static let ephemeralStorage = ResourceID(2)
  /// The number of pods.
  public static let pods = ResourceID(3)

  /// Whether the resource is none of the four that every node has.
  public var isExtended: Bool { index > 3 }
}
