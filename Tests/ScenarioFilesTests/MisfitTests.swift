import ScenarioFiles
import Testing

/// Warnings of pods that no node could ever take: true whatever the timeline does, once a reason.
@Suite struct MisfitTests {
  private static func pod(_ name: String, _ spec: String) -> String {
    "---\napiVersion: v1\nkind: Pod\nmetadata: {name: \(name)}\nspec: \(spec)\n"
  }

  private static let wantsDevice =
    "{containers: [{name: c, image: i, resources: {limits: {x.io/fpga: 1}}}]}"

  private func lines(_ spec: String, _ documents: String) throws -> [String] {
    let folder = try ScenarioFolder(["scenario.yaml": ScenarioText.withNodes(spec) + documents])
    defer { folder.remove() }
    return folder.lines()
  }

  @Test(
    arguments: [
      "timeline: [{at: 1m, patch: {node: worker-0, status: {capacity: {x.io/fpga: \"1\"}}}}]",
      "timeline: [{at: 1m, patch: {pool: worker, status: {allocatable: {x.io/fpga: \"2\"}}}}]",
    ])
  func whatTheTimelineBringsIsCounted(spec: String) throws {
    #expect(try lines(spec, Self.pod("p", Self.wantsDevice)) == [])
    let other = spec.replacing("fpga", with: "other")
    #expect(try lines(other, Self.pod("p", Self.wantsDevice)).count == 1)
  }

  @Test func labelsThatComeLaterAreCounted() throws {
    let selecting = "{nodeSelector: {disk: ssd}, containers: [{name: c, image: i}]}"
    let label = "timeline: [{at: 1m, label: {node: worker-1, labels: {disk: ssd}}}]"
    #expect(try lines(label, Self.pod("p", selecting)) == [])
    #expect(try lines("", Self.pod("p", selecting)).count == 1)
  }

  @Test func taintsOfTheLifecycleSayNothing() throws {
    func pool(_ key: String) -> String {
      "nodePools: [{name: n, template: {spec: {taints: [{key: \(key), effect: NoSchedule}]}, "
        + "status: {capacity: {cpu: 4, memory: 8Gi, pods: 110}}}}]"
    }
    func found(_ key: String) throws -> [String] {
      let folder = try ScenarioFolder([
        "scenario.yaml": ScenarioText.header + "  duration: 1m\n  \(pool(key))\n"
          + Self.pod("p", "{containers: [{name: c, image: i}]}")
      ])
      defer { folder.remove() }
      return folder.lines()
    }
    #expect(try found("node.kubernetes.io/unreachable") == [])
    #expect(try found("example.com/mine").count == 1)
  }

  @Test func oneReasonIsToldOnce() throws {
    let pods = (0..<300).map { Self.pod("p\($0)", Self.wantsDevice) }.joined()
    let found = try lines("", pods)
    #expect(found.count == 1)
    #expect(found[0].contains("no node can ever take Pod p0 and 299 others: it requests"))
  }
}
