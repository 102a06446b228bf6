import ClusterViews
import Foundation
import KubernetesObjects
import StructuredText
import TestSupport
import Testing

/// What kubectl v1.36 printed of twelve clusters, beside the objects that they had.
@Suite struct RecordedViewsTests {
  /// Outputs that tell of what was written between the dump and the command.
  private static let written = [
    // The kubelet had renewed its lease.
    "05-pending/14-describe-node-rd-0.txt",
    // An event had been counted a third time.
    "06-stateful/09-get-events.txt", "06-stateful/10-events.txt",
  ]

  @Test(.enabled(if: SharedFolder.has("kubectl")))
  func recordedOutputs() throws {
    let folders = SharedFolder.files(below: "kubectl", endings: ["index.json"])
      .map { $0.deletingLastPathComponent() }
    #expect(folders.count > 0)
    for folder in folders {
      let recording = try Recording(folder)
      for output in recording.outputs {
        let name = "\(folder.lastPathComponent)/\(output.file)"
        let printed = output.instants.map { KubectlLine(output.words, recording.dump, at: $0).text }
        #expect(
          Self.isMadeOf(printed, output.text) != Self.written.contains(name),
          "\(name): \(printed[0])")
      }
    }
  }

  /// Whether each line of `text` is that of one of `printed`: the lines of a command are as of
  /// several instants.
  private static func isMadeOf(_ printed: [String], _ text: String) -> Bool {
    func lines(_ text: String) -> [Substring] {
      text.split(separator: "\n", omittingEmptySubsequences: false)
    }
    let (wanted, versions) = (lines(text), printed.map(lines))
    return wanted.indices.allSatisfy { row in
      versions.contains { $0.count == wanted.count && $0[row] == wanted[row] }
    }
  }
}

/// One recorded situation.
private struct Recording {
  struct Output {
    let file: String
    let words: [String]
    /// The instant at which the command began, and instants while it ran, which took up to a
    /// second: an age may have grown by one.
    let instants: [Timestamp]
    let text: String
  }

  let dump: ObjectDump
  let outputs: [Output]

  init(_ folder: URL) throws {
    func read(_ name: String) throws -> [UInt8] {
      [UInt8](try Data(contentsOf: folder.appending(path: name)))
    }
    dump = ObjectDump([try JSONReader.read(try read("objects.json"), file: "objects.json")])
    let index = try JSONReader.read(try read("index.json"), file: "index.json")
    outputs = try index.elements.compactMap { entry in
      let file = entry["file"]?.text ?? ""
      guard file.hasSuffix(".txt") else { return nil }
      let start = try Timestamp(parsing: entry["at"]?.text ?? "")
      return Output(
        file: file,
        words: (entry["command"]?.text ?? "").split(separator: " ").dropFirst().map(String.init),
        instants: (0..<10).map {
          Timestamp(seconds: start.seconds, nanoseconds: start.nanoseconds + $0 * 50_000_000)
        },
        text: String(decoding: try read(file), as: UTF8.self))
    }
  }
}
