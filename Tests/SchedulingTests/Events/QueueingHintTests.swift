import ClusterState
import KubernetesObjects
import Testing

@testable import Scheduling

/// Which events help pods that plugins turned down, where the recorded answers of the real hints
/// do not tell: profiles with arguments, plugins that Kubernetes does not have, and plugins from
/// outside. The others are held to `golden/hints`.
@Suite struct QueueingHintTests {
  @Test("A node outside of the profile's added affinity helps nobody")
  func addedAffinity() throws {
    var builder = try SchedulingBuilder(
      profile: SchedulingBuilder.profile(
        only: ["NodeAffinity"],
        arguments: "addedAffinity: {requiredDuringSchedulingIgnoredDuringExecution: "
          + "{nodeSelectorTerms: [{matchExpressions: [{key: tier, operator: In, "
          + "values: [gold]}]}]}}"))
    let pod = try builder.pending("spec: {nodeSelector: {disk: ssd}}")
    let facts = try builder.facts([
      "tier: gold", "disk: ssd", "tier: gold, disk: ssd", "tier: gold, disk: ssd, x: y",
    ])
    #expect(!builder.helps(.nodeAdded(facts[0]), pod) && !builder.helps(.nodeAdded(facts[1]), pod))
    #expect(builder.helps(.nodeAdded(facts[2]), pod))
    func relabeled(_ old: Int, _ new: Int) -> ClusterEvent {
      .node(.updateNodeLabel, from: facts[old], to: facts[new])
    }
    #expect(builder.helps(relabeled(0, 2), pod) && !builder.helps(relabeled(2, 3), pod))
    // The profile's part is not looked at before the change, as in the real hint.
    #expect(!builder.helps(relabeled(1, 2), pod))
  }

  @Test("A default constraint that keeps a pod waiting judges by its services")
  func defaultConstraints() throws {
    var builder = try SchedulingBuilder(
      "Service web spec: {selector: {app: web}}",
      profile: SchedulingBuilder.profile(
        only: ["PodTopologySpread"],
        arguments: "defaultingType: List, defaultConstraints: [{maxSkew: 1, topologyKey: zone, "
          + "whenUnsatisfiable: DoNotSchedule}]"))
    let pod = try builder.pending("metadata: {labels: {app: web}}")
    let peer = try builder.pending("metadata: {labels: {app: web, x: y}}")
    let other = try builder.pending("metadata: {labels: {app: db}}")
    func gone(_ pod: PendingPod) -> ClusterEvent {
      .assignedPodDeleted(PodFacts(pod.pod, template: pod.template, isAssigned: true))
    }
    #expect(builder.helps(gone(peer), pod) && !builder.helps(gone(other), pod))
    let facts = try builder.facts(["zone: a", "zone: b", ""])
    #expect(builder.helps(.node(.updateNodeLabel, from: facts[0], to: facts[1]), pod))
    #expect(!builder.helps(.nodeAdded(facts[2]), pod) && builder.helps(.nodeAdded(facts[0]), pod))
    // Without a selector there is no constraint, and every node will do.
    #expect(builder.helps(.nodeAdded(facts[2]), other) && !builder.helps(gone(peer), other))
  }

  @Test("A pod without room on GPUs wakes when devices become free, or a node has enough")
  func gpuShare() throws {
    var cluster = try SmallCluster()
    let gpus = #"alibabacloud.com/gpu-count: "2", alibabacloud.com/gpu-milli: "1000""#
    let share = #"alibabacloud.com/gpu-count: "1", alibabacloud.com/gpu-milli: "300""#
    let whole = try cluster.pod(annotations: gpus)
    let holder = try cluster.pod(annotations: share)
    let plain = try cluster.pod(requests: "cpu: 1")
    func helps(_ event: ClusterEvent) -> Bool {
      cluster.helps(event, whole, GPUShare())
    }
    func facts(_ pod: PendingPod) -> PodFacts {
      PodFacts(pod.pod, template: pod.template, isAssigned: true)
    }
    #expect(helps(.assignedPodDeleted(facts(holder))))
    #expect(!helps(.assignedPodDeleted(facts(plain))) && !helps(.assignedPodAdded(facts(plain))))
    let one = NodeFacts(try cluster.record("a", allocatable: "nvidia.com/gpu: 1"))
    let two = NodeFacts(try cluster.record("b", allocatable: "nvidia.com/gpu: 2"))
    #expect(!helps(.nodeAdded(one)) && helps(.nodeAdded(two)))
    #expect(!helps(.node(.updateNodeLabel, from: one, to: two)))
    #expect(helps(.node(.updateNodeTaint, from: one, to: two)), "as every plugin on new nodes")
  }

