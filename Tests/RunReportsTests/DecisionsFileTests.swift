import ClusterSimulation
import Foundation
import SimulationEngine
import Testing

@testable import RunReports

@Suite("decisions.csv")
struct DecisionsFileTests {
  /// Runs `configuration` and writes its report with decisions below `folder`; returns the digest.
  private static func write(
    _ configuration: SimulationConfiguration, to folder: URL
  ) throws -> String {
    let decisions = try DecisionsFile(forReportAt: folder.path)
    var simulation = Simulation(configuration)
    simulation.explain(.every)
    var goesOn = true
    while goesOn {
      goesOn = simulation.run(events: 1)
      for attempt in simulation.takeExplanations() {
        try decisions.append(attempt, simulation.state.cluster)
      }
    }
    simulation.runToEnd()
    let report = RunReport(
      ReportSource(simulation.state), identity: RunIdentity(version: "1", inputs: []))
    return try report.write(with: decisions).text
  }

  private static func withPlace(_ body: (URL) throws -> Void) throws {
    let place = FileManager.default.temporaryDirectory.appending(
      path: "decisions-\(ProcessInfo.processInfo.globallyUniqueString)")
    defer { try? FileManager.default.removeItem(at: place) }
    try body(place)
  }

  @Test(
    "a run with decisions has the digest and the files of a run without, and one more",
    arguments: ControlPlaneSettings.Profile.allCases)
  func sameDigest(profile: ControlPlaneSettings.Profile) throws {
    var configuration = ExplainedRun.configuration(
      profile, pods: [("web", 500), ("big", 1800), ("giant", 3000)])
    configuration.scheduling.tieBreak = .random
    var plain = Simulation(configuration)
    plain.runToEnd()
    let report = RunReport(
      ReportSource(plain.state), identity: RunIdentity(version: "1", inputs: []))
    try Self.withPlace { place in
      let folder = place.appending(path: "with")
      let digest = try Self.write(configuration, to: folder)
      #expect(digest == report.digest().text)
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
      #expect(names == (report.fileNames + ["decisions.csv"]).sorted())
      for name in report.fileNames {
        let bytes = try Data(contentsOf: folder.appending(path: name))
        #expect(Array(bytes) == report.bytes(of: name), "\(name)")
      }
    }
  }

  @Test("weighted scores add up to the score in scheduling.csv; one node left has none")
  func sums() throws {
    let configuration = ExplainedRun.configuration(
      .modern, pods: [("web", 500), ("big", 1800), ("giant", 3000)])
    try Self.withPlace { place in
      let folder = place.appending(path: "report")
      _ = try Self.write(configuration, to: folder)
      let text = try String(contentsOf: folder.appending(path: "decisions.csv"), encoding: .utf8)
      let rows = text.split(separator: "\n").dropFirst().map {
        $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      }
      #expect(rows.allSatisfy { $0.count == 14 })
      let sum = rows.filter { $0[1] == "web" && $0[4] == "chosen" }.reduce(0) {
        $0 + (Int($1[11]) ?? 0)
      }
      let scheduling = try String(
        contentsOf: folder.appending(path: "scheduling.csv"), encoding: .utf8)
      #expect(scheduling.contains(",web,1,UnschedulablePodAdd,scheduled,n1,,3,2,\(sum),"))
      let single = rows.filter { $0[1] == "big" && $0[4] == "chosen" }
      #expect(single.map { $0[8] } == [""])
      #expect(rows.contains { $0[1] == "giant" && $0[4] == "rejected" && $0[7] != "" })
    }
  }

  @Test("a run that is given up leaves nothing behind, and a folder of others is refused first")
  func nothingHalfWritten() throws {
    try Self.withPlace { place in
      do {
        let decisions = try DecisionsFile(forReportAt: place.appending(path: "a/b").path)
        withExtendedLifetime(decisions) {
          #expect(FileManager.default.fileExists(atPath: place.appending(path: "a").path))
        }
      }
      #expect(!FileManager.default.fileExists(atPath: place.path))
      try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
      try Data("mine".utf8).write(to: place.appending(path: "thesis.txt"))
      #expect(throws: ReportWritingError.self) {
        _ = try DecisionsFile(forReportAt: place.path)
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: place.path) == ["thesis.txt"])
    }
  }
}
