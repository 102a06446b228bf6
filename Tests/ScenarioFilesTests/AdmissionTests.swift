import ClusterSimulation
import KubernetesObjects
import ScenarioFiles
import Testing

/// What the API server does to objects between their manifest and its store.
@Suite("Admission of objects")
struct AdmissionTests {
  private static let header = """
    apiVersion: wavetank/v1
    kind: Scenario
    metadata: {name: test}
    spec:
      duration: 1m
      nodePools: [{name: n, template: {status: {capacity: {cpu: "4", memory: 8Gi, pods: "9"}}}}]

    """
  private static let classes = """
    ---
    {apiVersion: scheduling.k8s.io/v1, kind: PriorityClass, metadata: {name: high}, value: 1000}
    ---
    apiVersion: node.k8s.io/v1
    kind: RuntimeClass
    metadata: {name: box}
    handler: box
    overhead: {podFixed: {cpu: 250m}}
    scheduling:
      nodeSelector: {runtime: box}
      tolerations: [{key: box, operator: Exists}]
    ---
    apiVersion: v1
    kind: LimitRange
    metadata: {name: limits, namespace: small}
    spec:
      limits:
        - {type: Container, default: {cpu: 500m}, defaultRequest: {cpu: 100m}, max: {cpu: "1"}}
        - {type: Pod, min: {memory: 1Gi}, maxLimitRequestRatio: {cpu: "5"}}

    """

  private static func pod(_ spec: String, metadata: String = "name: p") -> String {
    """
    ---
    apiVersion: v1
    kind: Pod
    metadata: {\(metadata)}
    spec: {containers: [{name: c, image: a}]\(spec)}

    """
  }

  private func pods(_ text: String) throws -> [Pod] {
    let folder = try ScenarioFolder(["scenario.yaml": Self.header + Self.classes + text])
    defer { folder.remove() }
    let scenario = try Scenario.read(folder.path("scenario.yaml"))
    return scenario.configuration.initialObjects.compactMap { $0 as? Pod }
  }

  private func errors(_ text: String) throws -> [String] {
    let folder = try ScenarioFolder(["scenario.yaml": Self.header + Self.classes + text])
    defer { folder.remove() }
    return folder.lines().filter { $0.contains("error: ") }
      .map { String($0[$0.firstRange(of: "error: ")!.upperBound...]) }
  }

  static let contradictions: [(spec: String, error: String?)] = [
    (", priorityClassName: high, priority: 1000", nil),
    (", priority: 0", nil),
    (
      ", priorityClassName: high, priority: 7",
      "spec.priority: expected 1000, the priority of the class high, found 7"
    ),
    (
      ", priority: 7", "spec.priority: expected 0, the priority without a class, found 7"
    ),
    (
      ", priorityClassName: high, preemptionPolicy: Never",
      "spec.preemptionPolicy: expected the policy of its class, PreemptLowerPriority, found Never"
    ),
  ]

  @Test("a pod must not contradict its class", arguments: contradictions)
  func priorities(spec: String, error: String?) throws {
    #expect(try errors(Self.pod(spec)) == (error.map { [$0] } ?? []))
  }

  @Test("a runtime class adds its overhead, its nodes and its tolerations")
  func runtimeClasses() throws {
    let pod = try #require(try pods(Self.pod(", runtimeClassName: box")).first)
    #expect(pod.spec.overhead == [.cpu: Quantity(milliValue: 250)])
    #expect(pod.spec.nodeSelector == ["runtime": "box"])
    #expect(pod.spec.tolerations.contains { $0.key == "box" && $0.operation == .exists })
    let clash = ", runtimeClassName: box, nodeSelector: {runtime: bag}"
    #expect(
      try errors(Self.pod(clash)) == [
        "spec.nodeSelector: runtime: bag contradicts box of the RuntimeClass box"
      ])
    #expect(
      try pods(Self.pod(", runtimeClassName: unheard-of")).first?.spec.overhead.isEmpty == true)
  }

  @Test("a limit range gives requests and limits, and holds pods to its bounds")
  func limitRanges() throws {
    let small = "name: p, namespace: small"
    let outside = try #require(try pods(Self.pod("")).first)
    #expect(outside.spec.containers[0].resources == ResourceRequirements())
    let text = """
      ---
      apiVersion: v1
      kind: Pod
      metadata: {\(small)}
      spec: {containers: [{name: c, image: a, resources: {requests: {memory: 2Gi}}}]}

      """
    let container = try #require(try pods(text).first).spec.containers[0]
    #expect(container.resources.requests[.cpu] == Quantity(milliValue: 100))
    #expect(container.resources.limits[.cpu] == Quantity(milliValue: 500))
    #expect(
      try errors(Self.pod("", metadata: small)) == [
        "spec.containers: the least memory of a pod is 1Gi, and no request is stated"
      ])
    #expect(
      try errors(text.replacing("memory: 2Gi", with: "memory: 2Gi, cpu: 50m")) == [
        "spec.containers: the limit of cpu, 500m, is more than 5 times its request, 50m"
      ])
    #expect(
      try errors(text.replacing("requests:", with: "limits: {cpu: 2}, requests:")) == [
        "spec.containers[0].resources: the most cpu of a container is 1, the limit is 2"
      ])
  }

  @Test("a prefix becomes another name each time, the same in every run of a seed")
  func generatedNames() throws {
    let text =
      Self.pod("", metadata: "generateName: job-") + Self.pod("", metadata: "generateName: job-")
    let names = try pods(text).map(\.metadata.name)
    #expect(names.count == 2 && names[0] != names[1])
    let letters = Set("bcdfghjklmnpqrstvwxz2456789")
    for name in names {
      #expect(name.hasPrefix("job-") && name.count == 9)
      #expect(name.dropFirst(4).allSatisfy(letters.contains))
    }
    #expect(try pods(text).map(\.metadata.name) == names)
  }

  @Test("namespaces reach the simulation, and may come twice")
  func namespaces() throws {
    let space = "---\n{apiVersion: v1, kind: Namespace, metadata: {name: a, labels: {team: x}}}\n"
    let folder = try ScenarioFolder(["scenario.yaml": Self.header + space + space])
    defer { folder.remove() }
    let scenario = try Scenario.read(folder.path("scenario.yaml"))
    #expect(scenario.configuration.initialObjects.count { $0 is Namespace } == 2)
    #expect(scenario.warnings.isEmpty)
  }
}
