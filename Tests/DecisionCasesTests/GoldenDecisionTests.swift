import DecisionCases
import Foundation
import TestSupport
import Testing

/// Every decision of the real schedulers of the three eras, number by number.
///
/// A debug build answers one case in eight; `WAVETANK_ALL_CASES=1` asks for all of them, which a
/// release build does in seconds:
/// `WAVETANK_ALL_CASES=1 swift test -c release --filter GoldenDecisionTests`.
@Suite struct GoldenDecisionTests {
  static let folders = [
    (DecisionEra.v1_2, "golden/v1.2"), (.v1_20, "golden/v1.20-policy"), (.v1_34, "golden/v1.34"),
  ]

  static let features = folders.flatMap { era, folder in
    SharedFolder.files(below: folder, endings: [".in.jsonl.gz"]).map { url in
      Feature(era: era, folder: folder, name: String(url.lastPathComponent.dropLast(12)))
    }
  }

  struct Feature: Sendable, CustomTestStringConvertible {
    let era: DecisionEra
    let folder: String
    let name: String

    var testDescription: String { "\(era.rawValue) \(name)" }
  }

  @Test("Every recorded decision is met", arguments: features)
  func recordedDecisions(of feature: Feature) throws {
    let path = "\(feature.folder)/\(feature.name)"
    guard let inputs = try SharedFolder.bytes("\(path).in.jsonl.gz"),
      let outputs = try SharedFolder.bytes("\(path).out.jsonl.gz")
    else { return }
    let cases = GoldenCases(feature.era, feature: feature.name, inputs: inputs, outputs: outputs)
    let all = ProcessInfo.processInfo.environment["WAVETANK_ALL_CASES"] == "1"
    let count = cases.count(stride: all ? 1 : 8)
    print("golden decisions \(count)")
    #expect(count.met == count.total, "\(count.failures.joined(separator: "\n"))")
  }

  @Test("The committed selection of decisions is met", arguments: DecisionEra.allCases)
  func committedDecisions(of era: DecisionEra) throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases")
    func bytes(_ ending: String) throws -> [UInt8] {
      Array(try Data(contentsOf: folder.appending(path: "\(era.rawValue).\(ending).jsonl")))
    }
    let cases = GoldenCases(
      era, feature: "selection", inputs: try bytes("in"), outputs: try bytes("out"))
    let count = cases.count()
    #expect(count.total >= 40)
    #expect(count.met == count.total, "\(count.failures.joined(separator: "\n"))")
  }
}
