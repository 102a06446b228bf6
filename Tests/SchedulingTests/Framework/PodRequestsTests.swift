import TestSupport
import Testing

@testable import Scheduling

/// What a pod asks for, by everything that its specification says.
struct PodRequestsTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let spec: String
    /// Millicores and bytes, as filters count them.
    let effective: [Int64]
    /// The same with defaults for what is not stated.
    let nonZero: [Int64]
  }

  static let defaultMemory: Int64 = 200 << 20

  static func row(
    _ sentence: String, _ spec: String, _ effective: [Int64], _ nonZero: [Int64]
  ) -> Row {
    Row(testDescription: sentence, spec: spec, effective: effective, nonZero: nonZero)
  }

  static func container(_ requests: String, _ fields: String = "") -> String {
    "{name: c, image: i, resources: {requests: {\(requests)}}\(fields)}"
  }

  static func sidecar(_ requests: String) -> String {
    container(requests, ", restartPolicy: Always")
  }

  static func spec(_ containers: String..., initial: [String] = [], fields: String = "") -> String {
    "containers: [\(containers.joined(separator: ", "))], "
      + "initContainers: [\(initial.joined(separator: ", "))], \(fields)"
  }

  static let one = "cpu: 1, memory: 1"

  @Test(arguments: [
    row(
      "containers are added", spec(container(one), container("cpu: 500m, memory: 2")), [1500, 3],
      [1500, 3]),
    row(
      "what is not stated is nothing to filters", spec("{name: c, image: i}"), [0, 0],
      [100, defaultMemory]),
    row(
      "defaults count a container", spec("{name: c, image: i}", container("cpu: 1")), [1000, 0],
      [1100, 2 * defaultMemory]),
    row("a stated zero is no default", spec(container("cpu: 0, memory: 0")), [0, 0], [0, 0]),
    row(
      "limits are not read",
      spec("{name: c, image: i, resources: {limits: {cpu: 3, memory: 3}}}"), [0, 0],
      [100, defaultMemory]),
    row(
      "an init container runs alone",
      spec(container(one), initial: [container("cpu: 3, memory: 0")]),
      [3000, 1], [3000, 1]),
    row(
      "a smaller init container does not matter",
      spec(container(one), initial: [container("cpu: 500m, memory: 1")]), [1000, 1], [1000, 1]),
    row(
      "an init container has defaults too",
      spec(container("cpu: 0, memory: 0"), initial: ["{name: d, image: i}"]), [0, 0],
      [100, defaultMemory]),
    row(
      "a sidecar runs beside the containers", spec(container(one), initial: [sidecar(one)]),
      [2000, 2], [2000, 2]),
    row(
      "and beside the init containers after it",
      spec(container(one), initial: [sidecar(one), container("cpu: 3, memory: 0")]), [4000, 2],
      [4000, 2]),
    row(
      "but not beside those before it",
      spec(container(one), initial: [container("cpu: 3, memory: 0"), sidecar(one)]), [3000, 2],
      [3000, 2]),
    row(
      "overhead is added", spec(container(one), fields: "overhead: {cpu: 250m, memory: 1}"),
      [1250, 2],
      [1250, 2]),
    row(
      "the pod's own requests take the place of its containers'",
      spec(container(one), fields: "resources: {requests: {cpu: 3}}"), [3000, 1], [3000, 1]),
    row(
      "only what the pod itself does not state has defaults",
      spec("{name: c, image: i}", fields: "resources: {requests: {cpu: 3}}"), [3000, 0],
      [3000, defaultMemory]),
    row(
      "overhead comes on top of the pod's own requests",
      spec(container(one), fields: "resources: {requests: {cpu: 3}}, overhead: {cpu: 1}"),
      [4000, 1],
      [4000, 1]),
    row(
      "sums are rounded up, not summands",
      spec(container("cpu: 0.5m, memory: 500m"), container("cpu: 0.5m, memory: 500m")), [1, 1],
      [1, 1]),
  ])
  func requests(row: Row) throws {
    var builder = try SchedulingBuilder()
    let pod = try builder.pending("spec: {\(row.spec)}")
    let requests = builder.scheduler.cache.requirements[pod.template.row].requests
    #expect([requests.effective.milliCPU, requests.effective.memoryBytes] == row.effective)
    #expect([requests.nonZeroMilliCPU, requests.nonZeroMemoryBytes] == row.nonZero)
  }

  @Test(.enabled(if: SharedFolder.has("cases/worked-examples.json")))
  func overheadOfTheDocumentation() throws {
    let example = try #require(try ReferenceTable.example("pod-overhead"))
    let list = try #require(example.input["containers"] as? [[String: Any]])
    let containers = try list.enumerated().map { index, container in
      "{name: c\(index), image: i, resources: \(try ReferenceTable.text(container))}"
    }
    let overhead = try ReferenceTable.text(example.input["overhead"])
    let expected = try #require(example.expected["scheduled_with"] as? [String: String])
    // The API server copies limits into requests.
    var builder = try SchedulingBuilder(appliesDefaults: true)
    func amounts(_ spec: String) throws -> [Int64] {
      let pod = try builder.pending("spec: {\(spec)}")
      let requests = builder.scheduler.cache.requirements[pod.template.row].requests
      return [requests.effective.milliCPU, requests.effective.memoryBytes]
    }
    let stated = try amounts(
      Self.spec(
        Self.container(
          "cpu: \(try #require(expected["cpu"])), memory: \(try #require(expected["memory"]))")))
    let found = try amounts(
      "containers: [\(containers.joined(separator: ", "))], overhead: \(overhead)")
    #expect(found == stated)
    #expect(found[1] == (example.expected["cgroup_memory_bytes"] as? Int).map(Int64.init))
  }

  @Test func theGreaterOfContainersAndInitContainersCounts() throws {
    if let example = try ReferenceTable.example("init-effective") {
      #expect(example.input["rule"] as? String == "max(sum(app), max(init)) per resource")
    }
    for (app, initial) in [(0, 0), (1, 2), (2, 1), (3, 3), (7, 0), (0, 7)] {
      var builder = try SchedulingBuilder()
      let spec = Self.spec(
        Self.container("cpu: \(app)"), Self.container("cpu: \(app)"),
        initial: [Self.container("cpu: \(initial)"), Self.container("cpu: 1")])
      let pod = try builder.pending("spec: {\(spec)}")
      let requests = builder.scheduler.cache.requirements[pod.template.row].requests
      #expect(requests.effective.milliCPU == Int64(max(2 * app, initial, 1)) * 1000)
    }
  }
}
