/// An amount of every resource, in the scheduler's units: cpu in millicores, all else whole.
///
/// The native resources are named fields and the rest a short array, because a dictionary by name
/// costs a hundred times as much where nodes are scanned.
public struct ResourceAmounts: Hashable, Sendable {
  /// An amount of one extended resource.
  public struct Extended: Hashable, Sendable {
    /// Which resource.
    public let resource: ResourceID
    /// How much, in whole units.
    public var amount: Int64

    /// `amount` of `resource`.
    @inlinable public init(resource: ResourceID, amount: Int64) {
      self.resource = resource
      self.amount = amount
    }
  }

  /// Processor time, in millicores.
  public var milliCPU: Int64
  /// Memory, in bytes.
  public var memoryBytes: Int64
  /// Local scratch space, in bytes.
  public var ephemeralStorageBytes: Int64
  /// Extended resources, in ascending order of their ids.
  public var extended: ContiguousArray<Extended>

  /// Amounts of the native resources and, in any order, of extended ones.
  public init(
    milliCPU: Int64 = 0, memoryBytes: Int64 = 0, ephemeralStorageBytes: Int64 = 0,
    extended: some Sequence<Extended> = ContiguousArray<Extended>()
  ) {
    self.milliCPU = milliCPU
    self.memoryBytes = memoryBytes
    self.ephemeralStorageBytes = ephemeralStorageBytes
    self.extended = ContiguousArray(extended.sorted { $0.resource < $1.resource })
  }

  /// Nothing of anything.
  public static let zero = ResourceAmounts()

  /// The amount of `resource`; zero for `pods` and for what is not listed.
  public subscript(resource: ResourceID) -> Int64 {
    switch resource {
    case .cpu: milliCPU
    case .memory: memoryBytes
    case .ephemeralStorage: ephemeralStorageBytes
    default: extended.first { $0.resource == resource }?.amount ?? 0
    }
  }

  /// Whether nothing at all is requested.
  public var isZero: Bool {
    milliCPU == 0 && memoryBytes == 0 && ephemeralStorageBytes == 0
      && extended.allSatisfy { $0.amount == 0 }
  }
}
