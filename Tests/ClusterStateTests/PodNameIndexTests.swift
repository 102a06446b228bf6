import SimulationEngine
import Testing

@testable import ClusterState

/// The index of pods' names, held against a dictionary.
struct PodNameIndexTests {
  @Test(arguments: 0..<20 as Range<UInt64>)
  func `finds what a dictionary finds, through insertions and removals`(seed: UInt64) {
    var random = RandomStream(seed: seed, name: "names")
    var index = PodNameIndex()
    var model: [NamespacedName: PodID] = [:]
    var names: [NamespacedName] = []
    let nameCount = random.integer(in: 1...300)
    for _ in 0..<2000 {
      let name = NamespacedName(
        Symbol(random.index(below: 3)),
        PodName(
          base: Symbol(random.index(below: 4)),
          suffix: Int32(random.integer(in: 0...nameCount)) * (seed % 2 == 0 ? 1 : 4096)))
      let found = index.find(name) { names[$0.row] == name }
      #expect(found == model[name], "seed \(seed)")
      if let found {
        index.remove(found, name)
        model[name] = nil
      } else {
        let pod = PodID(names.count)
        names.append(name)
        index.insert(pod, name)
        model[name] = pod
      }
      #expect(index.count == model.count, "seed \(seed)")
    }
    for (name, pod) in model { #expect(index.find(name) { names[$0.row] == name } == pod) }
  }

  @Test func aPodThatIsNotThereIsNotTakenOut() {
    var index = PodNameIndex()
    let name = NamespacedName(Symbol(1), PodName(Symbol(2)))
    index.insert(PodID(0), name)
    index.remove(PodID(1), name)
    #expect(index.count == 1)
    #expect(index.find(name) { $0 == PodID(0) } == PodID(0))
  }
}
