import KubernetesObjects
import ScenarioFiles
import Testing

/// `--set` reaches into the objects that a scenario names.
@Suite struct ObjectAssignmentTests {
  private static let web = """
    apiVersion: v1
    kind: List
    items:
    - apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        replicas: 2
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec: {containers: [{name: main, image: "a:1"}]}
    - {apiVersion: v1, kind: ConfigMap, metadata: {name: app.conf, namespace: shop}, data: {a: b}}
    ---
    {apiVersion: v1, kind: Service, metadata: {name: web}, spec: {ports: [{port: 80}]}}
    """

  private func read(_ assignments: String...) throws -> Scenario {
    let folder = try ScenarioFolder([
      "web.yaml": Self.web,
      "scenario.yaml": ScenarioText.withNodes(
        """
        manifests: web.yaml
        timeline:
          - at: 1m
            apply:
              apiVersion: v1
              kind: Service
              metadata: {name: late}
              spec: {ports: [{port: 80}]}
        """),
    ])
    defer { folder.remove() }
    var options = ScenarioOptions()
    options.assignments = assignments.compactMap { Assignment(parsing: $0) }
    return try Scenario.read(folder.path("scenario.yaml"), options: options)
  }

  @Test func fieldsAreReplacedAddedAndTakenAway() throws {
    let scenario = try read(
      "Deployment/web.spec.replicas=7",
      "deployments/default/web.spec.template.spec.containers.main.resources.requests.cpu=2",
      "ConfigMap/\"app.conf\".data=null", "service/web=null")
    let objects = scenario.configuration.initialObjects
    let deployment = try #require(objects.compactMap { $0 as? Deployment }.first)
    #expect(deployment.spec.replicas == 7)
    #expect(deployment.spec.template.spec.containers[0].resources.requests[.cpu] == Quantity(2))
    #expect(!objects.contains { $0 is Service })
  }

  @Test func whatTheTimelineAppliesIsReachedToo() throws {
    let scenario = try read("Service/late.metadata.labels.tier=front")
    let applied = scenario.configuration.timeline.compactMap { entry -> [any APIObject]? in
      if case .apply(let objects) = entry.action { objects } else { nil }
    }
    let service = try #require(applied.first?.first as? Service)
    #expect(service.metadata.labels["tier"] == "front")
  }

  @Test(
    arguments: [
      ("Deplyment/web.spec.replicas=1", "there is no kind Deplyment; did you mean Deployment?"),
      ("Deployment/wbe.spec.replicas=1", "no Deployment/wbe; did you mean Deployment/web?"),
      ("Deployment/shop/web.spec.replicas=1", "the manifests have no Deployment/shop/web"),
      ("ConfigMap/app.conf.data=null", "no ConfigMap/app; a name with dots is written in quotes"),
      ("Service/wub.spec=null", "the manifests have no Service/wub; did you mean Service/web?"),
      ("Deployment/web.spec.replcas=1", "unknown field spec.replcas; did you mean replicas?"),
      ("Deployment/web.spec.replcas=null", "unknown field spec.replcas; did you mean replicas?"),
      ("Deployment/web=1", "expected a field of the object, such as Deployment/web.spec"),
      ("Deployment/.spec=1", "expected KIND/NAME or KIND/NAMESPACE/NAME"),
      (
        "Deployment/web.spec.template.spec.containers.mian.image=b",
        "the object has nothing there; did you mean main?"
      ),
      ("Deployment/web.spec.replicas=x", "spec.replicas: expected a whole number"),
    ])
  func whatLeadsNowhereIsAnsweredByWhatWasMeant(_ text: String, _ message: String) {
    let failure = #expect(throws: ScenarioFailure.self) { try read(text) }
    #expect(failure?.description.contains(message) == true, "\(failure?.description ?? "")")
  }
}
