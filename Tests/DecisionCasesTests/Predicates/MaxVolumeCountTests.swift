import DecisionCases
import Testing

@Suite struct MaxVolumeCountTests {
  static func volumes(_ kind: String, _ names: [String]) -> String {
    let sources = names.map { name in
      let source =
        kind == "ebs"
        ? #""awsElasticBlockStore":{"volumeID":"\#(name)"}"#
        : #""gcePersistentDisk":{"pdName":"\#(name)"}"#
      return #"{"name":"\#(name)",\#(source)}"#
    }
    return #""volumes":[\#(sources.joined(separator: ","))]"#
  }

  static func names(_ range: Range<Int>) -> [String] { range.map { "d\($0)" } }

  @Test(
    "A node takes so many different volumes and not one more",
    arguments: [("MaxEBSVolumeCount", "ebs", 39), ("MaxGCEPDVolumeCount", "gce", 16)],
    [DecisionEra.v1_2, .v1_20])
  func limit(predicate: (name: String, kind: String, limit: Int), era: DecisionEra) throws {
    var small = SmallCase(era, predicates: [predicate.name], priorities: ["EqualPriority"])
    small.nodes = [SmallCase.node("full"), SmallCase.node("free")]
    small.pods = [
      SmallCase.pod(
        "p", on: "full", spec: Self.volumes(predicate.kind, Self.names(0..<predicate.limit))),
      SmallCase.pod(
        "q", on: "free", spec: Self.volumes(predicate.kind, Self.names(1..<predicate.limit))),
    ]
    small.pod = SmallCase.pod(spec: Self.volumes(predicate.kind, ["new"]))
    #expect(try small.rejectedNodes() == ["full"])
    small.pod = SmallCase.pod(spec: Self.volumes(predicate.kind, ["d3"]))
    #expect(try small.rejectedNodes() == [], "a volume that is there counts once")
    small.pod = SmallCase.pod()
    #expect(try small.rejectedNodes() == [], "a pod without volumes adds none")
  }

  @Test(
    "Machines on Nitro take fewer, but not in the first era",
    arguments: [
      ("m5.large", 25), ("c5d.xlarge", 25), ("r5.large", 25), ("t3.micro", 25), ("z1d.large", 25),
      ("m4.large", 39), ("am5.large", 39), ("t2.micro", 39), ("", 39),
    ])
  func machineTypes(type: String, limit: Int) throws {
    for (key, era, most) in [
      ("node.kubernetes.io/instance-type", DecisionEra.v1_20, limit),
      ("beta.kubernetes.io/instance-type", .v1_20, limit),
      ("beta.kubernetes.io/instance-type", .v1_2, 39),
    ] {
      var small = SmallCase(
        era, predicates: ["MaxEBSVolumeCount"], priorities: ["EqualPriority"])
      let labels = type.isEmpty ? "" : #""\#(key)":"\#(type)""#
      small.nodes = [SmallCase.node("n", labels: labels)]
      small.pod = SmallCase.pod(spec: Self.volumes("ebs", ["new"]))
      for (present, isFull) in [(most - 1, false), (most, true)] {
        small.pods = [
          SmallCase.pod("p", on: "n", spec: Self.volumes("ebs", Self.names(0..<present)))
        ]
        #expect(try small.rejectedNodes() == (isFull ? ["n"] : []), "\(era), \(present) volumes")
      }
    }
  }

  @Test("Claims count as the volumes behind them, and as one of their own while unknown")
  func claims() throws {
    var small = SmallCase(.v1_2, predicates: ["MaxGCEPDVolumeCount"], priorities: ["EqualPriority"])
    small.nodes = [SmallCase.node("full")]
    small.pods = [SmallCase.pod("p", on: "full", spec: Self.volumes("gce", Self.names(0..<16)))]
    small.objects = [
      #"""
      "persistentvolumes":[{"metadata":{"name":"pv"},"spec":{"gcePersistentDisk":{"pdName":"d3"}}}]
      """#,
      #"""
      "persistentvolumeclaims":[{"metadata":{"name":"known"},"spec":{"volumeName":"pv"}}]
      """#,
    ]
    func claim(_ name: String) -> String {
      SmallCase.pod(
        spec: #""volumes":[{"name":"v","persistentVolumeClaim":{"claimName":"\#(name)"}}]"#)
    }
    small.pod = claim("known")
    #expect(try small.rejectedNodes() == [])
    small.pod = claim("unheard-of")
    #expect(try small.rejectedNodes() == ["full"])
  }
}
