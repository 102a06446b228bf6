import KubernetesObjects
import StructuredText
import TestSupport
import Testing

/// What the real scheduler reckons for pods, compared with ours.
struct GoldenRequestsTests {
  static let features = [
    "resources", "pod-level-resources", "scoring-strategies", "taints", "host-ports",
  ]

  @Test(
    "a pod's requests are those that the real scheduler sees",
    .enabled(if: SharedFolder.has("golden/v1.34")), arguments: features)
  func requestsEqualTheRealOnes(feature: String) throws {
    let inputs = try lines("golden/v1.34/\(feature).in.jsonl.gz")
    let outputs = try lines("golden/v1.34/\(feature).out.jsonl.gz")
    #expect(inputs.count == outputs.count)
    for (input, output) in zip(inputs, outputs) {
      let id = try #require(input["id"]).text
      let pod = try ManifestText.decode(Pod.self, #require(input["pod"]))
      guard let expected = output["podRequest"] else { continue }
      var wanted: [String: Int64] = [:]
      for member in expected.members {
        guard case .integer(let amount) = member.value.value else { continue }
        wanted[member.key.text] = amount
      }
      #expect(amounts(of: pod.spec) == wanted.filter { $0.value != 0 }, "\(feature) \(id)")
    }
  }

  /// The pod's requests in the words of the golden files, zeros left out.
  private func amounts(of spec: PodSpec) -> [String: Int64] {
    let requests = spec.effectiveRequests
    let nonZero = spec.nonZeroRequests()
    var amounts = [
      "nonZeroCpuMilli": nonZero.amount(of: .cpu), "nonZeroMemory": nonZero.amount(of: .memory),
    ]
    for entry in requests.entries {
      let name = entry.name == .cpu ? "cpuMilli" : entry.name.rawValue
      amounts[name] = requests.amount(of: entry.name)
    }
    return amounts.filter { $0.value != 0 }
  }

  private func lines(_ path: String) throws -> [SyntaxNode] {
    guard let bytes = try SharedFolder.bytes(path) else { return [] }
    return try JSONReader.readLines(bytes, file: path)
  }
}
