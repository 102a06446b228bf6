/// What is free of GPUs, in thousandths, by what a typical pod can make of it: expectations over
/// the typical pods.
///
/// The classes are those of "Beware of Fragmentation" (USENIX ATC 2023), in the order of their
/// numbers there.
public struct FragmentationClasses: Equatable, Sendable {
  /// Class 1: neither processor time nor GPUs suffice.
  public var lackBoth = 0.0
  /// Class 2: GPUs do not suffice, or devices that are too full lie beside some that suffice.
  public var lackGPU = 0.0
  /// Class 3: a pod can use it.
  public var usable = 0.0
  /// Class 4: GPUs would suffice, but there is too little processor time.
  public var lackCPU = 0.0
  /// Class 5: a pod that wants no GPU fits.
  public var cpuOnly = 0.0
  /// Class 6: a pod that wants no GPU does not fit either.
  public var cpuOnlyLackCPU = 0.0
  /// Class 7: the model is not one that will do.
  public var model = 0.0

  /// Nothing in any class.
  public init() {}

  /// What no typical pod could use.
  public var fragmented: Double {
    // In this order: it decides between nodes that are nearly equal.
    lackBoth + lackGPU + lackCPU + cpuOnly + cpuOnlyLackCPU + model
  }

  /// All that is free, as the sum of the classes in the order of their numbers.
  public var idle: Double {
    lackBoth + lackGPU + usable + lackCPU + cpuOnly + cpuOnlyLackCPU + model
  }

  /// The classes in the order of their numbers.
  public var inOrder: [Double] {
    [lackBoth, lackGPU, usable, lackCPU, cpuOnly, cpuOnlyLackCPU, model]
  }

  /// Adds each class of `other`.
  public mutating func add(_ other: FragmentationClasses) {
    lackBoth += other.lackBoth
    lackGPU += other.lackGPU
    usable += other.usable
    lackCPU += other.lackCPU
    cpuOnly += other.cpuOnly
    cpuOnlyLackCPU += other.cpuOnlyLackCPU
    model += other.model
  }
}