  @Test("A plugin from outside is asked about what it registered, and else about everything")
  func plugins() throws {
    var cluster = try SmallCluster()
    let pod = try cluster.pod(labels: "app: web")
    let node = NodeFacts(try cluster.record("a"))
    let peer = PodFacts(PodID(9), template: pod.template, isAssigned: true)
    #expect(cluster.helps(.assignedPodDeleted(peer), pod, Doorman()))
    #expect(!cluster.helps(.nodeAdded(node), pod, Doorman()))
    #expect(!cluster.helps(.assignedPodAdded(peer), pod, Doorman()))
    for event in [.nodeAdded(node), .assignedPodAdded(peer), .nodeDeleted(node)] as [ClusterEvent] {
      #expect(cluster.helps(event, pod, Silent()))
    }
  }

  @Test("One plugin that an event helps is enough, and nobody's rejection is helped by all")
  func several() throws {
    var cluster = try SmallCluster()
    let pod = try cluster.pod(requests: "cpu: 20")
    let small = NodeFacts(try cluster.record("a", allocatable: "cpu: 1"))
    var profile = Profile()
    profile.add(Profile.Filter(NodeResourcesFit()))
    profile.add(Profile.Filter(NodeName()))
    cluster.scheduler.profiles = [profile]
    func helps(_ plugins: RejectingPlugins) -> Bool {
      cluster.scheduler.helps(
        .nodeAdded(small), QueuedPod.Kind(pod.template), rejectedBy: plugins, cluster.state)
    }
    let (fit, name) = (RejectingPlugins(place: 0), RejectingPlugins(place: 1))
    #expect(!helps(fit) && helps(name) && helps([fit, name]) && helps([]))
  }

  /// A filter that wakes its pods when one with their labels goes.
  private struct Doorman: FilterPlugin {
    static let name = "Doorman"
    var events: [EventRegistration] { [.init(.assignedPod, .delete)] }

    func helps(
      _ event: ClusterEvent, _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache
    ) -> Bool {
      guard case .pod(let change) = event.subject, let old = change.old else { return false }
      return cluster.templates[old.template].labels == cluster.templates[pod.template].labels
    }

    func filter(
      _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache,
      _ pass: inout FilterPass
    ) {}

    func reasons(for detail: UInt64, in cluster: ClusterState) -> [String] { [] }
  }

  /// A filter that does not say which events help.
  private struct Silent: FilterPlugin {
    static let name = "Silent"

    func filter(
      _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache,
      _ pass: inout FilterPass
    ) {}

    func reasons(for detail: UInt64, in cluster: ClusterState) -> [String] { [] }
  }
}

extension SmallCluster {
  /// Whether `event` helps `pod`, which `plugin` turned down.
  fileprivate func helps(
    _ event: ClusterEvent, _ pod: PendingPod, _ plugin: some FilterPlugin
  ) -> Bool {
    var profile = Profile()
    profile.add(Profile.Filter(plugin))
    var scheduler = scheduler
    scheduler.profiles = [profile]
    return scheduler.helps(
      event, QueuedPod.Kind(pod.template), rejectedBy: RejectingPlugins(place: 0), pod: pod.pod,
      state)
  }
}

extension SchedulingBuilder {
  /// The facts of nodes with these labels.
  fileprivate mutating func facts(_ labels: [String]) throws -> [NodeFacts] {
    var cluster = try SmallCluster()
    swap(&cluster.state, &state)
    defer { swap(&cluster.state, &state) }
    return try labels.map { NodeFacts(try cluster.record("n", labels: $0)) }
  }

  /// Whether `event` helps `pod`, which the profile's first filter turned down.
  fileprivate func helps(_ event: ClusterEvent, _ pod: PendingPod) -> Bool {
    scheduler.helps(
      event, QueuedPod.Kind(pod.template), rejectedBy: RejectingPlugins(place: 0), pod: pod.pod,
      state)
  }
}
