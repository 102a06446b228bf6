/// What pods were measured to use: the mean of those of which it is known.
struct MeasuredUse {
  private var milliCPU: Int64 = 0
  private var memoryBytes: Int64 = 0
  private var count: Int64 = 0

  /// Adds what one pod uses.
  mutating func add(_ use: (milliCPU: Int64, memoryBytes: Int64)) {
    milliCPU = milliCPU.addingReportingOverflow(use.milliCPU).partialValue
    memoryBytes = memoryBytes.addingReportingOverflow(use.memoryBytes).partialValue
    count += 1
  }

  /// The mean of a pod; nil where nothing is known.
  var mean: (milliCPU: Int64, memoryBytes: Int64)? {
    count > 0 ? (milliCPU / count, memoryBytes / count) : nil
  }
}
