import ClusterSimulation
import Foundation
import RunReports
import ScenarioFiles

/// The openb trace in full: 8,152 pods on 1,523 nodes, as `wavetank import` and `wavetank run` take
/// it, from the lists to the written reports.
///
/// The lists are not part of the package: they are looked for in `../shared`, or where
/// `WAVETANK_SHARED` says.
struct OpenBBenchmark: Benchmark {
  static let name = "openb"
  static let summary = "the openb trace from its lists to the reports, beside a bare placement loop"

  func run() throws -> [BenchmarkRow] {
    let shared = ProcessInfo.processInfo.environment["WAVETANK_SHARED"] ?? "../shared"
    let folder = "\(shared)/data/alibaba-openb-2023"
    let nodes = "\(folder)/openb_node_list_all_node.csv"
    guard FileManager.default.fileExists(atPath: nodes) else {
      FileHandle.standardError.write(Data("openb: \(folder) is absent: skipped\n".utf8))
      return []
    }
    let scratch = FileManager.default.temporaryDirectory.appending(
      path: "wavetank-openb-\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scratch) }
    return try ["default", "gpushare100"].map { list in
      let pods = "\(folder)/openb_pod_list_\(list).csv"
      let measurement = Measurement(repetitions: 1)
      let seconds = try measurement.seconds { try Self.replay([nodes, pods], in: scratch.path) }
      let loop = try measurement.seconds { try PlacementLoop.run(nodes: nodes, pods: pods) }
      return BenchmarkRow(
        Self.self, case: "\(list), lists to reports", seconds, unit: "s",
        baseline: BenchmarkRow.Baseline(name: "placement loop", figure: loop))
    }
  }

  /// Imports `files`, runs the scenario and writes its reports into `folder`.
  private static func replay(_ files: [String], in folder: String) throws -> Int {
    let imported = try TraceImport(
      format: .openb, files: files, name: "openb", folder: folder
    ).scenario()
    let path = "\(folder)/openb.yaml"
    try Data(imported.text.utf8).write(to: URL(filePath: path))
    var options = ScenarioOptions()
    options.allowsOutside = true
    var simulation = Simulation(try Scenario.read(path, options: options).configuration)
    simulation.runToEnd()
    precondition(simulation.state.cluster.pods.count == 8152, "every pod of the list arrives")
    let report = RunReport(
      ReportSource(simulation.state), identity: RunIdentity(version: "benchmark"))
    try report.write(to: "\(folder)/reports")
    return simulation.eventCount
  }
}
