import StructuredText

/// The GPUs that a pod asks for by its annotations: a share of one, or whole ones.
///
/// `alibabacloud.com/gpu-milli` is the share of each GPU in thousandths, and
/// `alibabacloud.com/gpu-count` their number; what is not said is 1000 and 1. Less than 1000 is had
/// of one GPU only. A pod that wants whole GPUs can as well list `nvidia.com/gpu` among its limits,
/// as for any device plugin. Source of the names: `open-gpu-share` of Alibaba's open-simulator, and
/// the simulator of "Beware of Fragmentation" (USENIX ATC 2023).
public struct GPURequest: Hashable, Sendable {
  /// The annotation that names the share of each GPU.
  public static let milliAnnotation = "alibabacloud.com/gpu-milli"
  /// The annotation that names the number of GPUs.
  public static let countAnnotation = "alibabacloud.com/gpu-count"
  /// The node label that names the model of the node's GPUs, as NVIDIA's feature discovery sets it.
  public static let modelLabel = "nvidia.com/gpu.product"
  /// The thousandths of a whole GPU.
  public static let wholeMilli: Int64 = 1000

  /// The number of GPUs: 1 or more.
  public let count: Int64
  /// The share of each in thousandths: 1 to 1000, and 1000 unless `count` is 1.
  public let milli: Int64

  /// A request for `milli` thousandths of each of `count` GPUs; nil if that is no request.
  public init?(count: Int64, milli: Int64) {
    guard (1...1024).contains(count), (1...Self.wholeMilli).contains(milli),
      count == 1 || milli == Self.wholeMilli
    else { return nil }
    self.count = count
    self.milli = milli
  }

  /// What `annotations` ask for; nil if they ask for nothing or make no sense.
  public init?(_ annotations: Labels) {
    let milli = annotations[Self.milliAnnotation]
    let count = annotations[Self.countAnnotation]
    guard milli != nil || count != nil else { return nil }
    guard let milli = Int64(milli ?? "1000"), let count = Int64(count ?? "1") else { return nil }
    self.init(count: count, milli: milli)
  }
}

extension ResourceName {
  /// GPUs, as NVIDIA's device plugin advertises them: each one a device.
  public static let gpu: ResourceName = "nvidia.com/gpu"
  /// Thousandths of GPUs: 1000 for each device of a node.
  public static let gpuMilli = ResourceName(rawValue: GPURequest.milliAnnotation)
}

extension ObjectMeta {
  /// Checks the annotations by which a pod of `spec` asks for GPUs.
  func validateGPURequest(_ spec: PodSpec, _ validator: inout ObjectValidator) {
    let milli = annotations[GPURequest.milliAnnotation]
    let count = annotations[GPURequest.countAnnotation]
    guard milli != nil || count != nil else { return }
    validator.at("metadata") { validator in
      validator.at("annotations") { validator in
        let devices = count.map { Int64($0) ?? 0 } ?? 1
        validator.check(
          (1...1024).contains(devices), GPURequest.countAnnotation,
          "expected a number of GPUs from 1 to 1024, found \((count ?? "").excerpt)")
        let share = milli.map { Int64($0) ?? 0 } ?? GPURequest.wholeMilli
        let most = GPURequest.wholeMilli
        validator.check(
          (1...most).contains(share), GPURequest.milliAnnotation,
          "expected thousandths of a GPU from 1 to 1000, found \((milli ?? "").excerpt)")
        validator.check(
          devices <= 1 || share == most || !(1...most).contains(share),
          GPURequest.milliAnnotation,
          "expected 1000: several GPUs are taken whole, found \((milli ?? "").excerpt)")
        validator.check(
          spec.effectiveRequests[.gpu] == nil,
          milli == nil ? GPURequest.countAnnotation : GPURequest.milliAnnotation,
          "expected none beside requests for \(ResourceName.gpu)")
      }
    }
  }
}
