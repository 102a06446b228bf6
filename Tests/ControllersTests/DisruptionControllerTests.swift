import ClusterState
import Controllers
import KubernetesObjects
import SimulationEngine
import StructuredText
import TestSupport
import Testing

@Suite("DisruptionController")
struct DisruptionControllerTests {
  @Test("the table of pdb_arithmetic.json holds")
  func table() throws {
    guard let bytes = try SharedFolder.bytes("tables/pdb_arithmetic.json") else { return }
    let rows = try #require(try JSONReader.read(bytes, file: "pdb_arithmetic.json")["rows"])
    for row in rows.elements {
      func number(_ key: String) throws -> Int32 { try #require(Int32(row[key]?.text ?? "")) }
      let (least, most) = (Self.amount(row, "minAvailable"), Self.amount(row, "maxUnavailable"))
      var countsPods = false
      if case .int = least { countsPods = true }
      let status = try DisruptionBudgetStatus(
        minAvailable: least, maxUnavailable: most,
        expectedPods: try number(countsPods ? "matchingPods" : "controllersScaleSum"),
        currentHealthy: try number("currentHealthy"))
      #expect(status.expectedPods == (try number("expectedPods")), "\(row.location)")
      #expect(status.desiredHealthy == (try number("desiredHealthy")), "\(row.location)")
      #expect(status.disruptionsAllowed == (try number("disruptionsAllowed")), "\(row.location)")
    }
  }

  @Test("the documentation's examples of budgets hold")
  func workedExamples() throws {
    guard let bytes = try SharedFolder.bytes("cases/worked-examples.json") else { return }
    let cases = try #require(try JSONReader.read(bytes, file: "worked-examples.json")["cases"])
    func example(_ id: String) throws -> (input: SyntaxNode, expected: SyntaxNode) {
      let found = try #require(cases.elements.first { $0["id"]?.text == id })
      return (try #require(found["input"]), try #require(found["expected"]))
    }
    func number(_ node: SyntaxNode, _ key: String) throws -> Int32 {
      try #require(Int32(node[key]?.text ?? ""))
    }
    let (five, one) = try example("pdb-5-4")
    let replicas = try number(five, "replicas")
    let allowed = try DisruptionBudgetStatus(
      minAvailable: .int(try number(five, "min_available")), maxUnavailable: nil,
      expectedPods: replicas, currentHealthy: replicas
    ).disruptionsAllowed
    #expect(allowed == (try number(one, "simultaneous_voluntary_disruptions")))
    let (seven, half) = try example("pdb-7-50pct")
    let pods = try number(seven, "pods")
    let desired = try DisruptionBudgetStatus(
      minAvailable: IntOrString(text: try #require(seven["minAvailable"]?.text)),
      maxUnavailable: nil, expectedPods: pods, currentHealthy: pods
    ).desiredHealthy
    #expect(desired == (try number(half, "must_be_available")))
    let (none, zero) = try example("pdb-zk-0")
    let status = try DisruptionBudgetStatus(
      minAvailable: .int(try number(none, "minAvailable")), maxUnavailable: nil,
      expectedPods: try number(none, "expectedPods"),
      currentHealthy: try number(none, "pods_healthy"))
    #expect(status.disruptionsAllowed == (try number(zero, "disruptionsAllowed")))
  }

  @Test("a budget follows its pods: ready ones count, and those that are being deleted do not")
  func followsPods() throws {
    var cluster = TestCluster()
    cluster.state.setDisruptionBudget(try Self.budget("web", least: 1))
    var controller = DisruptionController()
    #expect(try Self.allowed(&cluster, &controller) == 0, "without pods nothing is allowed")
    let pods = try ["a", "b", "c"].map { try cluster.runningPod($0, app: "web") }
    #expect(try Self.allowed(&cluster, &controller) == 2)
    cluster.state.setReady(pods[0], false, at: .seconds(5))
    #expect(try Self.allowed(&cluster, &controller) == 1)
    cluster.state.requestDeletion(of: pods[1], grace: .seconds(30), at: .seconds(6))
    #expect(try Self.allowed(&cluster, &controller) == 0)
    #expect(cluster.sync(&controller) == [], "nothing changes twice")
  }

  @Test("pods whose labels are edited leave the budget and join it")
  func followsLabels() throws {
    var cluster = TestCluster()
    cluster.state.setDisruptionBudget(try Self.budget("web", least: 0))
    var controller = DisruptionController()
    let pod = try cluster.runningPod("a", app: "web")
    #expect(try Self.allowed(&cluster, &controller) == 1)
    cluster.state.setTemplate(of: pod, cluster.template(app: "db"), at: .seconds(3))
    #expect(try Self.allowed(&cluster, &controller) == 0)
    cluster.state.setTemplate(of: pod, cluster.template(app: "web"), at: .seconds(4))
    #expect(try Self.allowed(&cluster, &controller) == 1)
  }

  @Test("a share is one of what the controllers want; pods that nothing controls are left out")
  func sharesOfControllers() throws {
    var cluster = TestCluster()
    let controller = try cluster.workload("web", replicas: 4)
    for name in ["a", "b", "c"] {
      let pod = try cluster.pod(name, app: "web", owner: controller)
      _ = cluster.state.bind(pod, to: try cluster.node("of-\(name)"), at: .seconds(1))
      cluster.state.report(pod, phase: .running, isReady: true, restarts: 0, at: .seconds(2))
    }
    _ = try cluster.runningPod("lone", app: "web")
    cluster.state.setDisruptionBudget(try Self.budget("web", most: "50%"))
    let status = DisruptionController.status(of: 0, in: cluster.state)
    #expect(status.expectedPods == 4 && status.desiredHealthy == 2)
    #expect(status.currentHealthy == 4 && status.disruptionsAllowed == 2)
  }

  @Test("while a controller is gone whose scale is needed, nothing is allowed")
  func failsSafely() throws {
    var cluster = TestCluster()
    let owner = try cluster.workload("web", replicas: 1)
    let pod = try cluster.pod("a", app: "web", owner: owner)
    _ = cluster.state.bind(pod, to: try cluster.node("n"), at: .seconds(1))
    cluster.state.report(pod, phase: .running, isReady: true, restarts: 0, at: .seconds(2))
    cluster.state.setDisruptionBudget(try Self.budget("web", most: "100%"))
    var controller = DisruptionController()
    #expect(try Self.allowed(&cluster, &controller) == 1)
    cluster.state.removeWorkload(owner, at: .seconds(3))
    cluster.state.setReady(pod, false, at: .seconds(3))
    #expect(try Self.allowed(&cluster, &controller) == 0)
    #expect(cluster.state.disruptionBudgets[0].status.condition == .syncFailed)
  }

  @Test("the condition says why; a disruption that was taken is forgotten at the next look")
  func condition() throws {
    var cluster = TestCluster()
    cluster.state.setDisruptionBudget(try Self.budget("web", least: 1))
    var controller = DisruptionController()
    #expect(cluster.state.disruptionBudgets[0].status.condition == nil)
    #expect(try Self.allowed(&cluster, &controller) == 0)
    #expect(cluster.state.disruptionBudgets[0].status.condition == .insufficientPods)
    let pods = try ["a", "b"].map { try cluster.runningPod($0, app: "web") }
    #expect(try Self.allowed(&cluster, &controller) == 1)
    #expect(cluster.state.disruptionBudgets[0].status.condition == .sufficientPods)
    cluster.state.takeDisruption(ofDisruptionBudget: 0, for: pods[0], at: .seconds(4))
    #expect(cluster.state.disruptionBudgets[0].status.condition == .insufficientPods)
    #expect(cluster.state.disruptionBudgets[0].evictedPods == [pods[0]])
    cluster.state.requestDeletion(of: pods[0], grace: .seconds(30), at: .seconds(4))
    #expect(try Self.allowed(&cluster, &controller) == 0)
    #expect(cluster.state.disruptionBudgets[0].evictedPods.isEmpty)
  }

  /// What the events of a sync say, by reason.
  private static func told(
    _ cluster: inout TestCluster, _ controller: inout DisruptionController
  ) -> [String] {
    let actions = cluster.sync(&controller)
    cluster.apply(actions)
    return actions.compactMap {
      guard case .recordObjectEvent(let event) = $0 else { return nil }
      return "\(event.component) \(event.reason): \(event.message)"
    }
  }

  @Test("a budget without pods is told of at every sync, and one with pods is not")
  func noPods() throws {
    var cluster = TestCluster()
    cluster.state.setDisruptionBudget(try Self.budget("web", least: 1))
    var controller = DisruptionController()
    let text = "controllermanager NoPods: No matching pods found"
    #expect(Self.told(&cluster, &controller) == [text])
    // The write of its status makes the controller look again.
    #expect(Self.told(&cluster, &controller) == [text])
    _ = try cluster.runningPod("a", app: "web")
    #expect(Self.told(&cluster, &controller).isEmpty)
  }

  @Test("a pod of several budgets is warned of, and so are pods that nobody controls")
  func overlap() throws {
    var cluster = TestCluster()
    cluster.state.setDisruptionBudget(try Self.budget("web", least: 1))
    var other = try Self.budget("web", most: 1)
    other.metadata.name = "other"
    cluster.state.setDisruptionBudget(other)
    var controller = DisruptionController()
    _ = Self.told(&cluster, &controller)
    _ = try cluster.pod("a", app: "web")
    let told = Self.told(&cluster, &controller)
    #expect(
      told.contains(
        "controllermanager MultiplePodDisruptionBudgets: Pod \"default\"/\"a\" matches multiple "
          + "PodDisruptionBudgets.  Chose \"web\" arbitrarily."))
    let lone = told.filter { $0.contains("UnmanagedPods") }
    #expect(
      lone.count == 1
        && lone[0].contains(
          "(selector: &LabelSelector{MatchLabels:map[string]string{app: web,},"
            + "MatchExpressions:[]LabelSelectorRequirement{},})")
    )
  }

  @Test("a controller that is gone, or says no number, is told of")
  func unknownScale() throws {
    for (kind, expected) in [
      (WorkloadKind.replicaSet, "found no controllers for pod \"a\""),
      (.daemonSet, "daemonsets.apps does not implement the scale subresource"),
    ] {
      var cluster = TestCluster()
      let owner = try cluster.workload("web", replicas: 1, kind: kind)
      _ = try cluster.pod("a", app: "web", owner: owner)
      if kind == .replicaSet { cluster.state.removeWorkload(owner, at: .seconds(1)) }
      cluster.state.setDisruptionBudget(try Self.budget("web", most: 1))
      var controller = DisruptionController()
      #expect(
        Self.told(&cluster, &controller).contains(
          "controllermanager CalculateExpectedPodCountFailed: "
            + "Failed to calculate the number of expected pods: \(expected)"))
    }
  }

  private static func amount(_ row: SyntaxNode, _ key: String) -> IntOrString? {
    guard let text = row["spec"]?[key]?.text else { return nil }
    return IntOrString(text: text)
  }

  private static func budget(
    _ app: String, least: Int32? = nil, most: IntOrString? = nil
  ) throws -> PodDisruptionBudget {
    var budget = PodDisruptionBudget()
    budget.metadata.name = app
    budget.spec.selector = LabelSelector(matching: ["app": app])
    budget.spec.minAvailable = least.map { .int($0) }
    budget.spec.maxUnavailable = most
    return budget
  }

  /// What the only budget allows after a sync.
  private static func allowed(
    _ cluster: inout TestCluster, _ controller: inout DisruptionController
  ) throws -> Int32 {
    cluster.apply(cluster.sync(&controller))
    return cluster.state.disruptionBudgets[0].disruptionsAllowed
  }
}
