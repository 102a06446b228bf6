import DecisionCases
import Testing

@Suite struct NoDiskConflictTests {
  static func disk(_ kind: String, _ readOnly: Bool) -> String {
    switch kind {
    case "gce": #""gcePersistentDisk":{"pdName":"d","readOnly":\#(readOnly)}"#
    case "ebs": #""awsElasticBlockStore":{"volumeID":"d","readOnly":\#(readOnly)}"#
    case "iscsi": #""iscsi":{"targetPortal":"t","iqn":"q","lun":0,"readOnly":\#(readOnly)}"#
    default:
      #""rbd":{"monitors":["m","n"],"pool":"p","image":"i","readOnly":\#(readOnly)}"#
    }
  }

  @Test(
    "Disks conflict unless both pods only read and the disk allows that",
    arguments: [
      ("gce", true, [false, false]), ("gce", false, [true, true]),
      ("ebs", true, [true, true]), ("ebs", false, [true, true]),
      ("iscsi", true, [false, false]), ("iscsi", false, [false, true]),
      ("rbd", true, [true, false]), ("rbd", false, [true, true]),
    ])
  func conflicts(kind: String, readOnly: Bool, conflicts: [Bool]) throws {
    for (era, isConflict) in zip([DecisionEra.v1_2, .v1_20], conflicts) {
      var small = SmallCase(era, predicates: ["NoDiskConflict"], priorities: ["EqualPriority"])
      small.nodes = [SmallCase.node("a"), SmallCase.node("b")]
      let volumes = #""volumes":[{"name":"v",\#(Self.disk(kind, readOnly))}]"#
      small.pods = [SmallCase.pod("p", on: "a", spec: volumes)]
      small.pod = SmallCase.pod(spec: volumes)
      #expect(try small.rejectedNodes() == (isConflict ? ["a"] : []), "\(kind) in \(era)")
    }
  }

  @Test("Other disks and other kinds of volumes do not conflict")
  func noConflict() throws {
    var small = SmallCase(.v1_20, predicates: ["NoDiskConflict"], priorities: ["EqualPriority"])
    small.nodes = [SmallCase.node("a")]
    small.pods = [
      SmallCase.pod(
        "p", on: "a",
        spec: #""volumes":[{"name":"v","gcePersistentDisk":{"pdName":"other"}},{"name":"w"}]"#)
    ]
    small.pod = SmallCase.pod(
      spec: #""volumes":[{"name":"v","gcePersistentDisk":{"pdName":"d"}},{"name":"w"}]"#)
    #expect(try small.rejectedNodes() == [])
  }
}
