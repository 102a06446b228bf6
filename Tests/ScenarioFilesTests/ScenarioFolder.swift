import Foundation
import ScenarioFiles

/// A folder with a scenario and its files, for the time of one test.
struct ScenarioFolder {
  private let url: URL

  /// A folder that holds `files` by name; the scenario is `scenario.yaml`.
  init(_ files: [String: String]) throws {
    url = FileManager.default.temporaryDirectory
      .appending(path: "wavetank-\(ProcessInfo.processInfo.globallyUniqueString)")
      .appending(path: "case")
    for (name, text) in files {
      let file = url.appending(path: name).standardizedFileURL
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
  }

  /// The path of a file of the folder.
  func path(_ name: String) -> String { url.path + "/" + name }

  /// What reading the scenario says, one line each, without the folder's own path.
  func lines(
    _ options: ScenarioOptions = ScenarioOptions(), _ name: String = "scenario.yaml"
  ) -> [String] {
    do throws(ScenarioFailure) {
      return short(try Scenario.read(path(name), options: options).warnings.map(\.description))
    } catch {
      return short(error.diagnostics.map(\.description))
    }
  }

  /// Lines without the folder's own path.
  func short(_ lines: [String]) -> [String] {
    lines.map { $0.replacing(url.path + "/", with: "") }
  }

  /// Takes the folder away.
  func remove() { try? FileManager.default.removeItem(at: url.deletingLastPathComponent()) }
}

/// Scenarios made of a few lines of `spec`.
enum ScenarioText {
  /// The lines before those of `spec`, which begin in line 6.
  static let header = """
    apiVersion: wavetank/v1
    kind: Scenario
    metadata: {name: test}
    spec:
      controlPlane: {profile: classic}

    """

  /// A run of ten minutes with two nodes; `lines` stand below `spec`, from line 9 on.
  static func withNodes(_ lines: String) -> String {
    let nodes = "{cpu: 4, memory: 8Gi, pods: 110}"
    let spec = """
      duration: 10m
      nodePools:
        - {name: worker, count: 2, zones: [a, b], template: {status: {capacity: \(nodes)}}}
      \(lines)
      """
    return header
      + spec.split(separator: "\n", omittingEmptySubsequences: false).map { "  \($0)\n" }.joined()
  }
}
