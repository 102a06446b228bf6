/// The quantile 0.975 of Student's t distribution: half of the width of a 95 % interval, in
/// standard errors.
///
/// Source: the tables of Fisher and Yates, to three decimals. Between two rows the fewer degrees of
/// freedom count, which makes an interval slightly too wide rather than too narrow.
enum StudentQuantile {
  private static let thousandths: [Int] = [
    12_706, 4303, 3182, 2776, 2571, 2447, 2365, 2306, 2262, 2228, 2201, 2179, 2160, 2145, 2131,
    2120, 2110, 2101, 2093, 2086, 2080, 2074, 2069, 2064, 2060, 2056, 2052, 2048, 2045, 2042,
  ]
  private static let further: [(degrees: Int, thousandths: Int)] = [
    (1000, 1962), (500, 1965), (200, 1972), (120, 1980), (100, 1984), (80, 1990), (60, 2000),
    (50, 2009), (40, 2021),
  ]

  /// The quantile for so many degrees of freedom, at least 1.
  static func upper(degrees: Int) -> Double {
    precondition(degrees >= 1, "one value has no spread")
    if degrees <= thousandths.count { return Double(thousandths[degrees - 1]) / 1000 }
    let row = further.first { degrees >= $0.degrees }
    return Double(row?.thousandths ?? thousandths[thousandths.count - 1]) / 1000
  }
}
