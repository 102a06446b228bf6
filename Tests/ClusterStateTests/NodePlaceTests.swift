import ClusterState
import KubernetesObjects
import Testing

@Suite("Where a node is")
struct NodePlaceTests {
  struct Case: CustomTestStringConvertible {
    let name: String
    let labels: Labels
    let zone: String?
    var testDescription: String { name }
  }

  static let cases = [
    Case(name: "no label, no zone", labels: ["zone": "a"], zone: nil),
    Case(name: "the label of today", labels: [NodeLabels.zone: "a"], zone: "a"),
    Case(name: "the label of before 1.17", labels: [NodeLabels.betaZone: "a"], zone: "a"),
    Case(
      name: "the older label goes first, as in GetZoneKey",
      labels: [NodeLabels.zone: "new", NodeLabels.betaZone: "old"], zone: "old"),
    Case(
      name: "an empty label is a label", labels: [NodeLabels.zone: "a", NodeLabels.betaZone: ""],
      zone: ""),
  ]

  @Test("labels as texts and as symbols name the same zone", arguments: cases)
  func zone(_ item: Case) {
    var cluster = ClusterState()
    let labels = cluster.intern(item.labels)
    #expect(item.labels.zone == item.zone)
    #expect(labels.zone(cluster.symbols).map { cluster.symbols[$0] } == item.zone)
  }

  @Test("the region is read in the same order")
  func region() {
    var cluster = ClusterState()
    let labels = cluster.intern([NodeLabels.region: "new", NodeLabels.betaRegion: "old"])
    #expect(labels.region(cluster.symbols).map { cluster.symbols[$0] } == "old")
    #expect(LabelSet.empty.region(cluster.symbols) == nil)
  }
}
