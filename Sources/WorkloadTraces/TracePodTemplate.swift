import KubernetesObjects

/// What pods of one kind have in common.
public struct TracePodTemplate: Hashable, Sendable {
  /// The namespace of the pods.
  public var namespace = "default"
  /// Labels and specification, as a controller would stamp pods from them.
  public var pod = PodTemplateSpec()
  /// The devices that each pod wants; nil for none.
  public var devices: DeviceRequest?

  /// A template without containers.
  public init() {}
}

/// Devices of one resource that a pod wants: whole ones, or a share of one.
///
/// Whole devices are in the container's requests, too, as any extended resource. A share is in the
/// annotation that `GPURequest` describes: Kubernetes counts such a resource in whole numbers, and
/// a share must lie on a single device.
public struct DeviceRequest: Hashable, Sendable {
  /// The resource whose units are the devices.
  public var resource: ResourceName
  /// The number of devices.
  public var count: Int64
  /// The share of each device in thousandths: 1000 unless `count` is 1.
  public var thousandths: Int64

  /// `count` devices, of each so many `thousandths`.
  public init(resource: ResourceName, count: Int64, thousandths: Int64) {
    self.resource = resource
    self.count = count
    self.thousandths = thousandths
  }

  /// Whether the pod wants less than one device.
  public var isShare: Bool { thousandths < 1000 }

  /// All that is wanted, in thousandths of a device.
  public var totalThousandths: Int64 { count.multipliedReportingOverflow(by: thousandths).0 }
}

/// The names under which a trace's graphics processors go.
public enum TraceDevices {
  /// The resource that NVIDIA's device plugin advertises.
  public static let gpu = ResourceName.gpu
  /// The node label that NVIDIA's feature discovery sets to the model.
  public static let modelLabel = "nvidia.com/gpu.product"
}
