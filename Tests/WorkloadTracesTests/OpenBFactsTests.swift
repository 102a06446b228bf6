import KubernetesObjects
import SimulationEngine
import TestSupport
import Testing
import WorkloadTraces

/// The published facts about the trace, against the real files where they are at hand.
@Suite(.enabled(if: SharedFolder.has("data/alibaba-openb-2023"))) struct OpenBFactsTests {
  private static func file(_ name: String) throws -> [UInt8] {
    try #require(try SharedFolder.bytes("data/alibaba-openb-2023/openb_\(name).csv"))
  }

  private static func pods(_ list: String) throws -> WorkloadTrace {
    try OpenBTrace.readPods(file("pod_list_\(list)"), file: "openb_pod_list_\(list).csv")
  }

  private static func total(_ nodes: [Node], _ resource: ResourceName) -> Int64 {
    nodes.reduce(0) { $0 + $1.status.allocatable.amount(of: resource) }
  }

  /// The value at nearest rank: the smallest that at least `percent` of all do not exceed.
  private static func quantile(_ percent: Int, _ sorted: [Int64]) -> Int64 {
    sorted[(sorted.count * percent + 99) / 100 - 1]
  }

  @Test func theNodeListsHaveThePublishedSizes() throws {
    let gpuNodes = try OpenBTrace.readNodes(Self.file("node_list_gpu_node"), file: "gpu.csv")
    #expect(gpuNodes.count == 1213)
    #expect(Self.total(gpuNodes, TraceDevices.gpu) == 6212)
    #expect(Self.total(gpuNodes, .cpu) == 107_018_000)
    let models = Set(gpuNodes.compactMap { $0.metadata.labels[TraceDevices.modelLabel] })
    #expect(models.sorted() == ["A10", "G2", "G3", "P100", "T4", "V100M16", "V100M32"])
    let nodes = try OpenBTrace.readNodes(Self.file("node_list_all_node"), file: "all.csv")
    #expect(nodes.count == 1523)
    #expect(Self.total(nodes, .cpu) == 125_514_000)
    #expect(Self.total(nodes, .memory) == 612_028_416 << 20)
  }

  @Test func theDefaultPodListHasThePublishedPods() throws {
    let trace = try Self.pods("default")
    #expect(trace.arrivals.count == 8152 && trace.names.count == 8152)
    // 151 kinds of requests; with the service class as a label, 162 templates.
    #expect(trace.templates.count == 162)
    let unlabelled = Set(
      trace.templates.map { template in
        var template = template
        template.pod.metadata.labels = Labels()
        return template
      })
    #expect(unlabelled.count == 151)
    let devices = trace.arrivals.map { trace.templates[Int($0.template)].devices }
    // 97.98 % of the capacity, 6,212,000 thousandths.
    let demand = devices.reduce(0) { $0 + ($1?.totalThousandths ?? 0) }
    #expect((demand * 10_000 + 3_106_000) / 6_212_000 == 9798)
    func pods(with count: Int64) -> Int { devices.count { ($0?.count ?? 0) == count } }
    #expect([0, 1, 2, 4, 8].map(pods) == [1088, 6989, 16, 15, 44])
    #expect(devices.count { $0?.isShare ?? false } == 3078)
  }

  @Test func thePhasesAndClassesAreCounted() throws {
    let trace = try Self.pods("default")
    func pods(in phase: PodPhase) -> Int { trace.outcomes.count { $0.phase == phase } }
    #expect([.running, .failed, .pending, .succeeded].map(pods) == [5193, 1870, 897, 192])
    func pods(of serviceClass: String) -> Int {
      trace.arrivals.count {
        trace.templates[Int($0.template)].pod.metadata.labels["qos"] == serviceClass
      }
    }
    #expect(["LS", "BE", "Burstable", "Guaranteed"].map(pods) == [4647, 3398, 100, 7])
  }

  @Test func theRecordedTimesHaveThePublishedQuantiles() throws {
    let trace = try Self.pods("default")
    #expect(trace.lastEvent == .seconds(12_902_960))
    #expect(zip(trace.arrivals, trace.arrivals.dropFirst()).allSatisfy { $0.time <= $1.time })
    let waits = zip(trace.arrivals, trace.outcomes).compactMap { arrival, outcome in
      outcome.scheduled.map { ($0 - arrival.time).microseconds / 1_000_000 }
    }.sorted()
    #expect(waits.count == 7255)
    #expect([50, 90, 95].map { Self.quantile($0, waits) } == [2, 106, 241])
    #expect(waits.last == 14_330)
    // The published 890 s lies between two waits, 874 and 908 s: it was interpolated.
    #expect(Self.quantile(99, waits) == 908)
    let position = 0.99 * Double(waits.count - 1)
    let (below, above) = (Double(waits[Int(position)]), Double(waits[Int(position) + 1]))
    #expect((below + (above - below) * (position - position.rounded(.down))).rounded() == 890)
    let residences = trace.arrivals.compactMap { $0.runtime.map { $0.microseconds / 1_000_000 } }
      .sorted()
    #expect(residences.count == 7255)
    #expect([50, 90].map { Self.quantile($0, residences) } == [616, 7764])
    // A pod that was never scheduled never ends.
    #expect(
      zip(trace.arrivals, trace.outcomes).allSatisfy { arrival, outcome in
        (arrival.runtime == nil) == (outcome.phase == .pending)
      })
  }

  @Test(arguments: [("cpu050", 7439), ("gpushare100", 8152), ("gpuspec33", 8152)])
  func everyOtherListIsRead(list: String, count: Int) throws {
    let trace = try Self.pods(list)
    #expect(trace.arrivals.count == count && trace.outcomes.count == count)
  }

  @Test func theListOfFiveColumnsHasNoTimes() throws {
    let trace = try Self.pods("multigpu20")
    #expect(trace.arrivals.count == 8324)
    #expect(trace.outcomes.isEmpty)
    #expect(trace.arrivals.allSatisfy { $0.time == .zero && $0.runtime == nil })
    #expect(trace.names.first == "openb-pod-0000")
  }

  @Test func aListWithModelsAsksForThem() throws {
    let trace = try Self.pods("gpuspec33")
    let asking = trace.templates.filter { $0.pod.spec.affinity != nil }
    #expect(!asking.isEmpty)
    #expect(asking.allSatisfy { $0.devices != nil })
  }
}
