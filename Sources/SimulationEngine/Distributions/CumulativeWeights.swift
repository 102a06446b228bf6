/// The running sums of a row of weights, for finding where a share of the total falls.
struct CumulativeWeights: Hashable, Sendable {
  /// Element `i` is the sum of weights 0 to `i`, added in this order.
  let sums: ContiguousArray<Double>

  init(_ weights: some Sequence<Double>) {
    var sum = 0.0
    sums = ContiguousArray(
      weights.map { weight in
        sum += weight
        return sum
      })
  }

  /// The sum of all weights.
  var total: Double { sums[sums.count - 1] }

  /// The first index whose running sum reaches `share` (0 to 1) of the total, passing over leading
  /// zero weights. Complexity: O(log n).
  func index(atShare share: Double) -> Int {
    let target = share * total
    var low = 0
    var high = sums.count - 1
    while low < high {
      let middle = (low + high) / 2
      if sums[middle] < target || sums[middle] == 0 { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Checks that weights are finite, not negative and not all zero.
  static func check(
    _ weights: some Sequence<Double>, _ check: ParameterCheck
  ) throws(DistributionError) {
    var total = 0.0
    for weight in weights {
      try check.notNegative("weight", weight)
      total += weight
    }
    try check.positive("sum of weights", total)
  }
}
