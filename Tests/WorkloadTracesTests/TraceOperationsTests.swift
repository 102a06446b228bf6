import KubernetesObjects
import SimulationEngine
import StructuredText
import TestSupport
import Testing
import WorkloadTraces

@Suite struct TraceOperationsTests {
  /// Pods of all sizes on nodes with ten GPUs.
  private static func trace(pods count: Int = 40) throws -> WorkloadTrace {
    let nodes = "sn,cpu_milli,memory_mib,gpu,model\nb,64000,262144,8,T4\na,64000,262144,2,T4\n"
    var pods = "name,cpu_milli,memory_mib,num_gpu,gpu_milli,pod_phase,creation_time,"
    pods += "deletion_time,scheduled_time\n"
    for row in 0..<count {
      let gpus = ["1,250", "2,1000", "0,0", "1,1000"][row % 4]
      pods += "p\(row),1000,1024,\(gpus),Succeeded,\(row * 10),\(row * 10 + 100),\(row * 10)\n"
    }
    return try OpenBTrace.readPods(
      Array(pods.utf8), file: "pods.csv",
      nodes: try OpenBTrace.readNodes(Array(nodes.utf8), file: "nodes.csv"))
  }

  private static func stream(_ seed: UInt64 = 1) -> (String) -> RandomStream {
    { RandomStream(seed: seed, name: "traces/0/\($0)") }
  }

  private static func milli(_ trace: WorkloadTrace) -> Int64 {
    trace.arrivals.reduce(0) {
      $0 + (trace.templates[Int($1.template)].devices?.totalThousandths ?? 0)
    }
  }

  private static func list(_ text: String) -> TraceList {
    TraceList(file: "list.txt", bytes: Array(text.utf8))
  }

  @Test func withoutOperationsNothingChanges() throws {
    let trace = try Self.trace()
    let same = try trace.applying(TraceOperations(), Self.stream())
    #expect(Array(same.names) == Array(trace.names) && same.arrivals == trace.arrivals)
    #expect(same.outcomes == trace.outcomes)
  }

  @Test func aListNamesPodsInItsOrderAndTwiceIsTwo() throws {
    var operations = TraceOperations()
    operations.order = .listed(Self.list("p3\np0\np3\np3\n"))
    operations.ranks = Self.list("node,rank\na,0\nb,1\n")
    operations.spacing = .seconds(2)
    operations.hasNoDepartures = true
    let trace = try Self.trace().applying(operations, Self.stream())
    #expect(Array(trace.names) == ["p3", "p0", "p3-2", "p3-3"])
    #expect(trace.arrivals.map(\.time) == [.seconds(2), .seconds(4), .seconds(6), .seconds(8)])
    #expect(trace.arrivals.allSatisfy { $0.runtime == nil })
    #expect(trace.nodes.map(\.metadata.name) == ["a", "b"])
    #expect(trace.outcomes.allSatisfy { $0.scheduled == nil })
  }

