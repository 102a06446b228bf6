import ClusterState
import SimulationEngine
import Testing

@Suite("NodeSet")
struct NodeSetTests {
  @Test("agrees with a Set of integers over random operations", arguments: 0..<20 as Range<UInt64>)
  func agreesWithReference(seed: UInt64) {
    var random = RandomStream(seed: seed, name: "NodeSet")
    var (set, reference) = (NodeSet(), Set<Int>())
    var (other, otherReference) = (NodeSet(capacity: 10), Set<Int>())
    for _ in 0..<300 {
      let node = random.index(below: 200)
      switch random.index(below: 6) {
      case 0, 1:
        set.insert(NodeID(node))
        reference.insert(node)
      case 2:
        set.remove(NodeID(node))
        reference.remove(node)
      case 3:
        other.insert(NodeID(node))
        otherReference.insert(node)
      case 4:
        set.formUnion(other)
        reference.formUnion(otherReference)
      default:
        set.retain { $0.row != node }
        reference.remove(node)
      }
      #expect(members(of: set) == reference.sorted(), "seed \(seed)")
      #expect(set.count == reference.count, "seed \(seed)")
      #expect(set.members.map(\.row) == reference.sorted(), "seed \(seed)")
      #expect(set.first?.row == reference.min(), "seed \(seed)")
      let limit = random.index(below: 300)
      #expect(set.count(below: limit) == reference.count { $0 < limit }, "seed \(seed)")
    }
    var both = set
    both.formIntersection(other)
    #expect(members(of: both) == reference.intersection(otherReference).sorted(), "seed \(seed)")
    set.subtract(other)
    #expect(members(of: set) == reference.subtracting(otherReference).sorted(), "seed \(seed)")
  }

  @Test("takes up what a list gives, in any order", arguments: 0..<20 as Range<UInt64>)
  func insertsLists(seed: UInt64) {
    var random = RandomStream(seed: seed, name: "NodeSet lists")
    let list = (0..<random.index(below: 200)).map { _ in random.index(below: 300) }
    var set = NodeSet(capacity: 100)
    set.insert(forEach: list.indices) { list[$0] % 3 == 0 ? nil : NodeID(list[$0]) }
    #expect(members(of: set) == Set(list.filter { $0 % 3 != 0 }).sorted(), "\(list)")
  }

  @Test("sets with the same members are equal whatever room they have")
  func equalityIgnoresCapacity() {
    var small = NodeSet()
    var large = NodeSet(capacity: 1000)
    small.insert(NodeID(3))
    #expect(small != large)
    large.insert(NodeID(3))
    #expect(small == large)
  }

  @Test("the set of all nodes below a count has exactly these", arguments: [0, 1, 63, 64, 65, 200])
  func allBelow(count: Int) {
    #expect(members(of: NodeSet(all: count)) == Array(0..<count))
    #expect(NodeSet(all: count).members.map(\.row) == Array(0..<count))
  }

  private func members(of set: NodeSet) -> [Int] {
    var members: [Int] = []
    set.forEach { members.append($0.row) }
    return members
  }
}
