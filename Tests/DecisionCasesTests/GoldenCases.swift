import DecisionCases
import Foundation
import TestSupport

/// Cases and the answers of the real schedulers, and how many of them are met.
struct GoldenCases {
  /// What came of the cases of one feature.
  struct Count: CustomStringConvertible {
    let feature: String
    var met = 0
    var total = 0
    /// The first cases that were not met: what was answered, and what was expected.
    var failures: [String] = []

    var description: String { "\(feature): \(met) of \(total)" }
  }

  let era: DecisionEra
  let feature: String
  var featureGates: [(name: String, isOn: Bool)] = []
  let inputs: [[UInt8]]
  let outputs: [[UInt8]]

  /// The cases of two files of JSON lines.
  init(_ era: DecisionEra, feature: String, inputs: [UInt8], outputs: [UInt8]) {
    self.era = era
    self.feature = feature
    self.inputs = Self.lines(inputs)
    self.outputs = Self.lines(outputs)
  }

  /// Answers the cases, or one in `stride`, and compares the lines byte for byte.
  func count(stride: Int = 1) -> Count {
    let cases = DecisionCases(era: era, file: feature, featureGates: featureGates)
    var count = Count(feature: "\(era.rawValue) \(feature)")
    for index in Swift.stride(from: 0, to: inputs.count, by: stride) {
      count.total += 1
      let answer = cases.answer(to: inputs[index], number: index + 1).line
      if index < outputs.count, answer == outputs[index] {
        count.met += 1
      } else if count.failures.count < 3 {
        let expected = index < outputs.count ? String(decoding: outputs[index], as: UTF8.self) : ""
        count.failures.append(
          "answered \(String(decoding: answer, as: UTF8.self))\nexpected \(expected)")
      }
    }
    return count
  }

  private static func lines(_ bytes: [UInt8]) -> [[UInt8]] {
    bytes.split(separator: UInt8(ascii: "\n")).map { Array($0) }
  }
}
