import KubernetesObjects
import StructuredText
import Testing

/// What older versions of the API keep in annotations of an autoscaler.
struct AutoscalerAnnotationTests {
  private static func read(
    _ annotations: String, in version: String = "v1"
  ) throws -> (autoscaler: HorizontalPodAutoscaler?, notes: [String]) {
    let text = """
      apiVersion: autoscaling/\(version)
      kind: HorizontalPodAutoscaler
      metadata:
        name: web
        annotations:
          note: kept
          \(annotations)
      spec:
        maxReplicas: 5
        \(version == "v1" ? "targetCPUUtilizationPercentage: 70" : "minReplicas: 2")
        scaleTargetRef: {kind: Deployment, name: web, apiVersion: apps/v1}
      """
    let (documents, _) = try YAMLReader.readManifests(Array(text.utf8), file: "in")
    let reader = ManifestReader(documents)
    // Unknown fields are errors where manifests are read strictly.
    #expect(reader.unknownFields.occurrences.isEmpty)
    let notes = (reader.errors + reader.warnings).map(\.description)
    return (reader.objects.first?.object as? HorizontalPodAutoscaler, notes)
  }

  private static let alpha = "autoscaling.alpha.kubernetes.io/"

  @Test("metrics of the annotation come before the field's")
  func metrics() throws {
    let (autoscaler, notes) = try Self.read(
      """
      \(Self.alpha)metrics: '[{"type":"Pods","pods":{"metricName":"q","targetAverageValue":"9"}},
          {"type":"External","external":{"metricName":"e","metricSelector":{"matchLabels":
          {"App":"b"}},"targetValue":"7"}}]'
      """)
    #expect(notes.isEmpty, "\(notes)")
    let selector = LabelSelector(matching: ["App": "b"])
    #expect(
      autoscaler?.spec.metrics == [
        MetricSpec(.pods(MetricIdentifier("q")), target: .averageValue(Quantity(9))),
        MetricSpec(
          .external(MetricIdentifier("e", selector: selector)), target: .value(Quantity(7))),
        MetricSpec(.resource(.cpu), target: .utilization(70)),
      ])
    #expect(autoscaler?.metadata.annotations == ["note": "kept"])
  }

  @Test(
    "limits of the pace are read under both spellings",
    arguments: [
      #"{"ScaleUp":{"Policies":[{"Type":"Pods","Value":2,"PeriodSeconds":9}]},"ScaleDown":null}"#,
      #"{"scaleUp":{"policies":[{"type":"Pods","value":2,"periodSeconds":9}]}}"#,
    ])
  func behavior(text: String) throws {
    for version in ["v1", "v2beta1"] {
      let (autoscaler, notes) = try Self.read(
        "\(Self.alpha)behavior: '\(text)'", in: version)
      #expect(notes.isEmpty, "\(notes)")
      let policies = autoscaler?.spec.scaleUp?.policies
      #expect(policies == [HPAScalingPolicy(type: .pods, value: 2, periodSeconds: 9)])
      #expect(autoscaler?.spec.scaleDown == nil)
    }
  }

  @Test("a version that has fields for them does not read them, and drops them")
  func later() throws {
    let (autoscaler, notes) = try Self.read(
      """
      \(Self.alpha)behavior: '{"scaleUp":{}}'
          \(Self.alpha)metrics: 'no JSON'
      """, in: "v2")
    #expect(notes.isEmpty, "\(notes)")
    #expect(autoscaler?.spec.scaleUp == nil && autoscaler?.spec.metrics.isEmpty ?? false)
    #expect(autoscaler?.metadata.annotations == ["note": "kept"])
  }

  @Test("what makes no sense is passed over, and told")
  func nonsense() throws {
    let (autoscaler, notes) = try Self.read(
      "\(Self.alpha)metrics: '[{\"type\":\"Pod\"}]'")
    #expect(autoscaler?.spec.metrics.count == 1)
    #expect(
      notes == [
        "in:7:46: warning: HorizontalPodAutoscaler: passed over annotation "
          + "autoscaling.alpha.kubernetes.io/metrics: [0].type: expected Resource, "
          + "ContainerResource, Pods, Object or External, found \"Pod\"; did you mean Pods?"
      ])
    let broken = try Self.read("\(Self.alpha)behavior: '{'")
    #expect(broken.autoscaler?.spec.scaleUp == nil && broken.notes.count == 1)
  }
}
