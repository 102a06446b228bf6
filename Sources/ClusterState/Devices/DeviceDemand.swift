import KubernetesObjects

/// The devices that each pod of a template takes: whole ones, or a share of one.
public struct DeviceDemand: Hashable, Sendable {
  /// The resource whose units are the devices.
  public let resource: ResourceID
  /// How many devices.
  public let count: Int64
  /// How much of each, in thousandths: 1000 unless `count` is 1.
  public let milli: Int32
  /// Whether the pod's requests list the devices; if not, an annotation asks for them.
  public let isRequested: Bool

  /// Whether less than a whole device is wanted.
  public var isShare: Bool { milli < GPURequest.wholeMilli }

  /// All that is wanted, in thousandths of a device.
  public var totalMilli: Int64 { count.multipliedReportingOverflow(by: Int64(milli)).partialValue }

  init(resource: ResourceID, count: Int64, milli: Int64, isRequested: Bool) {
    self.resource = resource
    self.count = count
    self.milli = Int32(clamping: milli)
    self.isRequested = isRequested
  }
}
