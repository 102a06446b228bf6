import ClusterState
import KubernetesObjects
import Scheduling
import Testing

/// Which events a change of an object makes.
@Suite struct ClusterEventTests {
  @Test(
    "A changed node makes one event for each property, an uncordoned one an event of its taints",
    arguments: [
      ("", "", []), ("unschedulable: true", "", ["UpdateNodeTaint"]),
      ("", "unschedulable: true", []),
      ("taints: [{key: a, effect: NoSchedule}]", "", ["UpdateNodeTaint"]),
      (
        "unschedulable: true, taints: [{key: a, effect: NoSchedule}]", "",
        ["UpdateNodeTaint", "UpdateNodeTaint"]
      ),
    ])
  func nodeSpecifications(old: String, new: String, actions: [String]) throws {
    var cluster = try SmallCluster()
    let before = NodeFacts(try cluster.record("a", spec: old))
    let after = NodeFacts(try cluster.record("a", spec: new))
    #expect(after.changes(from: before).map(\.action.eventName) == actions)
  }

  @Test("Of a node what it offers comes before its labels")
  func nodeOrder() throws {
    var cluster = try SmallCluster()
    let before = NodeFacts(try cluster.record("a"))
    let after = NodeFacts(try cluster.record("a", labels: "x: y", pods: 4))
    let actions = after.changes(from: before).map(\.action)
    #expect(actions == [.updateNodeAllocatable, .updateNodeLabel])
  }

  @Test(
    "A changed pod makes one event for each property, and a general one for anything else",
    arguments: [
      ("", "", "priority: 1", ["Update"]), ("", "", "", ["Update"]),
      ("app: b", "", "", ["UpdatePodLabel"]),
      ("", "cpu: 1", "", ["Update"]),
      ("", "", "tolerations: [{key: a, operator: Exists}]", ["UpdatePodToleration"]),
      ("app: b", "", "tolerations: [{}]", ["UpdatePodLabel", "UpdatePodToleration"]),
    ])
  func pods(labels: String, requests: String, spec: String, actions: [String]) throws {
    var cluster = try SmallCluster()
    let old = try cluster.pod()
    let new = try cluster.pod(labels: labels, requests: requests, spec: spec)
    let events = Self.facts(new).changes(from: Self.facts(old), cluster.scheduler.cache)
    #expect(events.map(\.action.eventName) == actions)
    #expect(events.allSatisfy { $0.resource == .unschedulablePod })
  }

  @Test("A pod that requests less, or has lost its last gate, says so")
  func reducedPods() throws {
    var cluster = try SmallCluster()
    let gate = "schedulingGates: [{name: a}]"
    let old = try cluster.pod(requests: "cpu: 2, memory: 1Gi", spec: gate)
    let less = try cluster.pod(requests: "cpu: 3", spec: gate)
    let open = try cluster.pod(requests: "cpu: 2, memory: 1Gi")
    let cache = cluster.scheduler.cache
    func actions(_ new: PendingPod) -> [ClusterActions] {
      Self.facts(new).changes(from: Self.facts(old), cache).map(\.action)
    }
    #expect(actions(less) == [.updatePodScaleDown])
    #expect(actions(open) == [.updatePodSchedulingGatesEliminated])
  }

  @Test("A general change needs a registration for all changes")
  func generalChanges() {
    let some = EventRegistration(.pod, [.add, .delete, .updatePodLabel])
    #expect(some.covers(.assignedPod, .updatePodLabel) && some.covers(.unschedulablePod, .add))
    #expect(!some.covers(.assignedPod, .update) && !some.covers(.node, .add))
    #expect(EventRegistration(.pod, .update).covers(.assignedPod, .update))
    #expect(EventRegistration(.assignedPod, .all).covers(.assignedPod, .delete))
    #expect(!EventRegistration(.assignedPod, .all).covers(.unschedulablePod, .delete))
  }

  @Test("Actions and kinds of objects are known by their names")
  func names() {
    for name in ClusterActions.eventNames {
      #expect(ClusterActions(eventName: name)?.eventName == name)
    }
    for resource in ClusterResource.allCases {
      #expect(ClusterResource(name: resource.name) == resource)
    }
    #expect(ClusterActions(eventName: "Updates") == nil && ClusterResource(name: "Pods") == nil)
    #expect(ClusterEvent.assignedPodDeleted(Self.someone).cause.name == "AssignedPodDelete")
  }

  private static let someone = PodFacts(PodID(0), template: PodTemplateID(0), isAssigned: true)

  private static func facts(_ pod: PendingPod) -> PodFacts {
    PodFacts(PodID(7), template: pod.template, isAssigned: false)
  }
}
