/// Writes microseconds as seconds with a fixed number of decimals, by integer arithmetic only.
struct SecondsFormat {
  let decimals: Int

  init(decimals: Int) {
    precondition((0...6).contains(decimals), "seconds have 0 to 6 decimals, not \(decimals)")
    self.decimals = decimals
  }

  /// `microseconds` in seconds; digits that do not fit are rounded, halves away from zero.
  func text(of microseconds: Int64) -> String {
    let scale = UInt64((0..<(6 - decimals)).reduce(1) { product, _ in product * 10 })
    let unitsPerSecond = 1_000_000 / scale
    let units = (microseconds.magnitude + scale / 2) / scale
    let sign = microseconds < 0 && units > 0 ? "-" : ""
    let whole = "\(sign)\(units / unitsPerSecond)"
    guard decimals > 0 else { return whole }
    let fraction = String(units % unitsPerSecond)
    return "\(whole).\(String(repeating: "0", count: decimals - fraction.count))\(fraction)"
  }
}
