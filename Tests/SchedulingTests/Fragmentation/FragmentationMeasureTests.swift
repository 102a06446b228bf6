import ClusterState
import Scheduling
import Testing

@Suite struct FragmentationMeasureTests {
  private static func classes(
    _ kind: TypicalPodKind, milliCPU: Int64 = 8000, left: [Int32], model: String? = nil
  ) -> FragmentationClasses {
    var symbols = SymbolTable()
    let measure = FragmentationMeasure(TypicalPods([(kind, 1)]), &symbols)
    var left = left
    let symbol = model.map { symbols.intern($0) }
    return left.withUnsafeMutableBufferPointer {
      measure.classes(milliCPU: milliCPU, left: $0, model: symbol)
    }
  }

  private static func only(
    _ path: WritableKeyPath<FragmentationClasses, Double>, _ value: Double
  ) -> FragmentationClasses {
    var classes = FragmentationClasses()
    classes[keyPath: path] = value
    return classes
  }

  @Test("Each case adds to its class")
  func cases() {
    let share = TypicalPodKind(milliCPU: 4000, count: 1, milli: 500)
    let left: [Int32] = [1000, 300, 0]
    var expected = Self.only(\.usable, 1000)
    expected.lackGPU = 300
    #expect(Self.classes(share, left: left) == expected)
    #expect(expected.fragmented == 300 && expected.idle == 1300)
    #expect(Self.classes(share, milliCPU: 3999, left: left) == Self.only(\.lackCPU, 1300))
    #expect(Self.classes(share, left: [400, 300]) == Self.only(\.lackGPU, 700))
    #expect(Self.classes(share, milliCPU: 0, left: [400]) == Self.only(\.lackBoth, 400))
    let plain = TypicalPodKind(milliCPU: 4000)
    #expect(Self.classes(plain, left: left) == Self.only(\.cpuOnly, 1300))
    #expect(Self.classes(plain, milliCPU: 0, left: left) == Self.only(\.cpuOnlyLackCPU, 1300))
    let choosy = TypicalPodKind(milliCPU: 0, count: 2, milli: 1000, models: "A10|T4")
    #expect(Self.classes(choosy, left: left, model: "V100") == Self.only(\.model, 1300))
    #expect(Self.classes(choosy, left: left) == Self.only(\.model, 1300))
    #expect(
      Self.classes(choosy, left: [1000, 1000], model: "T4") == Self.only(\.usable, 2000))
  }

  @Test("The ledger follows pods that come and go, and sums what a full count sums")
  func ledger() throws {
    var cluster = try SmallCluster()
    for name in ["b", "a"] {
      try cluster.addNode(name, allocatable: "cpu: 16, memory: 10Gi, nvidia.com/gpu: 2")
    }
    let measure = FragmentationMeasure(
      FragmentationGradientTests.typical, &cluster.state.symbols)
    var ledger = FragmentationLedger(measure)
    func totals() -> FragmentationLedger.Totals {
      ledger.update(cluster.scheduler.cache, cluster.state.symbols)
      return ledger.totals(cluster.scheduler.cache)
    }
    let idle = totals()
    #expect(idle.capacityMilli == 4000 && idle.allocatedMilli == 0)
    #expect(idle.classes.fragmented == 800)
    let pod = try cluster.pod(
      requests: "cpu: 4", annotations: "alibabacloud.com/gpu-milli: \"500\"")
    cluster.place(pod, on: "a")
    #expect(totals().allocatedMilli == 500)
    #expect(totals().classes.fragmented == 850)
    try cluster.addNode("c", allocatable: "cpu: 16, memory: 10Gi, nvidia.com/gpu: 2")
    #expect(totals().capacityMilli == 6000)
    #expect(totals().classes.fragmented == 1250)
    let node = try #require(cluster.node("a"))
    cluster.scheduler.cache.removePod(pod.pod, from: node)
    #expect(totals().classes.fragmented == 1200)
    cluster.scheduler.cache.removeNode(node)
    #expect(totals().classes.fragmented == 800)
  }
}
