import KubernetesObjects

/// What pods of one kind have in common.
package struct TracePodTemplate: Hashable, Sendable {
  /// The namespace of the pods.
  package var namespace = "default"
  /// Labels and specification, as a controller would stamp pods from them.
  package var pod = PodTemplateSpec()
  /// The devices that each pod wants; nil for none.
  package var devices: DeviceRequest?

  /// A template without containers.
  package init() {}
}

/// Devices of one resource that a pod wants: whole ones, or a share of one.
///
/// Whole devices are in the container's requests, too, as any extended resource. A share is in the
/// annotation that `GPURequest` describes: Kubernetes counts such a resource in whole numbers, and
/// a share must lie on a single device.
package struct DeviceRequest: Hashable, Sendable {
  /// The resource whose units are the devices.
  package var resource: ResourceName
  /// The number of devices.
  package var count: Int64
  /// The share of each device in thousandths: 1000 unless `count` is 1.
  package var thousandths: Int64

  /// `count` devices, of each so many `thousandths`.
  package init(resource: ResourceName, count: Int64, thousandths: Int64) {
    self.resource = resource
    self.count = count
    self.thousandths = thousandths
  }

  /// Whether the pod wants less than one device.
  package var isShare: Bool { thousandths < 1000 }

  /// All that is wanted, in thousandths of a device.
  package var totalThousandths: Int64 { count.multipliedReportingOverflow(by: thousandths).0 }
}

/// The names under which a trace's graphics processors go.
package enum TraceDevices {
  /// The resource that NVIDIA's device plugin advertises.
  package static let gpu = ResourceName.gpu
  /// The node label that NVIDIA's feature discovery sets to the model.
  package static let modelLabel = GPURequest.modelLabel
}
