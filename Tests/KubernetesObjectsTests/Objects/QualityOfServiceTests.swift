import KubernetesObjects
import StructuredText
import TestSupport
import Testing

/// The service classes of whole pods.
struct QualityOfServiceTests {
  @Test(
    "classes and out-of-memory scores equal the kubelet's",
    .enabled(if: SharedFolder.has("tables/qos_and_oom_score.json")))
  func table() throws {
    guard let table = try ReferenceTable("qos_and_oom_score") else { return }
    for row in table.rows {
      var pod = PodSpec()
      pod.containers = try containers(row["containers"])
      pod.initContainers = try containers(row["initContainers"])
      let note = row["note"] as? String ?? ""
      #expect(pod.qualityOfServiceClass.rawValue == row["qos"] as? String, "\(note)")
      let scores = pod.containers.map {
        pod.outOfMemoryScore(of: $0, memoryCapacity: 8 << 30)
      }
      #expect(scores == row["oomScoreAdjAt8Gi"] as? [Int], "\(note)")
    }
  }

  @Test(
    .enabled(if: SharedFolder.has("cases/worked-examples.json")),
    arguments: ["qos-burstable", "qos-besteffort"])
  func `the classes of the documentation hold`(id: String) throws {
    let bytes = try #require(try SharedFolder.bytes("cases/worked-examples.json"))
    let cases = try #require(try JSONReader.read(bytes, file: id)["cases"]).elements
    let example = try #require(cases.first { $0["id"]?.text == id })
    var pod = PodSpec()
    for node in try #require(example["input"]?["containers"]).elements {
      var container = Container(name: "c")
      for (place, key) in [
        (\ResourceRequirements.requests, "requests"), (\.limits, "limits"),
      ] as [(WritableKeyPath<ResourceRequirements, ResourceList>, String)] {
        guard let amount = node[key]?["memory"]?.text else { continue }
        container.resources[keyPath: place][.memory] = try Quantity(parsing: amount)
      }
      pod.containers.append(container)
    }
    #expect(pod.qualityOfServiceClass.rawValue == example["expected"]?["qosClass"]?.text)
  }

  @Test("what the pod as a whole requests decides alone")
  func podLevel() {
    var pod = PodSpec()
    pod.containers = [Container(name: "c")]
    #expect(pod.qualityOfServiceClass == .bestEffort)
    let amounts: ResourceList = [.cpu: Quantity(1), .memory: Quantity(1)]
    pod.resources = ResourceRequirements(requests: amounts, limits: amounts)
    #expect(pod.qualityOfServiceClass == .guaranteed)
  }

  @Test("a critical pod is protected like a guaranteed one")
  func critical() {
    var pod = PodSpec()
    pod.containers = [Container(name: "c")]
    pod.priority = PriorityClass.systemNodeCritical
    #expect(pod.outOfMemoryScore(of: pod.containers[0], memoryCapacity: 1 << 30) == -997)
  }

  private func containers(_ cell: Any?) throws -> [Container] {
    try (cell as? [[String: String]] ?? []).map { texts in
      var container = Container(name: "c")
      let fields: [(String, WritableKeyPath<Container, ResourceList>, ResourceName)] = [
        ("RC", \.resources.requests, .cpu), ("RM", \.resources.requests, .memory),
        ("LC", \.resources.limits, .cpu), ("LM", \.resources.limits, .memory),
      ]
      for (field, list, name) in fields {
        guard let text = texts[field], !text.isEmpty else { continue }
        container[keyPath: list][name] = try Quantity(parsing: text)
      }
      return container
    }
  }
}
