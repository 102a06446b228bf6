import KubernetesObjects
import StructuredText
import TestSupport
import Testing

/// The example of the module's page.
struct RequestSumTests {
  private static func pod(_ name: String, cpu: String, memory: String) -> String {
    """
    apiVersion: v1
    kind: Pod
    metadata: {name: \(name), namespace: shop}
    spec:
      containers:
        - name: c
          image: i
          resources: {requests: {cpu: \(cpu), memory: \(memory)}}

    """
  }

  @Test func quantitiesAddUpAsInKubernetes() throws {
    let manifest =
      Self.pod("a", cpu: "250m", memory: "1Gi") + "---\n" + Self.pod("b", cpu: "1", memory: "512Mi")
    let total = try RequestSum.total(of: manifest, file: "pods.yaml")
    #expect(total[.cpu]?.description == "1250m")
    #expect(total[.memory]?.description == "1536Mi")
  }

  @Test func aSlipIsNamedByItsPlace() throws {
    let error = #expect(throws: DiagnosticList.self) {
      try RequestSum.total(of: Self.pod("a", cpu: "fast", memory: "1Gi"), file: "pods.yaml")
    }
    #expect(error?.diagnostics.first?.description.hasPrefix("pods.yaml:8:") == true)
  }

  @Test func thePageShowsThisVeryCode() throws {
    try DocumentedExample.expect(
      "RequestSum.swift",
      on: "Sources/KubernetesObjects/KubernetesObjects.docc/KubernetesObjects.md")
  }
}
