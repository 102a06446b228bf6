import ClusterSimulation
import NodeAgents
import ScenarioFiles
import SimulationEngine
import Testing

/// How much pods use, as scenarios write it.
@Suite struct UsageTests {
  private static func read(
    _ spec: String, files: [String: String] = [:]
  ) throws -> (configuration: SimulationConfiguration?, lines: [String]) {
    let text = ScenarioText.header + "  duration: 1m\n  \(spec)\n"
    let folder = try ScenarioFolder(files.merging(["scenario.yaml": text]) { $1 })
    defer { folder.remove() }
    return (try? Scenario.read(folder.path("scenario.yaml")).configuration, folder.lines())
  }

  private static func usage(
    _ value: String, files: [String: String] = [:]
  ) throws -> ResourceUsage? {
    try read("behaviors: [{usage: {cpu: \(value)}}]", files: files)
      .configuration?.behaviors[0].behavior.cpuUsage
  }

  private static func amounts(_ usage: ResourceUsage?, _ seconds: [Int64]) -> [Int64]? {
    usage.map { usage in
      seconds.map {
        usage.amount(request: 1000, at: UsageInstant(.seconds($0), startOfRun: .zero))
      }
    }
  }

  @Test func `amounts, shares and curves are read`() throws {
    #expect(try Self.usage("250m") == .constant(250))
    #expect(try Self.usage("{constant: 2}") == .constant(2000))
    #expect(try Self.usage("{ofRequest: 0.6}") == .ofRequest(millionths: 600_000))
    let steps = try Self.usage("{steps: [{at: 0s, value: 100m}, {at: 5m, value: 1}]}")
    #expect(Self.amounts(steps, [0, 299, 300]) == [100, 100, 1000])
    let shares = try Self.usage(
      "{ofRequest: {steps: [{at: 0s, value: 0.5}, {at: 5m, value: 2}]}}")
    #expect(Self.amounts(shares, [0, 300]) == [500, 2000])
    let daily = try Self.usage(
      #"{daily: [{at: "06:00", value: 100m}, {at: "12:00", value: 700m}]}"#)
    #expect(Self.amounts(daily, [6 * 3600, 9 * 3600, 12 * 3600]) == [100, 400, 700])
    let sine = try Self.usage("{sine: {mean: 500m, amplitude: 200m, period: 1h, phase: 15m}}")
    #expect(Self.amounts(sine, [900, 1800, 0]) == [500, 700, 300])
  }

  @Test func `single containers have a usage of their own`() throws {
    let read = try Self.read(
      "behaviors: [{containers: {proxy: {usage: {cpu: 90m, memory: {ofRequest: 2}}, "
        + "startup: 3s}, app: {usage: unknown}}}]")
    let containers = try #require(read.configuration?.behaviors[0].behavior.containers)
    #expect(containers.map(\.name) == ["proxy", "app"])
    #expect(containers.map(\.cpuUsage) == [.constant(90), .unknown])
    #expect(containers.map(\.memoryUsage) == [.ofRequest(millionths: 2_000_000), .unknown])
    #expect(containers[0].behavior.startup != nil)
    let slip = try Self.read("behaviors: [{containers: {proxy: {usage: {cpus: 90m}}}}]")
    #expect(slip.lines.count == 1 && slip.lines[0].contains("cpu"), "\(slip.lines)")
  }

  @Test func `what is held on disks is read, of pods, containers and volumes`() throws {
    let read = try Self.read(
      "behaviors: [{usage: {ephemeralStorage: 1Mi, volumes: {cache: 2Mi, tmp: {steps: "
        + "[{at: 0s, value: 0}, {at: 5m, value: 3Mi}]}}}, "
        + "containers: {proxy: {usage: {ephemeralStorage: {ofRequest: 2}}}}}]")
    let behavior = try #require(read.configuration?.behaviors[0].behavior, "\(read.lines)")
    #expect(behavior.ephemeralStorageUsage == .constant(1 << 20))
    #expect(behavior.volumeUsage.map(\.name) == ["cache", "tmp"])
    #expect(behavior.volumeUsage[0].usage == .constant(2 << 20))
    #expect(Self.amounts(behavior.volumeUsage[1].usage, [0, 300]) == [0, 3 << 20])
    #expect(behavior.containers[0].ephemeralStorageUsage == .ofRequest(millionths: 2_000_000))
    let slip = try Self.read("behaviors: [{usage: {volumes: {cache: {ofRequest: 1}}}}]")
    #expect(slip.lines.count == 1 && slip.lines[0].contains("ofRequest"), "\(slip.lines)")
  }

  @Test func `samples are rows of a file`() throws {
    let files = ["usage.csv": "time_seconds,value,share\n0,100m,0.5\n60.5,2,1.5\n"]
    let value = try Self.usage("{samples: usage.csv}", files: files)
    #expect(Self.amounts(value, [0, 60, 61]) == [100, 100, 2000])
    let share = try Self.usage(
      "{ofRequest: {samples: {file: usage.csv, column: share}}}", files: files)
    #expect(Self.amounts(share, [0, 61]) == [500, 1500])
  }

  @Test func `a load may follow a curve, and be shared`() throws {
    let read = try Self.read(
      "timeline: [{at: 1s, load: {kind: Pod, selector: app=web, cpu: {shared: "
        + "{steps: [{at: 0s, value: 1}, {at: 30s, value: 2}]}}}}]")
    guard case .load(_, let change)? = read.configuration?.timeline.first?.action,
      case .shared(let usage)? = change.cpu
    else {
      Issue.record("\(read.lines)")
      return
    }
    #expect(Self.amounts(usage, [0, 30]) == [1000, 2000])
  }

  @Test func `custom and external metrics are read`() throws {
    let read = try Self.read(
      "metrics: [{name: queue, labels: {q: a}, value: 30}, "
        + "{name: rps, object: {kind: Ingress, name: main}, value: {constant: 5}}, "
        + "{name: hits, namespace: shop, pods: {app: web}, shared: true, value: 100}]")
    let metrics = try #require(read.configuration?.customMetrics)
    #expect(
      metrics.map(\.subject) == [
        .external, .object(kind: "Ingress", name: "main"), .pods(["app": "web"]),
      ])
    #expect(metrics.map(\.value) == [.constant(30_000), .constant(5000), .constant(100_000)])
    #expect(metrics[2].namespace == "shop" && metrics[2].isShared)
  }

