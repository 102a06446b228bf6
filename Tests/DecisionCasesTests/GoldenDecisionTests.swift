import DecisionCases
import Foundation
import TestSupport
import Testing

/// Every decision of the real schedulers of all versions, number by number.
///
/// A debug build answers one case in eight; `WAVETANK_ALL_CASES=1` asks for all of them, which a
/// release build does in seconds:
/// `WAVETANK_ALL_CASES=1 swift test -c release --filter GoldenDecisionTests`.
@Suite struct GoldenDecisionTests {
  static let folders = [
    Folder(era: .v1_2, path: "golden/v1.2"), Folder(era: .v1_20, path: "golden/v1.20-policy"),
    Folder(era: .v1_34, path: "golden/v1.34"), Folder(era: .v1_36, path: "golden/v1.36"),
    Folder(
      era: .v1_36, path: "golden/v1.36-alpha",
      featureGates: [("TaintTolerationComparisonOperators", true)]),
  ]

  static let features = folders.flatMap { folder in
    SharedFolder.files(below: folder.path, endings: [".out.jsonl.gz"]).map { url in
      Feature(folder: folder, name: String(url.lastPathComponent.dropLast(13)))
    }
  }

  /// Where the decisions of a version lie, and the feature gates under which they were made.
  struct Folder: Sendable {
    let era: DecisionEra
    let path: String
    var featureGates: [(name: String, isOn: Bool)] = []
  }

  struct Feature: Sendable, CustomTestStringConvertible {
    let folder: Folder
    let name: String

    var testDescription: String { "\(folder.path) \(name)" }
  }

  @Test("Every recorded decision is met", arguments: features)
  func recordedDecisions(of feature: Feature) throws {
    let path = "\(feature.folder.path)/\(feature.name)"
    // A version answers the questions of the one before too.
    let own = "\(path).in.jsonl.gz"
    let question = SharedFolder.has(own) ? own : "golden/v1.34/\(feature.name).in.jsonl.gz"
    guard let inputs = try SharedFolder.bytes(question),
      let outputs = try SharedFolder.bytes("\(path).out.jsonl.gz")
    else { return }
    var cases = GoldenCases(
      feature.folder.era, feature: feature.name, inputs: inputs, outputs: outputs)
    cases.featureGates = feature.folder.featureGates
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
