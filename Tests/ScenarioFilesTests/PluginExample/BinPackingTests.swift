import ClusterSimulation
import ClusterState
import Foundation
import ScenarioFiles
import Scheduling
import TestSupport
import Testing

/// The README's plugin: it is what the README shows, and a scenario enables it by name.
@Suite struct BinPackingTests {
  private static let scenario = """
    apiVersion: wavetank/v1
    kind: Scenario
    metadata: {name: packing}
    spec:
      duration: 5m
      controlPlane: {profile: modern}
      nodePools:
        - {name: w, count: 4, template: {status: {capacity: {cpu: 4, memory: 8Gi, pods: 110}}}}
      scheduler:
        configuration:
          apiVersion: kubescheduler.config.k8s.io/v1
          kind: KubeSchedulerConfiguration
          profiles:
            - plugins:
                multiPoint:
                  enabled: [{name: PLUGIN, weight: 50}]
    ---
    apiVersion: v1
    kind: ReplicationController
    metadata: {name: web}
    spec:
      replicas: 8
      template:
        metadata: {labels: {app: web}}
        spec: {containers: [{name: c, image: a, resources: {requests: {cpu: 1, memory: 1Gi}}}]}
    """

  /// How many pods each node got, in ascending order.
  private static func spread(_ options: ScenarioOptions, plugin: String) throws -> [Int] {
    let folder = try ScenarioFolder([
      "scenario.yaml": scenario.replacing("PLUGIN", with: plugin)
    ])
    defer { folder.remove() }
    let scenario = try Scenario.read(folder.path("scenario.yaml"), options: options)
    var simulation = Simulation(scenario.configuration)
    simulation.runToEnd()
    var counts = [Int](repeating: 0, count: 4)
    let pods = simulation.state.cluster.pods
    for row in 0..<pods.count where pods[PodID(row)].node.isPresent {
      counts[pods[PodID(row)].node.row] += 1
    }
    return counts.sorted()
  }

  @Test func `a profile enables a registered plugin by name, and pods are packed`() throws {
    var options = ScenarioOptions()
    options.plugins.register { _ in BinPacking() }
    #expect(try Self.spread(options, plugin: "BinPacking") == [0, 0, 4, 4])
    #expect(try Self.spread(options, plugin: "ImageLocality") == [2, 2, 2, 2])
  }

  @Test func `a plugin that is not registered does not exist`() throws {
    do throws(any Error) {
      _ = try Self.spread(ScenarioOptions(), plugin: "BinPacking")
      Issue.record("the scenario was read")
    } catch {
      #expect("\(error)".contains("plugin \"BinPacking\" does not exist"))
    }
  }

  @Test func `the README shows this very code`() throws {
    let readme = try String(
      contentsOf: PackageFolder.url.appending(path: "README.md"), encoding: .utf8)
    let code = try String(
      contentsOf: PackageFolder.url.appending(
        path: "Tests/ScenarioFilesTests/PluginExample/BinPacking.swift"), encoding: .utf8)
    #expect(readme.contains("```swift\n\(code)```\n"))
    #expect(code.split(separator: "\n").count < 30)
  }
}
