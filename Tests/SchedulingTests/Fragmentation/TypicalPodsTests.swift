import KubernetesObjects
import Scheduling
import Testing

@Suite struct TypicalPodsTests {
  private static func kind(_ milliCPU: Int64, _ models: String = "") -> TypicalPodKind {
    TypicalPodKind(milliCPU: milliCPU, count: 1, milli: 500, models: models)
  }

  @Test("The most frequent kinds are taken until they cover enough, and their shares sum to one")
  func coverage() {
    let counts = [(Self.kind(1), 5), (Self.kind(2), 80), (Self.kind(3), 15)]
    #expect(TypicalPods(counts).kinds.map(\.kind) == [Self.kind(2), Self.kind(3)])
    #expect(TypicalPods(counts).kinds.map(\.share) == [0.8 / 0.95, 0.15 / 0.95])
    #expect(TypicalPods(counts, coverageMillionths: 1_000_000).kinds.count == 3)
    #expect(TypicalPods(counts, coverageMillionths: 800_000).kinds.count == 1)
    #expect(TypicalPods(counts, coverageMillionths: 0).kinds.isEmpty)
    #expect(TypicalPods([]).kinds.isEmpty)
  }

  @Test("Among equal counts what asks for more stands first")
  func ties() {
    let kinds = [
      TypicalPodKind(milliCPU: 2, count: 1, milli: 900),
      TypicalPodKind(milliCPU: 2, count: 2, milli: 500),
      TypicalPodKind(milliCPU: 2, count: 1, milli: 500, models: "B"),
      TypicalPodKind(milliCPU: 2, count: 1, milli: 500, models: "A|Z"),
      TypicalPodKind(milliCPU: 1, count: 8),
    ]
    let order = TypicalPods(kinds.reversed().map { ($0, 1) }, coverageMillionths: 1_000_000)
    #expect(order.kinds.map(\.kind) == kinds)
  }

  @Test(
    "A kind is read from requests or annotations, and from the models that are left",
    arguments: [
      ("", "cpu: 1500m", "", TypicalPodKind(milliCPU: 1500)),
      ("", "cpu: 2, nvidia.com/gpu: 4", "", TypicalPodKind(milliCPU: 2000, count: 4, milli: 1000)),
      (
        "alibabacloud.com/gpu-milli: '300'", "", "nodeSelector: {nvidia.com/gpu.product: T4}",
        TypicalPodKind(milliCPU: 0, count: 1, milli: 300, models: "T4")
      ),
      (
        "alibabacloud.com/gpu-count: '2'", "",
        "affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: "
          + "{nodeSelectorTerms: [{matchExpressions: [{key: nvidia.com/gpu.product, operator: In, "
          + "values: [V, A]}]}]}}}",
        TypicalPodKind(milliCPU: 0, count: 2, milli: 1000, models: "V|A")
      ),
    ])
  func kinds(annotations: String, requests: String, spec: String, expected: TypicalPodKind) throws {
    let pod: Pod = try SmallCluster.object(
      "{metadata: {annotations: {\(annotations)}}, spec: {containers: [{name: c, image: i, "
        + "resources: {requests: {\(requests)}}}]\(spec.isEmpty ? "" : ", ")\(spec)}}")
    #expect(TypicalPodKind(pod.spec, annotations: pod.metadata.annotations) == expected)
  }
}
