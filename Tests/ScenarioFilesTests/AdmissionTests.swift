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
      "spec.priority: the integer value of priority (7) must not be provided in pod spec; "
        + "priority admission controller computed 1000 from the given PriorityClass name"
    ),
    (
      ", priority: 7",
      "spec.priority: the integer value of priority (7) must not be provided in pod spec; "
        + "priority admission controller computed 0 from the given PriorityClass name"
    ),
    (
      ", priorityClassName: high, preemptionPolicy: Never",
      "spec.preemptionPolicy: the string value of PreemptionPolicy (Never) must not be provided in "
        + "pod spec; priority admission controller computed PreemptLowerPriority from the given "
        + "PriorityClass name"
    ),
    (
      ", priorityClassName: hihg",
      "spec.priorityClassName: no PriorityClass with name hihg was found; did you mean high?"
    ),
    (
      ", runtimeClassName: box, nodeSelector: {runtime: bag}",
      "spec.nodeSelector: conflict: runtimeClass.scheduling.nodeSelector[runtime] = box; "
        + "pod.spec.nodeSelector[runtime] = bag"
    ),
    (
      ", runtimeClassName: box, overhead: {cpu: 1}",
      "spec.overhead: pod rejected: Pod's Overhead doesn't match RuntimeClass's defined Overhead"
    ),
  ]

  @Test("a pod must not contradict its classes", arguments: contradictions)
  func priorities(spec: String, error: String?) throws {
    #expect(try errors(Self.pod(spec)) == (error.map { [$0] } ?? []))
  }

  @Test("a pod that breaks a limit range is an error; a workload whose pods would, a warning")
  func limitRanges() throws {
    let small = "name: p, namespace: small"
    let complaint = "spec.containers: minimum memory usage per Pod is 1Gi.  No request is specified"
    #expect(try errors(Self.pod("")).isEmpty)
    #expect(try errors(Self.pod("", metadata: small)) == [complaint])
    let workload = """
      ---
      apiVersion: apps/v1
      kind: ReplicaSet
      metadata: {name: w, namespace: small}
      spec:
        selector: {matchLabels: {a: b}}
        template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: a}]}}

      """
    let folder = try ScenarioFolder(["scenario.yaml": Self.header + Self.classes + workload])
    defer { folder.remove() }
    let scenario = try Scenario.read(folder.path("scenario.yaml"))
    #expect(
      scenario.warnings.map(\.message) == [
        "its pods are refused while this holds: spec.template.\(complaint)"
      ])
    #expect(scenario.warnings.map(\.location?.line) == [32])
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

  @Test("claims beyond the limits of their namespace are told, and those of a StatefulSet")
  func claims() throws {
    let spec = "{accessModes: [ReadWriteOnce], resources: {requests: {storage: 500Mi}}}"
    let folder = try ScenarioFolder([
      "scenario.yaml": Self.header + """
        ---
        {apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: c}, spec: \(spec)}
        ---
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: {name: s}
        spec:
          serviceName: s
          selector: {matchLabels: {a: b}}
          template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: a}]}}
          volumeClaimTemplates: [{metadata: {name: d}, spec: \(spec)}]
        ---
        apiVersion: v1
        kind: LimitRange
        metadata: {name: l}
        spec: {limits: [{type: PersistentVolumeClaim, min: {storage: 1Gi}}]}

        """
    ])
    defer { folder.remove() }
    let breach = "minimum storage usage per PersistentVolumeClaim is 1Gi, but request is 500Mi"
    let lines = folder.lines()
    #expect(lines.count == 2, "\(lines)")
    #expect(
      lines.first?.hasSuffix(
        "warning: the API server refuses it while this holds: spec.resources.requests: \(breach)")
        ?? false)
    #expect(
      lines.last?.hasSuffix(
        "warning: its claims are refused while this holds: "
          + "spec.volumeClaimTemplates[0].spec.resources.requests: \(breach)") ?? false)
  }
}
