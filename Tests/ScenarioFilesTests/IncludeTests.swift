import Foundation
import KubernetesObjects
import ScenarioFiles
import Testing

/// How scenarios are put over one another.
@Suite struct IncludeTests {
  private static func scenario(_ spec: String) -> String {
    "apiVersion: wavetank/v1\nkind: Scenario\nmetadata: {name: a}\nspec:\n"
      + spec.split(separator: "\n").map { "  \($0)\n" }.joined()
  }

  private func read(_ files: [String: String]) throws -> Scenario {
    let folder = try ScenarioFolder(files)
    defer { folder.remove() }
    return try Scenario.read(folder.path("scenario.yaml"))
  }

  @Test func aFileThatIsIncludedTwiceCountsOnce() throws {
    let object =
      "---\napiVersion: v1\nkind: Service\nmetadata: {name: web}\n"
      + "spec: {selector: {a: b}, ports: [{port: 80}]}\n"
    let scenario = try read([
      "scenario.yaml": Self.scenario("include: [left.yaml, right.yaml]"),
      "left.yaml": Self.scenario("include: base.yaml\nseed: 7"),
      "right.yaml": Self.scenario("include: base.yaml\nduration: 7m"),
      "base.yaml": ScenarioText.withNodes("seed: 2") + object,
    ])
    // The base lies below both, so what the left one says stays.
    #expect(scenario.configuration.seed == 7)
    #expect(scenario.configuration.ending == .at(.minutes(7)))
    #expect(scenario.configuration.initialObjects.count == 1)
    #expect(
      scenario.inputs.map(\.name) == ["scenario.yaml", "left.yaml", "base.yaml", "right.yaml"])
  }

  @Test func pairsOfIncludesDoNotDoubleTheWork() throws {
    var files = ["n24.yaml": ScenarioText.withNodes("seed: 24")]
    for level in 0..<24 {
      let name = level == 0 ? "scenario.yaml" : "n\(level).yaml"
      files[name] = Self.scenario("include: [n\(level + 1).yaml, n\(level + 1).yaml]")
    }
    let scenario = try read(files)
    #expect(scenario.configuration.seed == 24)
    #expect(scenario.inputs.count == 25)
  }

  @Test func listsAreMergedByName() throws {
    let scenario = try read([
      "base.yaml": ScenarioText.withNodes(
        """
        images: [{name: a, size: 1M}, {name: b, size: 2M}]
        timeline: [{at: 1m, fail: {node: worker-1}}]
        """),
      "scenario.yaml": Self.scenario(
        """
        include: base.yaml
        nodePools:
          - {name: worker, count: 5, template: {status: {capacity: {cpu: 16}}}}
          - {name: gpu, template: {status: {capacity: {cpu: 8, memory: 1Gi, pods: 10}}}}
        images: [{name: b, size: 3M}]
        timeline: [{at: 2m, recover: {node: worker-1}}]
        """),
    ])
    let pools = scenario.configuration.nodePools
    #expect(pools.map(\.name) == ["worker", "gpu"] && pools.map(\.count) == [5, 1])
    #expect(pools[0].zones == ["a", "b"])
    #expect(pools[0].template.status.capacity[.cpu] == Quantity(16))
    #expect(pools[0].template.status.capacity[.memory] == Quantity(8 << 30))
    #expect(scenario.configuration.imageSizes.map(\.bytes) == [1_000_000, 3_000_000])
    // Entries of the timeline have no names: the upper list replaces the lower one.
    #expect(scenario.configuration.timeline.map(\.time) == [.minutes(2)])
  }

  @Test func aDistributionIsReplacedAndNullTakesBack() throws {
    let template = "{spec: {containers: [{name: c, image: i}]}}"
    let scenario = try read([
      "base.yaml": ScenarioText.withNodes(
        """
        seed: 3
        timeline: [{at: 1m, fail: {node: worker-1}}]
        workloads:
          - name: w
            arrivals: {every: 1m}
            runtime: {exponential: {mean: 4m}}
            template: \(template)
        """),
      "scenario.yaml": Self.scenario(
        """
        include: base.yaml
        seed: null
        timeline: null
        workloads: [{name: w, runtime: 5m, arrivals: {poisson: {rate: 1/m}}}]
        """),
    ])
    #expect(scenario.configuration.seed == 1 && scenario.configuration.timeline.isEmpty)
    #expect(scenario.configuration.workloads[0].behavior.runtime?.mean == 300)
  }

  @Test func namesOfFilesAreRelativeToTheFileThatSaysThem() throws {
    let pod =
      "apiVersion: v1\nkind: Pod\nmetadata: {name: p}\n"
      + "spec: {containers: [{name: c, image: i}]}\n"
    let scenario = try read([
      "scenario.yaml": Self.scenario("include: below/base.yaml"),
      "below/base.yaml": ScenarioText.withNodes("manifests: pod.yaml"), "below/pod.yaml": pod,
    ])
    #expect(scenario.configuration.initialObjects.count == 1)
  }
}
