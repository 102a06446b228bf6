import KubernetesObjects
import SimulationEngine
import Testing

@testable import ClusterState

@Suite struct DeviceColumnsTests {
  private static let gpu = ResourceID(4)

  private static func share(_ milli: Int64) -> DeviceDemand {
    DeviceDemand(resource: gpu, count: 1, milli: milli, isRequested: false)
  }

  private static func whole(_ count: Int64) -> DeviceDemand {
    DeviceDemand(resource: gpu, count: count, milli: 1000, isRequested: true)
  }

  /// A placement: what is taken of each device, what is wanted, and what is chosen.
  struct Row: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let taken: [Int64]
    let demand: DeviceDemand
    let chosen: [Int]

    init(_ sentence: String, _ taken: [Int64], _ demand: DeviceDemand, _ chosen: [Int]) {
      testDescription = sentence
      self.taken = taken
      self.demand = demand
      self.chosen = chosen
    }
  }

  @Test(arguments: [
    Row("An idle node gives a share of its first device", [0, 0], share(500), [0]),
    Row("The tightest device that is enough is taken", [100, 500, 300], share(500), [1]),
    Row("Of equally tight devices the lowest number", [0, 400, 400], share(600), [1]),
    Row("A device that is too full is passed over", [100, 501, 300], share(500), [2]),
    Row("An idle device is opened when no other will do", [501, 0, 0], share(500), [1]),
    Row("A device in one pod's hands carries no share", [1000, 0], share(1), [1]),
    Row("The exact rest fits", [999, 0], share(1), [0]),
    Row("Where no device has enough there is none, whatever the sum", [600, 700], share(500), []),
    Row("Whole devices are the lowest idle ones", [0, 500, 0, 0], whole(2), [0, 2]),
    Row("A device that carries the least of shares is not whole", [1, 0], whole(1), [1]),
    Row("Too few are taken as they are", [0, 1000], whole(2), [0]),
    Row("A node without devices gives none", [], whole(1), []),
  ])
  func choice(row: Row) {
    var columns = DeviceColumns()
    columns.resize(row: 3, to: row.taken.count)
    for (number, milli) in row.taken.enumerated() where milli > 0 {
      columns.add(DeviceSet([number]), Self.share(milli), row: 3, sign: 1)
    }
    #expect(columns.choice(for: row.demand, row: 3).numbers == row.chosen)
  }

  @Test func nodesAreIndependentAndGrow() {
    var columns = DeviceColumns()
    columns.resize(row: 0, to: 2)
    columns.resize(row: 1, to: 1)
    columns.add(DeviceSet([1]), Self.share(300), row: 0, sign: 1)
    columns.resize(row: 0, to: 4)
    #expect((0..<4).map { columns.taken($0, row: 0) } == [0, 300, 0, 0])
    #expect(columns.idleCount(row: 0) == 3 && columns.idleCount(row: 1) == 1)
    columns.resize(row: 0, to: 1)
    #expect(columns.count(row: 0) == 1 && columns.totalFree(row: 0) == 1000)
    // What a device had that went is not forgotten.
    columns.add(DeviceSet([1]), Self.share(300), row: 0, sign: -1)
    columns.resize(row: 0, to: 2)
    #expect(columns.idleCount(row: 0) == 2)
    #expect(columns.count(row: 9) == 0 && columns.largestFree(row: 9) == 0)
    columns.resize(row: 2, to: 100)
    #expect(columns.count(row: 2) == DeviceSet.limit)
  }

  @Test func devicesAreListedAsTheAnnotationHasThem() {
    #expect(DeviceSet([4, 2, 3]).description == "2-3-4")
    #expect(DeviceSet.none.description.isEmpty && DeviceSet.none.isEmpty)
    #expect(DeviceSet([63]).numbers == [63] && DeviceSet([63]).count == 1)
  }

  /// What the columns are compared with: a list of who has what, looked through every time.
  private struct Model {
    var devices: Int
    var holders: [(set: [Int], demand: DeviceDemand)] = []

    func taken(_ device: Int) -> Int64 {
      holders.filter { $0.set.contains(device) }.reduce(0) { $0 + Int64($1.demand.milli) }
    }

    func choice(_ demand: DeviceDemand) -> [Int] {
      if !demand.isShare {
        return Array((0..<devices).filter { taken($0) == 0 }.prefix(Int(demand.count)))
      }
      let fitting = (0..<devices).filter { 1000 - taken($0) >= Int64(demand.milli) }
      let least = fitting.map { 1000 - taken($0) }.min()
      return fitting.first { 1000 - taken($0) == least }.map { [$0] } ?? []
    }

    func hasShares(_ device: Int) -> Bool {
      holders.contains { $0.demand.isShare && $0.set.contains(device) }
    }
  }

  @Test(arguments: 1...20)
  func columnsEqualTheObviousModel(seed: UInt64) {
    var random = RandomStream(seed: seed, name: "devices")
    var columns = DeviceColumns()
    var models: [Model] = []
    for row in 0..<4 {
      models.append(Model(devices: random.index(below: 9)))
      columns.resize(row: row, to: models[row].devices)
    }
    for step in 0..<400 {
      let row = random.index(below: models.count)
      if random.index(below: 5) < 2, !models[row].holders.isEmpty {
        let gone = models[row].holders.remove(
          at: random.index(below: models[row].holders.count))
        columns.add(DeviceSet(gone.set), gone.demand, row: row, sign: -1)
      } else {
        let demand =
          random.index(below: 3) == 0
          ? Self.whole(1 + Int64(random.index(below: 4)))
          : Self.share(50 * (1 + Int64(random.index(below: 19))))
        let expected = models[row].choice(demand)
        let chosen = columns.choice(for: demand, row: row)
        #expect(chosen.numbers == expected, "seed \(seed), step \(step)")
        #expect(columns.areFree(chosen, for: demand, row: row) == !chosen.isEmpty)
        models[row].holders.append((expected, demand))
        columns.add(chosen, demand, row: row, sign: 1)
      }
      expectEqual(columns, models[row], row: row, "seed \(seed), step \(step)")
    }
  }

  private func expectEqual(
    _ columns: DeviceColumns, _ model: Model, row: Int, _ place: String
  ) {
    let taken = (0..<model.devices).map { model.taken($0) }
    #expect((0..<model.devices).map { columns.taken($0, row: row) } == taken, "\(place)")
    #expect(taken.allSatisfy { $0 <= 1000 }, "\(place)")
    #expect(Int64(columns.largestFree(row: row)) == taken.map { 1000 - $0 }.max() ?? 0, "\(place)")
    #expect(
      Int64(columns.totalFree(row: row)) == taken.reduce(0) { $0 + 1000 - $1 }, "\(place)")
    #expect(columns.idleCount(row: row) == taken.count { $0 == 0 }, "\(place)")
    let shared = (0..<model.devices).count { model.hasShares($0) }
    #expect(columns.sharedCount(row: row) == Int64(shared), "\(place)")
  }
}
