import Testing

@testable import Scheduling

/// What would have to change about the pods that are near, and about volumes.
struct NeighborChangeTests {
  static let zones =
    "Node a metadata: {labels: {zone: x}}\nNode b metadata: {labels: {zone: y}}\nNode c"

  static func affinity(_ kind: String, to app: String) -> String {
    "metadata: {labels: {app: new}}, spec: {affinity: {\(kind): "
      + "{requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: zone, "
      + "labelSelector: {matchLabels: {app: \(app)}}}]}}}"
  }

  static func volume(_ source: String) -> String {
    "spec: {volumes: [{name: v, \(source)}], containers: [{name: c, image: i}]}"
  }

  @Test(arguments: [
    ChangeRow(
      "too many peers in a domain",
      "\(zones)\nPod p@a metadata: {labels: {app: new}}\nPod q@a metadata: {labels: {app: new}}"
        + "\nNode d metadata: {labels: {zone: y}}, spec: {unschedulable: true}",
      "metadata: {labels: {app: new}}, spec: {topologySpreadConstraints: [{maxSkew: 1, "
        + "topologyKey: zone, whenUnsatisfiable: DoNotSchedule, "
        + "labelSelector: {matchLabels: {app: new}}}]}",
      [
        "a": ["2 peers fewer in zone=x, or as many more wherever there are fewest"],
        "c": ["label zone"], "d": ["uncordoned"],
      ]),
    ChangeRow(
      "a pod that is wanted is elsewhere", "\(zones)\nPod p@a metadata: {labels: {app: db}}",
      affinity("podAffinity", to: "db"),
      ["b": ["a pod that its affinity asks for in zone=y"], "c": ["label zone"]]),
    ChangeRow(
      "a pod is shunned", "\(zones)\nPod p@a metadata: {labels: {app: db}}",
      affinity("podAntiAffinity", to: "db"),
      ["a": ["no pod that its anti-affinity names in zone=x"]]),
    ChangeRow(
      "a pod shuns the new one", "\(zones)\nPod p@a \(affinity("podAntiAffinity", to: "new"))",
      "metadata: {labels: {app: new}}", ["a": ["no pod whose anti-affinity names it in zone=x"]]),
    ChangeRow(
      "a disk is in use",
      "Node a\nPod p@a \(volume("gcePersistentDisk: {pdName: d}"))",
      volume("gcePersistentDisk: {pdName: d}"),
      ["a": ["its disk free (in use by default/p)"]]),
    ChangeRow(
      "a volume cannot be reached",
      """
      Node a metadata: {labels: {zone: x}}
      PersistentVolume v spec: {csi: {driver: d, volumeHandle: h}, nodeAffinity: {required:
       {nodeSelectorTerms: [{matchExpressions: [{key: zone, operator: In, values: [y]}]}]}}}
      PersistentVolumeClaim c metadata: {annotations: {pv.kubernetes.io/bind-completed: 'yes'}},
       spec: {volumeName: v}, status: {phase: Bound}
      """,
      volume("persistentVolumeClaim: {claimName: c}"),
      ["a": ["volume v of claim c within reach"]]),
    ChangeRow(
      "a volume is in another zone",
      """
      Node a metadata: {labels: {topology.kubernetes.io/zone: x}}
      PersistentVolume v metadata: {labels: {topology.kubernetes.io/zone: y}},
       spec: {csi: {driver: d, volumeHandle: h}}
      PersistentVolumeClaim c metadata: {annotations: {pv.kubernetes.io/bind-completed: 'yes'}},
       spec: {volumeName: v}, status: {phase: Bound}
      """,
      volume("persistentVolumeClaim: {claimName: c}"),
      ["a": ["a place in topology.kubernetes.io/zone=y, where its volume is"]]),
    ChangeRow(
      "a driver's volumes are too many",
      """
      Node a
      CSINode a spec: {drivers: [{name: d, nodeID: a, allocatable: {count: 0}}]}
      PersistentVolume v spec: {csi: {driver: d, volumeHandle: h}}
      PersistentVolumeClaim c metadata: {annotations: {pv.kubernetes.io/bind-completed: 'yes'}},
       spec: {volumeName: v}, status: {phase: Bound}
      """,
      volume("persistentVolumeClaim: {claimName: c}"), ["a": ["1 volume of d fewer"]]),
    ChangeRow(
      "what turns the pod down before nodes are looked at is no matter of nodes", "Node a",
      volume("persistentVolumeClaim: {claimName: none}"), [:]),
  ])
  func neighbors(row: ChangeRow) throws { try row.check() }

  @Test func podsThatANodeIsPromisedToCount() throws {
    let asking = NodeChangeTests.asking("cpu: 1500m", "priority: 5,")
    var builder = try SchedulingBuilder("Node a status: {allocatable: {cpu: 2, pods: 9}}")
    let first = try builder.pending(asking)
    builder.scheduler.nominations.nominate(builder.placed(first), to: builder.node("a"))
    let second = try builder.explain(NodeChangeTests.asking("cpu: 700m"))
    #expect(second.decision.node == .absent)
    #expect(builder.changes(second) == ["a": ["200m more cpu"]])
  }
}
