import ClusterState
import KubernetesObjects
import SimulationEngine
import Testing

@testable import Controllers

/// What is kept of a set's pods from sync to sync equals what a look at all of them finds.
@Suite struct StatefulSetPodsTests {
  /// A set of pods that come, change and go.
  private struct Stage {
    var cluster = TestCluster()
    var random: RandomStream
    let set: WorkloadID
    var kept = StatefulSetPods(clock: .epoch)
    var pods: [PodID] = []
    let labels: [Symbol]

    init(seed: UInt64) throws {
      random = RandomStream(seed: seed, name: "set")
      set = try cluster.workload("db", replicas: 4, kind: .statefulSet)
      labels = [cluster.state.symbols.intern("one"), cluster.state.symbols.intern("two")]
    }

    mutating func step(_ now: SimulationTime) throws {
      let pod = pods.isEmpty ? nil : pods[Int(random.bounded(UInt64(pods.count)))]
      switch (random.bounded(8), pod) {
      case (0, let pod?):
        cluster.state.remove(pod, at: now)
        pods.removeAll { $0 == pod }
        kept.note(pod)
      case (1, let pod?):
        kept.drop(pod)
        pods.removeAll { $0 == pod }
        cluster.state.remove(pod, at: now)
      case (2, let pod?):
        cluster.state.requestDeletion(of: pod, grace: .seconds(30), at: now)
        kept.note(pod)
        if cluster.state.pods[pod].isRemoved { pods.removeAll { $0 == pod } }
      case (3, let pod?), (4, let pod?):
        let isReady = random.bounded(3) > 0
        cluster.state.report(pod, phase: .running, isReady: isReady, restarts: 0, at: now)
        kept.note(pod)
      case (5, _):
        cluster.state.setReplicas(of: set, Int32(random.bounded(7)), at: now)
      default: try add(now)
      }
    }

    private mutating func add(_ now: SimulationTime) throws {
      let ordinal = Int32(random.bounded(8))
      // Now and then two pods have one ordinal, as db-1 and db-01.
      let text = (random.bounded(6) == 0 ? "db-0" : "db-") + "\(ordinal)"
      let name = PodName(cluster.state.symbols.intern(text))
      let namespace = cluster.state.workloads[set.row].namespace
      guard cluster.state.pod(named: name, in: namespace) == nil else { return }
      var object = Pod()
      object.metadata.labels["app"] = "db"
      object.metadata.labels[RevisionHistory.podLabel] = random.bounded(2) == 0 ? "one" : "two"
      object.spec.containers = [Container(name: "c", image: "db:1")]
      let pod = try cluster.state.createPod(
        template: cluster.state.template(for: object), name: name, owner: set, at: now)
      if random.bounded(2) == 0 {
        let node = try cluster.node("node-\(pod.row)")
        _ = cluster.state.bind(pod, to: node, at: now)
      }
      kept.add(pod, ordinal: ordinal)
      pods.append(pod)
    }

    /// The numbers and places, in words.
    func words(_ sets: StatefulSetPods) -> [String] {
      let state = cluster.state
      let (status, current) = sets.counts(current: labels[0], update: labels[1], in: state)
      let unavailable = sets.firstUnavailable(in: state).map { "\($0.row)" } ?? "none"
      return [
        "\(status)", "\(current)", unavailable,
        "\(sets.replicas.map { [$0.pod.index, $0.ordinal, $0.label.index] })",
        "\(sets.condemned.map { [$0.pod.index, $0.ordinal, $0.label.index] })",
        "\(labels.map { [sets.have($0), sets.haveOnly($0)] })",
      ]
    }
  }

  @Test(arguments: UInt64(1)...20)
  func `what is kept equals what is found anew`(seed: UInt64) throws {
    var stage = try Stage(seed: seed)
    for second in Int64(1)...200 {
      let now = SimulationTime.seconds(second)
      for _ in 0..<stage.random.bounded(4) { try stage.step(now) }
      let record = stage.cluster.state.workloads[stage.set.row]
      stage.kept.refresh(for: record, firstOrdinal: 0, in: stage.cluster.state, at: now)
      var fresh = StatefulSetPods(clock: .epoch)
      for pod in stage.pods {
        let name = stage.cluster.state.pods[pod].name.text(stage.cluster.state.symbols)
        fresh.add(pod, ordinal: try #require(StatefulPod.ordinal(in: name, of: "db")))
      }
      fresh.refresh(for: record, firstOrdinal: 0, in: stage.cluster.state, at: now)
      #expect(stage.words(stage.kept) == stage.words(fresh), "second \(second)")
    }
  }
}
