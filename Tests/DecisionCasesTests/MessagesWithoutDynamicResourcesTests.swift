import DecisionCases
import Foundation
import StructuredText
import TestSupport
import Testing

/// The messages of the modern versions with the allocation of devices switched off.
@Suite struct MessagesWithoutDynamicResourcesTests {
  @Test("Every recorded message is met", arguments: [DecisionEra.v1_34, .v1_36])
  func messages(era: DecisionEra) throws {
    let recordings = "golden/\(era.rawValue)/messages-without-dra.jsonl.gz"
    guard let recorded = try SharedFolder.bytes(recordings) else { return }
    // Both versions were asked the same questions.
    let folder = "golden/v1.34"
    var expected: [String: String] = [:]
    for line in recorded.split(separator: UInt8(ascii: "\n")) {
      let node = try JSONReader.read(Array(line), file: "messages", line: 1)
      expected[node["id"]?.text ?? ""] = node["message"]?.text ?? ""
    }
    #expect(expected.count > 1000)
    let all = ProcessInfo.processInfo.environment["WAVETANK_ALL_CASES"] == "1"
    var met = 0
    var total = 0
    for url in SharedFolder.files(below: folder, endings: [".in.jsonl.gz"])
    where !url.lastPathComponent.hasPrefix("sequence") {
      guard let bytes = try SharedFolder.bytes("\(folder)/\(url.lastPathComponent)") else {
        continue
      }
      let cases = DecisionCases(era: era, file: "case", hasDynamicResources: false)
      let lines = bytes.split(separator: UInt8(ascii: "\n"))
      for index in stride(from: 0, to: lines.count, by: all ? 1 : 16) {
        let answer = try JSONReader.read(
          cases.answer(to: Array(lines[index]), number: index + 1).line, file: "answer", line: 1)
        let id = answer["id"]?.text ?? ""
        total += 1
        if answer["message"]?.text == expected[id] {
          met += 1
        } else {
          Issue.record("\(id): \(answer["message"]?.text ?? "no message")")
        }
      }
    }
    print("golden messages of \(era.rawValue) without dynamic resources: \(met) of \(total)")
  }
}
