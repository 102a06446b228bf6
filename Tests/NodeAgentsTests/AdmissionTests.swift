import ClusterState
import KubernetesObjects
import SimulationEngine
import Testing

@testable import NodeAgents

@Suite("Admission on the node")
struct AdmissionTests {
  private static func requesting(_ cpu: Int64) -> PodSpec {
    PodSpec.of().first { $0.resources.requests = [.cpu: Quantity(milliValue: cpu)] }
  }

  @Test("what does not fit fails at once, and does not count for those who come after")
  func outOfCPU() throws {
    var timeline = KubeletTimeline()
    let node = try timeline.node("n", milliCPU: 1000)
    let pods = try [600, 600, 400].map {
      try timeline.pod("p\($0)-\(timeline.cluster.pods.count)", Self.requesting($0), on: node)
    }
    timeline.run(to: .seconds(10))
    #expect(
      pods.map { timeline.statuses(of: $0) } == [
        ["0.510 Running ready 0"], ["0.060 Failed 0 OutOfcpu"], ["0.510 Running ready 0"],
      ])
  }

  @Test("a pod that has ended takes no room")
  func endedPodsDoNotCount() throws {
    var timeline = KubeletTimeline()
    let node = try timeline.node("n", milliCPU: 1000, pods: 1)
    var spec = Self.requesting(1000)
    spec.restartPolicy = .never
    _ = try timeline.pod("a", spec, on: node, behavior: .seconds(runtime: 1))
    timeline.run(to: .seconds(10))
    let second = try timeline.pod("b", Self.requesting(1000), on: node)
    let third = try timeline.pod("c", .of(), on: node)
    timeline.run(to: .seconds(20))
    #expect(timeline.statuses(of: second) == ["10.510 Running ready 0"])
    #expect(timeline.statuses(of: third) == ["10.060 Failed 0 OutOfpods"])
  }

  @Test("selectors, required affinity and host ports are looked at again")
  func placement() throws {
    var selected = PodSpec.of()
    selected.nodeSelector = ["disk": "ssd"]
    var term = NodeSelectorTerm()
    term.matchExpressions = [
      NodeSelectorRequirement(key: "cores", operator: .greaterThan, values: ["4"])
    ]
    var affine = PodSpec.of()
    affine.affinity = Affinity()
    affine.affinity?.nodeAffinity = NodeAffinity()
    affine.affinity?.nodeAffinity?.required = NodeSelector()
    affine.affinity?.nodeAffinity?.required?.nodeSelectorTerms = [NodeSelectorTerm(), term]
    var port = ContainerPort()
    port.hostPort = 80
    let exposed = PodSpec.of().first { $0.ports = [port] }
    for (labels, expected) in [
      ([:], ["Failed", "Failed"]), (["disk": "ssd", "cores": "4"], ["Running", "Failed"]),
      (["disk": "ssd", "cores": "8"], ["Running", "Running"]),
    ] as [(Labels, [String])] {
      var timeline = KubeletTimeline()
      let node = try timeline.node("n", labels: labels)
      let pods = try [selected, affine].map {
        try timeline.pod("p\(timeline.cluster.pods.count)", $0, on: node)
      }
      let ports = try ["x", "y"].map { try timeline.pod($0, exposed, on: node) }
      timeline.run(to: .seconds(10))
      #expect(pods.map { timeline.cluster.pods[$0].phase.name } == expected)
      #expect(timeline.statuses(of: ports[0]) == ["0.510 Running ready 0"])
      #expect(timeline.statuses(of: ports[1]) == ["0.060 Failed 0 HostPortConflict"])
    }
  }
}
