import ClusterSimulation
import ClusterState
import KubernetesObjects
import SimulationEngine
import Testing

@Suite("Questions about a pod")
struct PodInquiryTests {
  /// Two nodes of four cores; `big` asks for five and waits, as does `late`, which comes at 1 m.
  static func configuration(
    _ profile: ControlPlaneSettings.Profile = .classic, _ pods: Pod...
  ) -> SimulationConfiguration {
    var configuration = SmallCluster.configuration(profile, nodes: 2, replicas: 2, until: 600)
    configuration.initialObjects.append(pod("big", milliCPU: 5000))
    configuration.initialObjects += pods
    configuration.timeline = [
      TimelineEntry(at: .minutes(1), .apply([pod("late", milliCPU: 5000)]))
    ]
    return configuration
  }

  static func pod(_ name: String, in namespace: String = "default", milliCPU: Int64 = 100) -> Pod {
    var pod = Pod()
    pod.metadata = ObjectMeta(name: name, namespace: namespace)
    pod.spec = SmallCluster.spec(name, milliCPU: milliCPU)
    return pod
  }

  static func gate(_ name: String) -> PodSchedulingGate {
    var gate = PodSchedulingGate()
    gate.name = name
    return gate
  }

  /// The attempts to schedule the pod `name` in a run, by time.
  static func attempts(
    of name: String, in configuration: SimulationConfiguration
  ) -> [SchedulingAttempt] {
    var run = Simulation(configuration)
    run.runToEnd()
    let cluster = run.state.cluster
    return run.state.recording.attempts.filter {
      cluster.pods[$0.pod].name.text(cluster.symbols) == name
    }
  }

  static func explained(
    _ answer: PodInquiry.Answer
  ) throws -> (attempt: AttemptExplanation, cluster: ClusterState) {
    guard case .explained(let attempt, let cluster) = answer else {
      throw Unexpected(answer: "\(answer)")
    }
    return (attempt, cluster)
  }

  struct Unexpected: Error { let answer: String }

  @Test("without a time the last attempt is explained, by the cluster as it was then")
  func lastAttempt() throws {
    let configuration = Self.configuration()
    let last = try #require(Self.attempts(of: "big", in: configuration).last)
    let (attempt, cluster) = try Self.explained(PodInquiry(pod: "big").answer(configuration))
    #expect(attempt.attempt == last.attempt && attempt.time == last.time)
    let changes = attempt.explanation.obstacles.flatMap(\.changes).map { $0.change.text(cluster) }
    #expect(changes.count == 2)
    #expect(changes.allSatisfy { $0.hasSuffix("more cpu (the node has 4)") })
  }

  @Test("with a time the nearest attempt is explained, the earlier of two equally near")
  func nearestAttempt() throws {
    let configuration = Self.configuration()
    let attempts = Self.attempts(of: "big", in: configuration)
    try #require(attempts.count > 4)
    let (third, fourth) = (attempts[2], attempts[3])
    func answer(_ time: SimulationTime) throws -> Int32 {
      let inquiry = PodInquiry(pod: "default/big", near: time)
      return try Self.explained(inquiry.answer(configuration)).attempt.attempt
    }
    #expect(try answer(third.time) == 3)
    let half = SimulationDuration(microseconds: (fourth.time - third.time).microseconds / 2)
    #expect(try answer(third.time + half) == 3)
    #expect(try answer(third.time + half + SimulationDuration(microseconds: 1)) == 4)
    #expect(try answer(.zero) == 1)
    #expect(try answer(.seconds(1 << 40)) == attempts.count)
  }

  @Test("the pod that was placed is explained by the attempt that placed it")
  func placedPod() throws {
    let configuration = Self.configuration(.modern, Self.pod("small"))
    let placed = try #require(Self.attempts(of: "small", in: configuration).last)
    let (attempt, _) = try Self.explained(PodInquiry(pod: "small").answer(configuration))
    #expect(attempt.explanation.decision.node == placed.node && placed.node.isPresent)
    #expect(attempt.explanation.record.totals.max() == attempt.explanation.decision.score)
  }

  @Test("a time before the pod's creation is told with the creation")
  func beforeCreation() throws {
    let inquiry = PodInquiry(pod: "late", near: .seconds(59))
    guard case .notCreatedYet(_, let created, _) = inquiry.answer(Self.configuration()) else {
      Issue.record("the pod is created at 60 s")
      return
    }
    #expect(created == .minutes(1))
    let atCreation = PodInquiry(pod: "late", near: created).answer(Self.configuration())
    #expect(try Self.explained(atCreation).attempt.attempt == 1)
  }

  @Test("names are looked for in the default namespace first, then in the only one that has them")
  func namespaces() throws {
    let configuration = Self.configuration(
      .classic, Self.pod("twin"), Self.pod("twin", in: "other"), Self.pod("lone", in: "other"),
      Self.pod("pair", in: "a"), Self.pod("pair", in: "b"))
    func name(_ pod: String) throws -> String {
      let (attempt, cluster) = try Self.explained(PodInquiry(pod: pod).answer(configuration))
      return cluster.qualifiedName(of: attempt.pod)
    }
    #expect(try name("twin") == "default/twin")
    #expect(try name("other/twin") == "other/twin")
    #expect(try name("lone") == "other/lone")
    guard case .ambiguous(let names) = PodInquiry(pod: "pair").answer(configuration) else {
      Issue.record("two namespaces have a pod of this name")
      return
    }
    #expect(names == ["a/pair", "b/pair"])
    for unknown in ["default/lone", "nobody", "", "other/", "/big", "a/b/c"] {
      guard case .unknown = PodInquiry(pod: unknown).answer(configuration) else {
        Issue.record("\(unknown) is no pod")
        continue
      }
    }
  }

  @Test("a pod that was never tried is told why")
  func neverTried() {
    var gated = Self.pod("gated")
    gated.spec.schedulingGates = [Self.gate("example.org/quota")]
    var fixed = Self.pod("fixed")
    fixed.spec.nodeName = "worker-1"
    var foreign = Self.pod("foreign")
    foreign.spec.schedulerName = "other"
    var configuration = Self.configuration(.modern, gated, fixed, foreign)
    configuration.timeline.append(TimelineEntry(at: .minutes(9), .pause(.scheduler)))
    configuration.timeline.append(
      TimelineEntry(at: .minutes(9), .apply([Self.pod("idle")])))
    func reason(_ name: String) -> UntriedReason? {
      guard case .notTried(_, let reason, _) = PodInquiry(pod: name).answer(configuration) else {
        return nil
      }
      return reason
    }
    #expect(reason("gated") == .gates(["example.org/quota"]))
    #expect(reason("fixed") == .createdForNode(NodeID(1)))
    #expect(reason("foreign") == .otherScheduler("other"))
    #expect(reason("idle") == .schedulerPaused)
  }

  @Test("gates are unknown to the schedulers of the first years")
  func gatesInTheFirstYears() throws {
    var gated = Self.pod("gated")
    gated.spec.schedulingGates = [Self.gate("example.org/quota")]
    let answer = PodInquiry(pod: "gated").answer(Self.configuration(.classic, gated))
    #expect(try Self.explained(answer).attempt.explanation.decision.node.isPresent)
  }

  @Test("a cluster without nodes gives an answer, too")
  func noNodes() throws {
    var configuration = Self.configuration()
    configuration.nodePools = []
    let (attempt, _) = try Self.explained(PodInquiry(pod: "big").answer(configuration))
    #expect(attempt.explanation.nodeCount == 0)
    #expect(attempt.explanation.decision.message == "no nodes available to schedule pods")
  }
}