  @Test(arguments: [
    ("{steps: []}", "expected at least one entry {at: …, value: …}"),
    ("{steps: [{at: 5m}]}", "at and value are required"),
    (
      "{steps: [{at: 5m, value: 1}, {at: 5m, value: 2}]}",
      "at must be later than the entry before it"
    ),
    ("{stepz: []}", "unknown key; did you mean steps?"),
    (
      "{daily: [{at: 0600, value: 1}]}",
      "expected a time of day in quotes, such as \"06:30\", found \"0600\""
    ),
    ("{sine: {mean: 1}}", "mean, amplitude and period are required"),
    ("{samples: none.csv}", "none.csv"),
    ("{samples: bad.csv}", "column 'value': expected a quantity such as 250m, found 'much'"),
    ("{samples: back.csv}", "expected a later time than in the row before"),
    ("{samples: {file: bad.csv, column: cpu}}", "cpu"),
  ])
  func `a slip is told of at its place`(value: String, message: String) throws {
    let files = [
      "bad.csv": "time_seconds,value\n0,much\n", "back.csv": "time_seconds,value\n5,1\n5,2\n",
    ]
    let lines = try Self.read("behaviors: [{usage: {cpu: \(value)}}]", files: files).lines
    #expect(lines.count == 1 && lines[0].contains(message), "\(lines)")
  }

  @Test func `metrics that mean nothing are told of`() throws {
    let lines = try Self.read(
      "metrics: [{name: a, value: 1, shared: true}, {name: b, value: 1, pods: {a: b}, "
        + "object: {kind: A, name: b}}, {name: c}]"
    ).lines
    #expect(lines.count == 3, "\(lines)")
  }
}