  @Test func everyProblemOfAListIsToldAtItsLine() throws {
    var operations = TraceOperations()
    operations.order = .listed(Self.list("p3\nq\n\nr\n"))
    let trace = try Self.trace()
    #expect(
      Self.problems(trace, operations) == [
        "list.txt:2:1: error: there is no pod \"q\" in the trace; expected the name of one",
        "list.txt:4:1: error: there is no pod \"r\" in the trace; expected the name of one",
      ])
    operations = TraceOperations()
    operations.ranks = Self.list("a,1\nb\na,2\n")
    #expect(
      Self.problems(trace, operations) == [
        "list.txt:2:1: error: expected a node's name, a comma and its rank",
        "list.txt:3:1: error: \"a\" is there twice",
        "list.txt: error: node b has no rank; expected one for each node",
      ])
  }

  private static func problems(
    _ trace: WorkloadTrace, _ operations: TraceOperations
  ) -> [String] {
    do throws(DiagnosticList) {
      _ = try trace.applying(operations, stream())
      return []
    } catch {
      return error.diagnostics.map(\.description)
    }
  }

  @Test(arguments: UInt64(1)...20)
  func aShuffleKeepsEveryPodAndTheInstants(seed: UInt64) throws {
    var operations = TraceOperations()
    operations.order = .drawn(seed % 2 == 0 ? .stream : .go(seed: Int64(seed)))
    let trace = try Self.trace()
    let shuffled = try trace.applying(operations, Self.stream(seed))
    #expect(Array(shuffled.names) != Array(trace.names))
    #expect(shuffled.names.sorted() == trace.names.sorted())
    #expect(shuffled.arrivals.map(\.time) == trace.arrivals.map(\.time))
    let again = try trace.applying(operations, Self.stream(seed))
    #expect(Array(again.names) == Array(shuffled.names))
    #expect(
      shuffled.nodes.map(\.metadata.name).sorted() == trace.nodes.map(\.metadata.name).sorted())
  }

  @Test(arguments: UInt64(1)...20)
  func inflationComesAsNearToItsShareAsOnePod(seed: UInt64) throws {
    let trace = try Self.trace()
    for share in [Int64(0), 500_000, 1_000_000, 3_250_000, 5_000_000] {
      var operations = TraceOperations()
      operations.inflation = share
      let changed = try trace.applying(operations, Self.stream(seed))
      let target = 10_000 * share / 1_000_000
      #expect(Self.milli(changed) <= target)
      // The largest pod asks for two GPUs.
      #expect(Self.milli(changed) > target - 2000 || target == 0)
      #expect(Set(changed.names).count == changed.names.count)
    }
  }

  @Test func scalingByOneIsNothing() throws {
    var operations = TraceOperations()
    operations.hasNoDepartures = true
    let plain = try Self.trace().applying(operations, Self.stream())
    operations.timeScale = 1_000_000
    operations.loadScale = 1_000_000
    operations.window = .zero ..< .latest
    let scaled = try Self.trace().applying(operations, Self.stream())
    #expect(Array(scaled.names) == Array(plain.names) && scaled.arrivals == plain.arrivals)
  }

  @Test(arguments: UInt64(1)...20)
  func scalesMultiplyInstantsAndPods(seed: UInt64) throws {
    let trace = try Self.trace()
    var operations = TraceOperations()
    operations.timeScale = 500_000
    #expect(
      try trace.applying(operations, Self.stream(seed)).arrivals.map(\.time.microseconds)
        == trace.arrivals.map { $0.time.microseconds / 2 })
    operations = TraceOperations()
    operations.loadScale = 2_500_000
    let more = try trace.applying(operations, Self.stream(seed))
    #expect((81...119).contains(more.arrivals.count))
    #expect(more.arrivals.map(\.time) == more.arrivals.map(\.time).sorted())
    #expect(Set(more.names).count == more.names.count)
    operations.loadScale = 3_000_000
    #expect(try trace.applying(operations, Self.stream(seed)).arrivals.count == 120)
    operations.loadScale = 0
    #expect(try trace.applying(operations, Self.stream(seed)).arrivals.isEmpty)
  }

  @Test func aWindowBeginsAtZero() throws {
    var operations = TraceOperations()
    operations.window = .seconds(100) ..< .seconds(130)
    let trace = try Self.trace().applying(operations, Self.stream())
    #expect(Array(trace.names) == ["p10", "p11", "p12"])
    #expect(trace.arrivals.map(\.time) == [.zero, .seconds(10), .seconds(20)])
    #expect(trace.arrivals.allSatisfy { $0.runtime == .seconds(100) })
  }

  @Test(arguments: UInt64(1)...20)
  func aBootstrapKeepsTheContentOfItsBlocks(seed: UInt64) throws {
    let trace = try Self.trace()
    var operations = TraceOperations()
    operations.block = .seconds(70)
    let drawn = try trace.applying(operations, Self.stream(seed))
    var contents: [[String]] = []
    // 400 s are six blocks; of the last only 50 s are there.
    for block in 0..<6 {
      let rows = trace.arrivals.indices.filter {
        trace.arrivals[$0].time.microseconds / 70_000_000 == block
      }
      contents.append(
        rows.map { "\(trace.names[$0]) \(trace.arrivals[$0].time.microseconds % 70_000_000)" })
    }
    for block in Int64(0)..<6 {
      let rows = drawn.arrivals.indices.filter {
        drawn.arrivals[$0].time.microseconds / 70_000_000 == block
      }
      let content = rows.map { row in
        let name = drawn.names[row].prefix { $0 != "-" }
        return "\(name) \(drawn.arrivals[row].time.microseconds % 70_000_000)"
      }
      #expect(contents.contains(content), "block \(block)")
    }
    #expect(Set(drawn.names).count == drawn.names.count)
    let again = try trace.applying(operations, Self.stream(seed))
    #expect(again.arrivals == drawn.arrivals)
  }

  @Test func aLimitComesFirst() throws {
    var operations = TraceOperations()
    operations.limit = 3
    operations.order = .drawn(.stream)
    let trace = try Self.trace().applying(operations, Self.stream())
    #expect(trace.names.sorted() == ["p0", "p1", "p2"])
  }

  /// The orders and ranks that were published for three seeds, where they are at hand.
  @Test(
    .enabled(if: SharedFolder.has("data/fgd-atc23-expected")), arguments: [42, 43, 44])
  func goDrawsThePublishedOrders(seed: Int64) throws {
    func text(_ path: String) throws -> String {
      String(decoding: try #require(try SharedFolder.bytes("data/\(path)")), as: UTF8.self)
    }
    func table(_ name: String) throws -> [UInt8] {
      try #require(try SharedFolder.bytes("data/alibaba-openb-2023/openb_\(name).csv"))
    }
    let trace = try OpenBTrace.readPods(
      table("pod_list_default"), file: "pods.csv",
      nodes: try OpenBTrace.readNodes(table("node_list_gpu_node"), file: "nodes.csv"))
    var operations = TraceOperations()
    operations.order = .drawn(.go(seed: seed))
    operations.inflation = 1_300_000
    let drawn = try trace.applying(operations, Self.stream())
    operations = TraceOperations()
    let orders = "fgd-atc23-expected/orders"
    operations.order = .listed(
      Self.list(try text("\(orders)/default.seed\(seed).arrivals.txt.gz")))
    operations.ranks = Self.list(
      try text("\(orders)/noderank.n1213.default.seed\(seed).txt.gz"))
    let listed = try trace.applying(operations, Self.stream())
    #expect(Array(drawn.names) == Array(listed.names))
    #expect(drawn.arrivals == listed.arrivals)
    #expect(drawn.nodes.map(\.metadata.name) == listed.nodes.map(\.metadata.name))
  }
}
