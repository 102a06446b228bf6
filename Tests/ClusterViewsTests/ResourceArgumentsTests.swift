import ClusterViews
import Testing

/// What kubectl's arguments ask for.
@Suite struct ResourceArgumentsTests {
  /// `pods:web-0,web-1` for each kind that is asked for.
  private func requests(_ line: String) throws -> String {
    let arguments = try ResourceArguments(line.split(separator: " ").map(String.init))
    let texts = arguments.requests.map { "\($0.kind.plural):\($0.names.joined(separator: ","))" }
    return (arguments.namesKinds ? "kinds " : "") + texts.joined(separator: " ")
  }

  @Test(arguments: [
    ("pods", "pods:"), ("po", "pods:"), ("Pod", "pods:"), ("deployment.apps", "deployments:"),
    ("hpa.v1.autoscaling", "horizontalpodautoscalers:"), ("deploy.v1.apps", "deployments:"),
    ("pods web-0 web-1", "pods:web-0,web-1"), ("pod/web-0", "pods:web-0"),
    ("pod/web-0 pod/web-1", "pods:web-0,web-1"),
    ("deploy,svc", "kinds deployments: services:"), ("pods,pods", "pods:"),
    ("deploy/web svc/web", "kinds deployments:web services:web"),
    (
      "all",
      "kinds pods: replicationcontrollers: services: daemonsets: deployments: replicasets: "
        + "statefulsets: horizontalpodautoscalers: cronjobs: jobs: deploymentconfigs:"
    ),
  ]) func `arguments name kinds and objects`(line: String, told: String) throws {
    #expect(try requests(line) == told)
  }

  @Test(arguments: [
    ("", "expected a kind of object"),
    ("podz", "expected a kind of object such as pods, found \"podz\"; did you mean pods?"),
    (
      "hpa.v2beta1.autoscaling",
      "expected a kind of object such as pods, found \"hpa.v2beta1.autoscaling\""
    ),
    ("pod/web svc", "expected every argument to be KIND/NAME, found svc"),
    ("pod/", "expected every argument to be KIND/NAME, found pod/"),
  ]) func `what means nothing is told`(line: String, message: String) {
    #expect(throws: ResourceArguments.Problem(message: message)) {
      try ResourceArguments(line.split(separator: " ").map(String.init))
    }
  }
}
