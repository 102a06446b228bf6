import Testing

@testable import KubernetesObjects

/// Resource arithmetic and the classes of resource names.
@Suite struct ResourceListTests {
  private func list(_ pairs: [(ResourceName, String)]) throws -> ResourceList {
    ResourceList(try pairs.map { ($0.0, try Quantity(parsing: $0.1)) })
  }

  @Test func sumsAreExactAndRoundedOnce() throws {
    let half = try list([(.cpu, "0.5m"), (.memory, "1500m")])
    #expect(half.amount(of: .cpu) == 1)
    #expect((half + half).amount(of: .cpu) == 1)
    #expect(half.amount(of: .memory) == 2)
    #expect((half + half).amount(of: .memory) == 3)
    #expect((half + half + half).amount(of: .cpu) == 2)
  }

  @Test func entriesAreInOrderOfNameAndUnique() throws {
    let resources = try list([
      (.memory, "1Gi"), (.cpu, "1"), ("nvidia.com/gpu", "2"), (.cpu, "2"),
    ])
    #expect(resources.description == "cpu: 2, memory: 1Gi, nvidia.com/gpu: 2")
    #expect(resources[.pods] == nil)
    #expect(resources.amount(of: .pods) == 0)
  }

  @Test func maximaSumsAndDifferencesGoResourceByResource() throws {
    let a = try list([(.cpu, "1"), (.memory, "1Gi")])
    let b = try list([(.cpu, "500m"), (.memory, "2Gi"), (.pods, "3")])
    #expect(a.maximum(b).description == "cpu: 1, memory: 2Gi, pods: 3")
    #expect((a + b).description == "cpu: 1500m, memory: 3Gi, pods: 3")
    #expect((a - b).description == "cpu: 500m, memory: -1Gi, pods: -3")
    var c = a
    c.override(with: b)
    #expect(c == b)
    c[.pods] = nil
    #expect(c.entries.map(\.name) == [.cpu, .memory])
  }

  @Test(arguments: 0..<4 as Range<UInt64>)
  func arithmeticAgreesWithADictionary(seed: UInt64) {
    var numbers = SeededNumbers(seed: seed)
    let names: [ResourceName] = [.cpu, .memory, .pods, "a.b/c", "hugepages-2Mi"]
    func random() -> [ResourceName: Quantity] {
      var result: [ResourceName: Quantity] = [:]
      for _ in 0..<numbers.below(6) {
        result[numbers.pick(names)] = Quantity(milliValue: Int64(numbers.below(5000)) - 1000)
      }
      return result
    }
    func list(_ dictionary: [ResourceName: Quantity]) -> ResourceList {
      ResourceList(dictionary.map { ($0.key, $0.value) })
    }
    for _ in 0..<200 {
      let (a, b) = (random(), random())
      let negated = b.mapValues { -$0 }
      #expect(list(a) + list(b) == list(a.merging(b, uniquingKeysWith: +)), "seed \(seed)")
      #expect(list(a) - list(b) == list(a.merging(negated, uniquingKeysWith: +)), "seed \(seed)")
      #expect(
        list(a).maximum(list(b)) == list(a.merging(b, uniquingKeysWith: max)), "seed \(seed)")
      var overridden = list(a)
      overridden.override(with: list(b))
      #expect(overridden == list(a.merging(b) { $1 }), "seed \(seed)")
    }
  }

  /// Name, and whether it is native, of huge pages, extended.
  @Test(
    arguments: [
      ("cpu", true, false, false), ("hugepages-2Mi", true, true, false),
      ("nvidia.com/gpu", false, false, true), ("kubernetes.io/batch", true, false, false),
      ("requests.example.com/x", false, false, false), ("example.com/", false, false, false),
      ("attachable-volumes-csi-x", true, false, false),
    ] as [(String, Bool, Bool, Bool)])
  func aNameTellsItsClass(text: String, native: Bool, huge: Bool, extended: Bool) {
    let name = ResourceName(rawValue: text)
    #expect(name.isNative == native)
    #expect(name.isHugePages == huge)
    #expect(name.isExtended == extended)
    #expect(name.isAttachableVolumes == text.hasPrefix("attachable"))
  }

  @Test func theServiceClassFollowsFromRequestsAndLimits() throws {
    let both = try list([(.cpu, "1"), (.memory, "1Gi")])
    let none = ResourceRequirements()
    let equal = ResourceRequirements(requests: both, limits: both)
    #expect(QualityOfServiceClass(containers: [none, none]) == .bestEffort)
    #expect(QualityOfServiceClass(containers: [equal, equal]) == .guaranteed)
    #expect(QualityOfServiceClass(containers: [equal, none]) == .burstable)
    let other = ResourceRequirements(requests: try list([(.pods, "1")]))
    #expect(QualityOfServiceClass(containers: [other]) == .bestEffort)
    let zero = ResourceRequirements(requests: try list([(.cpu, "0")]))
    #expect(QualityOfServiceClass(containers: [zero]) == .bestEffort)
  }

  /// Memory request and capacity in MiB, and the score of a burstable container.
  @Test(
    arguments: [
      (0, 4096, 999), (1, 4096, 999), (40, 4096, 991), (2048, 4096, 500), (4096, 4096, 3),
      (8192, 4096, 3), (10, 0, 999), (Int64.max >> 20, 4096, 3),
    ] as [(Int64, Int64, Int)])
  func aBurstableContainerIsScoredByItsShareOfMemory(
    request: Int64, capacity: Int64, score: Int
  ) {
    let found = QualityOfServiceClass.burstable.outOfMemoryScore(
      memoryRequest: request << 20, memoryCapacity: capacity << 20)
    #expect(found == score)
  }

  @Test func criticalAndGuaranteedPodsAreKilledLast() {
    func score(_ quality: QualityOfServiceClass, _ isCritical: Bool, _ base: Int) -> Int {
      quality.outOfMemoryScore(
        memoryRequest: 0, memoryCapacity: 1, isCritical: isCritical, guaranteedScore: base)
    }
    #expect(score(.bestEffort, true, -997) == -997)
    #expect(score(.guaranteed, false, -998) == -998)
    #expect(score(.bestEffort, false, -997) == 1000)
  }
}
