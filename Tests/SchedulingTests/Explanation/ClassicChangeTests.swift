import KubernetesObjects
import Testing

@testable import Scheduling

/// What would have to change by the predicates of the first years.
struct ClassicChangeTests {
  static let crowded =
    "\(NodeChangeTests.node("a", "metadata: {labels: {disk: hdd}}", pods: 1))\n"
    + "Pod web@a \(NodeChangeTests.port(80))"
  static let demanding =
    "spec: {nodeSelector: {disk: ssd}, containers: [{name: c, image: i, "
    + "resources: {requests: {cpu: 2500m, memory: 5Gi}}, "
    + "ports: [{containerPort: 1, hostPort: 80, protocol: UDP}]}]}"

  @Test func kubernetes1_2ReportsOneAndTheExplanationAll() throws {
    let policy = try ClassicPolicy(nil, era: .v1_2)
    try ChangeRow(
      "general predicates", Self.crowded, Self.demanding,
      [
        "a": [
          "1 pod fewer", "500m more cpu (the node has 2)",
          "1Gi more memory (the node has 4Gi)",
          "host port 80/UDP free (held by default/web)", "label disk=ssd",
        ]
      ]
    ).check(policy)
  }

  @Test func kubernetes1_20TellsPortsApart() throws {
    let policy = try ClassicPolicy(nil, era: .v1_20)
    try ChangeRow(
      "plugins by default", Self.crowded, Self.demanding,
      [
        "a": [
          "1 pod fewer", "500m more cpu (the node has 2)",
          "1Gi more memory (the node has 4Gi)", "label disk=ssd",
        ]
      ]
    ).check(policy)
  }

  @Test(arguments: [
    (NodeChangeTests.node("a", pods: 0), "Too many pods"),
    (NodeChangeTests.node("a"), "Insufficient cpu"),
    ("Node a status: {allocatable: {cpu: 4, memory: 1Gi, pods: 9}}", "Insufficient memory"),
  ])
  func kubernetes1_2NamesWhatIsShortFirst(given: String, reason: String) throws {
    var policy = Policy()
    policy.predicates = [Self.predicate("PodFitsResources")]
    var builder = try SchedulingBuilder(given)
    builder.scheduler.profiles = [Profile(try ClassicPolicy(policy, era: .v1_2))]
    let explanation = try builder.explain(Self.demanding)
    #expect(explanation.record.rejections.map { $0.verdicts[0].reasons } == [[reason]])
  }

  @Test func anOvercommittedNodeIsShortOfWhatIsNotAskedFor() throws {
    let given =
      "\(NodeChangeTests.node("a"))\nPod p@a \(NodeChangeTests.asking("memory: 5Gi"))"
    let row = ChangeRow(
      "memory", given, NodeChangeTests.asking("cpu: 1"), ["a": ["1Gi more memory"]])
    try row.check(try ClassicPolicy(nil, era: .v1_20))
    try row.check(try ClassicPolicy(nil, era: .v1_2))
    try ChangeRow("today", given, NodeChangeTests.asking("cpu: 1"), [:]).check()
  }

  @Test(arguments: [ClassicEra.v1_2, .v1_20])
  func labelsAndCordons(era: ClassicEra) throws {
    var policy = Policy()
    policy.predicates = [
      Self.predicate("has", .labelsPresence(labels: ["rack", "nowhere"], presence: true)),
      Self.predicate("lacks", .labelsPresence(labels: ["retiring"], presence: false)),
      Self.predicate("service", .serviceAffinity(labels: ["zone"])),
    ]
    try ChangeRow(
      "custom predicates",
      "Node a metadata: {labels: {retiring: soon, zone: x}}, spec: {unschedulable: true}\n"
        + "Node b metadata: {labels: {rack: r}}, spec: {unschedulable: true}",
      "spec: {nodeSelector: {zone: y}}",
      [
        "a": ["uncordoned", "label rack", "label nowhere", "no label retiring", "label zone=y"],
        "b": ["uncordoned", "label nowhere", "label zone=y"],
      ]
    ).check(try ClassicPolicy(policy, era: era))
  }

  @Test func spreadNeighborsAndTaintsIn1_20() throws {
    let policy = try ClassicPolicy(nil, era: .v1_20)
    let given =
      "Node a metadata: {labels: {zone: x}}\n"
      + "Node b metadata: {labels: {zone: y}}, spec: {taints: [{key: t, effect: NoSchedule}]}\n"
      + "Node c\nPod p@a metadata: {labels: {app: new}}"
    try ChangeRow(
      "spread", given,
      "metadata: {labels: {app: new}}, spec: {topologySpreadConstraints: [{maxSkew: 1, "
        + "topologyKey: zone, whenUnsatisfiable: DoNotSchedule, "
        + "labelSelector: {matchLabels: {app: new}}}]}",
      [
        "a": ["1 peer fewer in zone=x, or as many more wherever there are fewest"],
        "b": ["taint t:NoSchedule removed or tolerated"], "c": ["label zone"],
      ]
    ).check(policy)
    try ChangeRow(
      "neighbors", given, NeighborChangeTests.affinity("podAntiAffinity", to: "new"),
      [
        "a": ["no pod that its anti-affinity names in zone=x"],
        "b": ["taint t:NoSchedule removed or tolerated"],
      ]
    ).check(policy)
  }

  @Test(arguments: [ClassicEra.v1_2, .v1_20])
  func disks(era: ClassicEra) throws {
    var policy = Policy()
    policy.predicates = [Self.predicate("NoDiskConflict"), Self.predicate("MaxGCEPDVolumeCount")]
    let mounts = (0..<17).map { "{name: v\($0), gcePersistentDisk: {pdName: d\($0)}}" }
    try ChangeRow(
      "disks", "Node a\nPod p@a \(NeighborChangeTests.volume("gcePersistentDisk: {pdName: d3}"))",
      "spec: {volumes: [\(mounts.joined(separator: ", "))], containers: [{name: c, image: i}]}",
      ["a": ["its disk free (in use by default/p)", "1 volume fewer attached"]]
    ).check(try ClassicPolicy(policy, era: era))
  }

  private static func predicate(
    _ name: String, _ argument: PredicateArgument? = nil
  ) -> PredicatePolicy {
    var predicate = PredicatePolicy()
    (predicate.name, predicate.argument) = (name, argument)
    return predicate
  }
}
