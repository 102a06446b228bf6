import ClusterViews
import KubernetesObjects
import StructuredText
import Testing

/// Autoscalers as `kubectl get hpa.v1.autoscaling -o yaml` writes them.
@Suite struct FirstAutoscalerFormTests {
  private struct OneObject: ObjectSource {
    let object: APIField

    func forEach(
      _ kind: APIResource, in namespace: String?, named names: [String],
      _ body: (APIField) -> Void
    ) { body(object) }
  }

  private static func spec(of text: String) throws -> HorizontalPodAutoscalerSpec? {
    let reader = ManifestReader(
      try YAMLReader.readManifests(Array(text.utf8), file: "in").documents)
    #expect(reader.errors.isEmpty && reader.warnings.isEmpty, "\(reader.errors) in \(text)")
    return (reader.objects.first?.object as? HorizontalPodAutoscaler)?.spec
  }

  private static func written(_ text: String) throws -> String {
    let node = try YAMLReader.readManifests(Array(text.utf8), file: "in").documents[0]
    let source = OneObject(object: APIField(SyntaxValue(node)))
    let selection = ObjectSelection(
      source, at: Timestamp(seconds: 0), namespace: "default", selector: .everything)
    return ObjectListing(
      try ResourceArguments(["hpa.v1.autoscaling/web"]), of: selection,
      ObjectListing.Options(format: .yaml)
    ).text
  }

  private static let object = """
    apiVersion: autoscaling/v2
    kind: HorizontalPodAutoscaler
    metadata: {name: web, namespace: default, annotations: {zone: a}}
    spec:
      minReplicas: 2
      maxReplicas: 9
      scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
      metrics:
        - {type: Resource, resource: {name: memory, target: {type: AverageValue,
            averageValue: 3Mi}}}
        - {type: ContainerResource, containerResource: {name: cpu, container: app,
            target: {type: Utilization, averageUtilization: 40}}}
        - {type: Pods, pods: {metric: {name: q, selector: {matchLabels: {a: b}}},
            target: {type: AverageValue, averageValue: "5"}}}
        - {type: Object, object: {metric: {name: hits}, describedObject: {kind: Service, name: s,
            apiVersion: v1}, target: {type: Value, value: "8"}}}
        - {type: Object, object: {metric: {name: hits}, describedObject: {kind: Service, name: s,
            apiVersion: v1}, target: {type: AverageValue, averageValue: "8"}}}
        - {type: External, external: {metric: {name: e}, target: {type: AverageValue,
            averageValue: "6"}}}
        - {type: Resource, resource: {name: cpu, target: {type: Utilization,
            averageUtilization: 70}}}
      behavior:
        scaleUp: {stabilizationWindowSeconds: 5, selectPolicy: Min, tolerance: 50m,
          policies: [{type: Pods, value: 2, periodSeconds: 30}]}
    """

  @Test func `what the old version has no field for survives in annotations`() throws {
    let text = try Self.written(Self.object)
    #expect(text.contains("apiVersion: autoscaling/v1\n"))
    #expect(text.contains("targetCPUUtilizationPercentage: 70\n"))
    #expect(text.contains("zone: a\n"))
    let before = try #require(try Self.spec(of: Self.object))
    #expect(try Self.spec(of: text) == before)
  }

  @Test func `the status is in annotations, but for the use of cpu`() throws {
    let text = try Self.written(
      Self.object + """

        status:
          currentReplicas: 3
          desiredReplicas: 4
          conditions: [{type: AbleToScale, status: "True", reason: r, message: m}]
          currentMetrics:
            - {type: ""}
            - {type: Resource, resource: {name: cpu, current: {averageUtilization: 60,
                averageValue: 60m}}}
        """)
    #expect(text.contains("currentCPUUtilizationPercentage: 60\n"))
    #expect(
      text.contains(
        #"conditions: "[{\"type\":\"AbleToScale\",\"status\":\"True\",\"reason\":\"r\","#))
    #expect(
      text.contains(
        #"current-metrics: "[{\"type\":\"\"},{\"type\":\"Resource\",\"resource\":"#
          + #"{\"name\":\"cpu\",\"currentAverageUtilization\":60,"#))
  }
}
