import SimulationEngine
import Testing

@testable import Scheduling

/// Whole numbers as doubles without a branch, against the conversions of the language.
struct WholeDoubleTests {
  @Test func equalsTheConversionOfTheLanguage() {
    var random = RandomStream(seed: 1, name: "whole")
    var values: [Int64] = [0, 1, 2, 99, 100, (1 << 46) - 1, 1 << 46, (1 << 52) - 1]
    for _ in 0..<10_000 {
      values.append(Int64(random.next() >> (12 + random.next() % 52)))
    }
    for value in values { #expect(WholeDouble.double(value) == Double(value)) }
  }

  @Test func truncatesAsTheLanguageDoes() {
    var random = RandomStream(seed: 2, name: "whole")
    var values: [Double] = [0, 0.25, 0.5, 0.75, 0x1p50, 0x1p51 - 0.5]
    for whole in 0...128 {
      let value = Double(whole)
      values += [value, value.nextUp, value + 0.5, (value + 0.5).nextUp, (value + 1).nextDown]
    }
    for _ in 0..<10_000 { values.append(Double(random.next() >> 11) / 0x1p46) }
    for value in values { #expect(WholeDouble.truncated(value) == Int64(value), "\(value)") }
  }
}
