import Testing

/// Slips in autoscalers, and patches of them.
@Suite struct AutoscalerSlipTests {
  private static func lines(_ target: String, timeline: String = "[]") throws -> [String] {
    let text =
      ScenarioText.header + """
          duration: 1m
          nodePools:
            [{name: n, count: 1, template: {status: {capacity: {cpu: 1, memory: 1Gi, pods: 9}}}}]
          timeline: \(timeline)
        ---
        apiVersion: v1
        kind: ReplicationController
        metadata: {name: web}
        spec:
          template: {metadata: {labels: {app: web}}, spec: {containers: [{name: c, image: i}]}}
        ---
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: {name: front}
        spec:
          maxReplicas: 3
          scaleTargetRef: \(target)

        """
    let folder = try ScenarioFolder(["scenario.yaml": text])
    defer { folder.remove() }
    return folder.lines()
  }

  @Test func `a target that never comes is told of, with what may have been meant`() throws {
    #expect(
      try Self.lines("{kind: ReplicationController, name: wib}") == [
        "scenario.yaml:22:19: warning: autoscaler front: there is no ReplicationController wib; "
          + "did you mean web?"
      ])
    #expect(try Self.lines("{kind: ReplicationController, name: web}").isEmpty)
    #expect(try Self.lines("{kind: Fleet, name: web}").isEmpty, "somebody else's kind")
  }

  @Test func `a patch is checked as a manifest is`() throws {
    let patch =
      "[{at: 5s, patch: {horizontalPodAutoscaler: front, spec: {minReplicas: 9}}}, "
      + "{at: 9s, delete: {horizontalPodAutoscaler: frunt}}]"
    let lines = try Self.lines("{kind: ReplicationController, name: web}", timeline: patch)
    #expect(lines.count == 2, "\(lines)")
    #expect(lines[0].contains("spec.maxReplicas: expected at least minReplicas, 9, found 3"))
    #expect(lines[1].contains("there is no HorizontalPodAutoscaler frunt; did you mean front?"))
  }
}
