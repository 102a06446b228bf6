extension ArraySlice<Double> {
  /// The sum as NumPy forms it, by which published tables were averaged: halves are summed apart,
  /// so that the last bits are theirs.
  ///
  /// Source: `pairwise_sum_DOUBLE` of `numpy/core/src/umath/loops_utils.h.src`, NumPy 1.24.
  var pairwiseSum: Double {
    if count < 8 { return reduce(-0.0, +) }
    guard count > 128 else {
      var sums = Array(self[startIndex..<startIndex + 8])
      var place = startIndex + 8
      while place + 8 <= endIndex {
        for lane in 0..<8 { sums[lane] += self[place + lane] }
        place += 8
      }
      let sum =
        ((sums[0] + sums[1]) + (sums[2] + sums[3])) + ((sums[4] + sums[5]) + (sums[6] + sums[7]))
      return self[place...].reduce(sum, +)
    }
    let half = count / 2 - count / 2 % 8
    return self[..<(startIndex + half)].pairwiseSum + self[(startIndex + half)...].pairwiseSum
  }

  /// The mean; of nothing, not a number.
  var pairwiseMean: Double { pairwiseSum / Double(count) }
}
