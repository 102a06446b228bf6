import KubernetesObjects
import TestSupport
import Testing

/// The example of the module's page.
struct QuestionTests {
  private static func pod(_ name: String, milliCPU: Int64) -> Pod {
    var container = Container(name: "c", image: "i")
    container.resources.requests = [.cpu: Quantity(milliValue: milliCPU)]
    var pod = Pod()
    pod.metadata = ObjectMeta(name: name, namespace: "default")
    pod.spec.containers = [container]
    return pod
  }

  @Test func theEmptierNodeIsChosenAndAShortageIsNamed() throws {
    var question = try Question()
    try question.addNode("small", milliCPU: 1000, memoryBytes: 8 << 30)
    try question.addNode("large", milliCPU: 8000, memoryBytes: 8 << 30)
    #expect(try question.answer(for: Self.pod("web", milliCPU: 500)) == "large")
    let message = try question.answer(for: Self.pod("giant", milliCPU: 9000))
    #expect(message.hasPrefix("0/2 nodes are available: 2 Insufficient cpu."))
  }

  @Test func thePageShowsThisVeryCode() throws {
    try DocumentedExample.expect(
      "Question.swift", on: "Sources/Scheduling/Scheduling.docc/Scheduling.md")
  }
}
