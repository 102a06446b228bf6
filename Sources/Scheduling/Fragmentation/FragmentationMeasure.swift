import ClusterState
import KubernetesObjects

/// How much of the free GPUs of a node the typical pods cannot use: the measure F of "Beware of
/// Fragmentation" (USENIX ATC 2023), section 4.
///
/// Sums are made in the order of the kinds, each class by itself. The order is part of the
/// definition, for it decides between nodes that are nearly equal.
public struct FragmentationMeasure: Sendable {
  fileprivate struct Kind: Sendable {
    let milliCPU: Int64
    let milli: Int32
    let count: Int
    /// The models that will do; empty for any.
    let models: ContiguousArray<Symbol>
    let share: Double
  }

  private let kinds: ContiguousArray<Kind>
  /// The key of the node label that names the model.
  let modelKey: Symbol

  /// The measure against `pods`, with names as `symbols` has them.
  public init(_ pods: TypicalPods, _ symbols: inout SymbolTable) {
    modelKey = symbols.intern(GPURequest.modelLabel)
    var kinds: ContiguousArray<Kind> = []
    for typical in pods.kinds {
      let models = typical.kind.models.split(separator: "|")
      kinds.append(
        Kind(
          milliCPU: typical.kind.milliCPU, milli: Int32(clamping: typical.kind.milli),
          count: Int(clamping: typical.kind.count),
          models: ContiguousArray(models.map { symbols.intern(String($0)) }),
          share: typical.share))
    }
    self.kinds = kinds
  }

  /// Whether there are no typical pods, so that nothing can be said.
  public var isEmpty: Bool { kinds.isEmpty }

  /// The classes of the node in `row` of `devices` with `milliCPU` free millicores.
  public func classes(
    milliCPU: Int64, devices: DeviceColumns, row: Int, labels: LabelSet
  ) -> FragmentationClasses {
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: DeviceSet.limit) {
      classes(
        milliCPU: milliCPU, left: devices.left(row: row, in: $0), model: labels[modelKey])
    }
  }

  /// The classes of a node with `milliCPU` free millicores, whose devices of `model` have `left`
  /// thousandths each.
  public func classes(
    milliCPU: Int64, left: UnsafeMutableBufferPointer<Int32>, model: Symbol?
  ) -> FragmentationClasses {
    var classes = FragmentationClasses()
    var sum: Int32 = 0
    for left in left { sum += left }
    let idle = Double(sum)
    for kind in kinds {
      let hasCPU = milliCPU >= kind.milliCPU
      guard kind.count > 0 else {
        if hasCPU {
          classes.cpuOnly += kind.share * idle
        } else {
          classes.cpuOnlyLackCPU += kind.share * idle
        }
        continue
      }
      guard kind.allows(model) else {
        classes.model += kind.share * idle
        continue
      }
      var (sufficient, below) = (0, Int32(0))
      for left in left {
        if left >= kind.milli { sufficient += 1 } else { below += left }
      }
      switch (sufficient >= kind.count, hasCPU) {
      case (true, true):
        classes.lackGPU += kind.share * Double(below)
        classes.usable += kind.share * Double(sum - below)
      case (true, false): classes.lackCPU += kind.share * idle
      case (false, true): classes.lackGPU += kind.share * idle
      case (false, false): classes.lackBoth += kind.share * idle
      }
    }
    return classes
  }
}

extension FragmentationMeasure.Kind {
  fileprivate func allows(_ model: Symbol?) -> Bool {
    guard !models.isEmpty else { return true }
    guard let model else { return false }
    return models.contains(model)
  }
}
