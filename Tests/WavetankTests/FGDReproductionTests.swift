import Foundation
import TestSupport
import Testing

@testable import wavetank

/// The tables of "Beware of Fragmentation" (USENIX ATC 2023) against the scenario that is committed
/// for them, where the published data is at hand.
///
/// The suite runs a part of one row; `WAVETANK_REPRODUCTIONS=1` runs all points of all rows of the
/// policies that draw nothing.
@Suite(.enabled(if: SharedFolder.has("data/fgd-atc23-expected"))) struct FGDReproductionTests {
  private static let policies = [
    "DotProduct": "02-DotProd", "GPUClustering": "03-GpuClustering",
    "GPUPackingATC23": "04-GpuPacking", "BestFit": "05-BestFit",
    "FragmentationGradient": "06-FGD",
  ]
  private static let tables = [
    ("allo", "allocated_percent"), ("frag", "fragmented_percent"), ("frag_ratio", "ratio_percent"),
  ]
  private static var isFull: Bool {
    ProcessInfo.processInfo.environment["WAVETANK_REPRODUCTIONS"] == "1"
  }

  /// A table's rows as cells by column.
  private static func rows(_ bytes: some Collection<UInt8>) -> [[String: String]] {
    let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    guard let header = lines.first else { return [] }
    return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(header, $0)) }
  }

  /// The rows of `fragmentation.csv` of a run, by percent.
  private static func run(
    _ policy: String, seed: String, until: String?
  ) throws -> [String: [String: String]] {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "wavetank-fgd-\(ProcessInfo.processInfo.globallyUniqueString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for list in ["openb_node_list_gpu_node.csv", "openb_pod_list_default.csv"] {
      let bytes = try #require(try SharedFolder.bytes("data/alibaba-openb-2023/\(list)"))
      try Data(bytes).write(to: folder.appending(path: list))
    }
    let committed = PackageFolder.url.appending(path: "Benchmarks/Reproductions/fgd/fgd.yaml")
    let text = try String(contentsOf: committed, encoding: .utf8)
    let file = folder.appending(path: "fgd.yaml")
    try Data(text.replacing("name: FragmentationGradient", with: "name: \(policy)").utf8)
      .write(to: file)
    let report = folder.appending(path: "report")
    var arguments = ["run", file.path, "--output", report.path, "--quiet", "--no-html"]
    arguments += ["--set", "traces.0.shuffle.go=\(seed)"]
    if let until { arguments += ["--until", until] }
    #expect(Program.run(arguments, Terminal()) == .done)
    let table = try Data(contentsOf: report.appending(path: "fragmentation.csv"))
    return Dictionary(
      uniqueKeysWithValues: rows(table).map { ($0["arrived_percent"] ?? "", $0) })
  }

  /// The published rows of `table`, by policy and seed.
  private static func published(_ table: String) throws -> [String: [String: String]] {
    let path = "data/fgd-atc23-expected/analysis_\(table)_discrete.csv"
    let rows = rows(try #require(try SharedFolder.bytes(path)))
    return Dictionary(
      uniqueKeysWithValues: rows.map { ("\($0["sc_policy"] ?? "") \($0["seed"] ?? "")", $0) })
  }

  /// Compares the percents below `limit` of all three tables.
  private static func compare(
    _ policy: String, seed: String, below limit: Int, until: String? = nil
  ) throws {
    let ours = try run(policy, seed: seed, until: until)
    for (table, column) in tables {
      let name = try #require(policies[policy])
      let theirs = try #require(try published(table)["\(name) \(seed)"])
      for percent in (0..<limit).map(String.init) {
        let published = try #require(theirs[percent].flatMap(Double.init))
        let found = ours[percent]?[column].flatMap(Double.init)
        #expect(found == published, "\(policy) \(seed) \(table) at \(percent)")
      }
    }
  }

  @Test func theFirstPercentsOfARowAreThePublishedOnes() throws {
    try Self.compare("FragmentationGradient", seed: "42", below: 6, until: "500s")
  }

  @Test(.enabled(if: isFull), arguments: policies.keys.sorted(), ["42", "43", "44"])
  func everyPointIsThePublishedOne(policy: String, seed: String) throws {
    try Self.compare(policy, seed: seed, below: 131)
  }
}
