import ClusterSimulation
import Foundation
import KubernetesObjects
import ScenarioFiles
import SimulationEngine
import TestSupport
import Testing
import WorkloadTraces

/// Traces become scenarios that run.
@Suite struct TraceImportTests {
  private static let nodes = """
    sn,cpu_milli,memory_mib,gpu,model
    a,64000,262144,2,T4
    b,64000,262144,0,
    """

  private static let pods = """
    name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec,qos,pod_phase,creation_time,deletion_time,\
    scheduled_time
    p0,1000,1024,1,600,,LS,Succeeded,0,7300,100
    p1,1000,1024,1,500,T4|A10,LS,Failed,10,30,12
    p2,1000,1024,1,400,,BE,Running,20,40000,25
    p3,1000,1024,1,300,,BE,Pending,30,40000,
    """

  /// A folder with the two lists in it.
  private static func folder() throws -> URL {
    let url = FileManager.default.temporaryDirectory.appending(
      path: "trace-import-\(ProcessInfo.processInfo.globallyUniqueString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    try Data(nodes.utf8).write(to: url.appending(path: "nodes.csv"))
    try Data(pods.utf8).write(to: url.appending(path: "pods.csv"))
    return url
  }

  @Test func theScenarioSaysWhatTheTraceHolds() throws {
    let folder = try Self.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = ["nodes.csv", "pods.csv"].map { folder.appending(path: $0).path }
    let text = try TraceImport(
      format: .openb, files: files, name: "replay", folder: folder.path
    ).scenario().text
    #expect(
      text == """
        # A recorded workload.
        # 2 nodes, 4 pods of 4 kinds;
        # the last pod arrives after 30 s,
        # the last recorded event is at 40000 s.
        apiVersion: wavetank/v1
        kind: Scenario
        metadata:
          name: replay
        spec:
          until: completed
          limit: 13h
          controlPlane:
            profile: modern
          reports:
            every: 1m
            nodes: false
          traces:
            - {format: openb, nodes: "nodes.csv", pods: "pods.csv"}
        """)
    try Data(text.utf8).write(to: folder.appending(path: "replay.yaml"))
    let scenario = try Scenario.read(folder.appending(path: "replay.yaml").path)
    var configuration = scenario.configuration
    #expect(
      configuration.arrivals.arrivals.map(\.recordedBinding) == [
        .seconds(100), .seconds(12), .seconds(25), nil,
      ])
    configuration.checksInvariants = true
    var simulation = Simulation(configuration)
    simulation.runToEnd()
    let attempts = simulation.state.recording.attempts
    #expect(attempts.map(\.result) == Array(repeating: .scheduled, count: 4))
    // A pod ends as it was recorded to.
    #expect(configuration.arrivals.arrivals.map(\.exitCode) == [0, 1, 0, 0])
  }

  @Test(arguments: [
    ("controlPlane: {profile: modern}", false), ("controlPlane: {profile: classic}", true),
    (
      "controlPlane: {profile: classic}\n  scheduler: {configuration: {apiVersion: "
        + "kubescheduler.config.k8s.io/v1, kind: KubeSchedulerConfiguration}}", false
    ),
  ])
  func whoDoesNotPlaceGPUsIsTold(lines: String, isWarned: Bool) throws {
    let folder = try ScenarioFolder([
      "nodes.csv": Self.nodes, "pods.csv": Self.pods,
      "scenario.yaml": """
      apiVersion: wavetank/v1
      kind: Scenario
      metadata: {name: test}
      spec:
        traces: [{format: openb, nodes: nodes.csv, pods: pods.csv}]
        duration: 1h
        \(lines)
      """,
    ])
    defer { folder.remove() }
    let warning =
      "scenario.yaml:5:21: warning: a kind of pods wants GPUs, which predicates do not place: "
      + "choose the profile modern (4 times)"
    #expect(folder.lines() == (isWarned ? [warning] : []))
  }

  /// The first of the pods stand for all, and two lists for five: a build for debugging is slow.
  @Test(
    .enabled(if: SharedFolder.has("data/alibaba-openb-2023")),
    arguments: ["gpuspec33", "multigpu20"]
  )
  func theListsOfOpenBRun(list: String) throws {
    let lists = try #require(SharedFolder.url("data/alibaba-openb-2023")).path
    let folder = try ScenarioFolder([
      "openb.yaml": """
      apiVersion: wavetank/v1
      kind: Scenario
      metadata: {name: openb}
      spec:
        until: completed
        limit: 3600h
        controlPlane: {profile: modern}
        reports: {every: 24h, nodes: false}
        traces:
          - format: openb
            nodes: "\(lists)/openb_node_list_all_node.csv"
            pods: "\(lists)/openb_pod_list_\(list).csv"
            limit: 60
      """
    ])
    defer { folder.remove() }
    var options = ScenarioOptions()
    options.allowsOutside = true
    let path = folder.path("openb.yaml")
    let scenario = try Scenario.read(path, options: options)
    var simulation = Simulation(scenario.configuration)
    simulation.run(until: .seconds(12_902_960))
    #expect(simulation.state.recording.attempts.count { $0.result == .scheduled } == 60)
  }
}
