import KubernetesObjects
import StructuredText
import Testing

/// What objects are refused for, with the places of the fields that are to blame.
struct ValidationTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    let json: String
    let expected: [String]
    var testDescription: String { name }

    init(_ name: String, _ json: String, _ expected: String...) {
      self.name = name
      self.json = json
      self.expected = expected
    }

    /// A pod whose container `c` has further `fields`, on the third line.
    init(container fields: String, _ name: String, _ expected: String...) {
      self.name = name
      self.expected = expected
      json = """
        {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a"}, "spec": {"containers": [
         {"name": "c", "image": "i",
        \(fields)}]}}
        """
    }

    /// A pod with one container and further `fields` of its specification, on the third line.
    init(pod fields: String, _ name: String, _ expected: String...) {
      self.name = name
      self.expected = expected
      json = """
        {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a"}, "spec": {"containers": [
         {"name": "c", "image": "i"}],
        \(fields)}}
        """
    }
  }

  static let pods = [
    Case(
      "a pod needs a name and a container",
      #"{"apiVersion": "v1", "kind": "Pod", "metadata": {}, "spec": {}}"#,
      "in.json:1:49: error: metadata.name: required, or generateName",
      "in.json:1:61: error: spec.containers: required, at least one"),
    Case(
      "names and labels follow their grammars",
      #"""
      {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "A", "labels": {"a": "b c"}},
       "spec": {"containers": [{"name": "c_", "image": "i"}]}}
      """#,
      #"""
      in.json:1:58: error: metadata.name: "A": expected a DNS subdomain of lower-case letters, \#
      digits, "-" and ".", with a letter or a digit at both ends of each part
      """#,
      #"""
      in.json:1:79: error: metadata.labels.a: "b c" is not a label value: expected letters, \#
      digits, "-", "_" or ".", with a letter or a digit at both ends
      """#,
      #"""
      in.json:2:35: error: spec.containers[0].name: "c_": expected lower-case letters, digits and \#
      "-", with a letter or a digit at both ends
      """#),
    Case(
      container: #" "resources": {"requests": {"cpu": "2"}, "limits": {"cpu": "1"}}"#,
      "a request is at most its limit",
      "in.json:3:36: error: spec.containers[0].resources.requests.cpu: expected at most the limit "
        + "1, found 2"),
    Case(
      container: #" "resources": {"requests": {"memory": "-1"}}"#,
      "no amount is negative",
      "in.json:3:39: error: spec.containers[0].resources.requests.memory: expected 0 or more, "
        + "found -1"),
    Case(
      container: #" "resources": {"requests": {"example.com/gpu": 1}}"#,
      "what cannot be overcommitted needs a limit",
      "in.json:3:48: error: spec.containers[0].resources.requests[example.com/gpu]: expected a "
        + "limit of the same amount"),
    Case(
      container: #" "resources": {"limits": {"hugepages-2Mi": "4Mi"}}"#,
      "huge pages do not come alone",
      "in.json:3:15: error: spec.containers[0].resources.requests.hugepages-2Mi: expected cpu or "
        + "memory beside it"),
    Case(
      pod: #" "volumes": [{"name": "v", "hostPath": {"path": "/a/../b"}}]"#,
      "a path of the host does not go back",
      #"""
      in.json:3:49: error: spec.volumes[0].hostPath.path: expected a path without ".."
      """#),
    Case(
      container: #" "ports": [{"containerPort": 0}, {"containerPort": 80, "hostPort": 70000}]"#,
      "ports are in range",
      "in.json:3:30: error: spec.containers[0].ports[0].containerPort: expected 1 to 65535, "
        + "found 0",
      "in.json:3:68: error: spec.containers[0].ports[1].hostPort: expected 0 to 65535, "
        + "found 70000"),
    Case(
      container: #" "livenessProbe": {"tcpSocket": {"port": 1}, "successThreshold": 2}"#,
      "a liveness probe succeeds at once",
      "in.json:3:66: error: spec.containers[0].livenessProbe.successThreshold: expected 1, "
        + "found 2"),
    Case(
      container: #" "readinessProbe": {"periodSeconds": -1}"#,
      "a probe does something at a pace",
      "in.json:3:20: error: spec.containers[0].readinessProbe: expected one of exec, httpGet, "
        + "tcpSocket and grpc",
      "in.json:3:38: error: spec.containers[0].readinessProbe.periodSeconds: expected 1 to "
        + "2147483647, found -1"),
    Case(
      pod: #" "tolerations": [{"key": "a", "operator": "Exists", "value": "b"}]"#,
      "a toleration's operator and value agree",
      "in.json:3:62: error: spec.tolerations[0].value: expected no value with the operator Exists"),
    Case(
      pod: #" "initContainers": [{"name": "c", "image": "i"}]"#,
      "no two containers have one name",
      #"in.json:3:30: error: spec.initContainers[0].name: another container is called "c" too"#),
    Case(
      pod: #"""
         "topologySpreadConstraints":
         [{"maxSkew": 0, "topologyKey": "zone", "whenUnsatisfiable": "ScheduleAnyway"}]
        """#,
      "a spread allows some skew",
      "in.json:4:15: error: spec.topologySpreadConstraints[0].maxSkew: expected 1 to 2147483647, "
        + "found 0"),
    Case(
      pod: #"""
         "affinity": {"nodeAffinity": {"preferredDuringSchedulingIgnoredDuringExecution":
         [{"weight": 101, "preference": {}}]}}
        """#,
      "a preference's weight is 1 to 100",
      "in.json:4:14: error: spec.affinity.nodeAffinity."
        + "preferredDuringSchedulingIgnoredDuringExecution[0].weight: expected 1 to 100, "
        + "found 101"),
    Case(
      pod: #" "volumes": [{"name": "data"}]"#,
      "an unused volume is no issue"),
    Case(
      container: #" "volumeMounts": [{"name": "data", "mountPath": "/d"}]"#,
      "a mount needs its volume",
      #"in.json:3:28: error: spec.containers[0].volumeMounts[0].name: the pod has no volume "data""#
    ),
  ]

  static let others = [
    Case(
      "a selector matches the template",
      #"""
      {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "a"}, "spec": {
       "selector": {"matchLabels": {"app": "a"}}, "template": {"metadata": {"labels": {"app": "b"}},
       "spec": {"containers": [{"name": "c", "image": "i"}]}}}}
      """#,
      "in.json:2:14: error: spec.selector: does not match the labels of the template"),
    Case(
      "a rolling update makes steps",
      #"""
      {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "a"}, "spec": {
       "strategy": {"rollingUpdate": {"maxSurge": 0, "maxUnavailable": "0%"}},
       "selector": {"matchLabels": {"app": "a"}}, "template": {"metadata": {"labels": {"app": "a"}},
       "spec": {"containers": [{"name": "c", "image": "i"}]}}}}
      """#,
      "in.json:2:66: error: spec.strategy.rollingUpdate.maxUnavailable: expected more than 0 where "
        + "maxSurge is 0"),
    Case(
      "a replication controller takes its selector from its template",
      #"""
      {"apiVersion": "v1", "kind": "ReplicationController", "metadata": {"name": "a"}, "spec": {
       "template": {"metadata": {"labels": {"app": "b"}},
       "spec": {"containers": [{"name": "c", "image": "i"}]}}}}
      """#),
    Case(
      "a job's pods end",
      #"""
      {"apiVersion": "batch/v1", "kind": "Job", "metadata": {"name": "a"}, "spec": {
       "template": {"spec": {"containers": [{"name": "c", "image": "i"}]}}}}
      """#,
      "in.json:2:23: error: spec.template.spec.restartPolicy: expected OnFailure or Never, found "
        + "Always"),
    Case(
      "a budget has one number",
      #"""
      {"apiVersion": "policy/v1", "kind": "PodDisruptionBudget", "metadata": {"name": "a"},
       "spec": {"minAvailable": 1, "maxUnavailable": "150%"}}
      """#,
      "in.json:2:10: error: spec: expected only one of minAvailable and maxUnavailable",
      "in.json:2:48: error: spec.maxUnavailable: expected 100% at most, found 150%"),
    Case(
      "an autoscaler's bounds are in order",
      #"""
      {"apiVersion": "autoscaling/v1", "kind": "HorizontalPodAutoscaler", "metadata": {"name": "a"},
       "spec": {"minReplicas": 5, "maxReplicas": 3, "scaleTargetRef": {"kind": "A", "name": "b"}}}
      """#,
      "in.json:2:44: error: spec.maxReplicas: expected at least minReplicas, 5, found 3"),
    Case(
      "a class of users has a user's priority",
      #"""
      {"apiVersion": "scheduling.k8s.io/v1", "kind": "PriorityClass", "metadata": {"name": "a"},
       "value": 1000000001}
      """#,
      "in.json:2:11: error: value: expected 1000000000 at most, found 1000000001"),
    Case(
      "several ports of a service have names",
      #"""
      {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "1a"},
       "spec": {"ports": [{"port": 80}, {"port": 80, "name": "b"}]}}
      """#,
      #"""
      in.json:1:62: error: metadata.name: "1a": expected lower-case letters, digits and "-", with \#
      a letter or a digit at both ends, starting with a letter
      """#,
      "in.json:2:21: error: spec.ports[0].name: required where there are several ports",
      "in.json:2:44: error: spec.ports[1].port: 80/TCP is taken by another port of the service"),
    Case(
      "the points of a function rise",
      #"""
      {"apiVersion": "kubescheduler.config.k8s.io/v1", "kind": "KubeSchedulerConfiguration",
       "profiles": [{"pluginConfig": [{"name": "NodeResourcesFit", "args": {"scoringStrategy": {
       "type": "RequestedToCapacityRatio", "requestedToCapacityRatio": {"shape": [
       {"utilization": 50, "score": 0}, {"utilization": 50, "score": 11}]}}}}]}]}
      """#,
      "in.json:4:64: error: profiles[0].pluginConfig[0].args.scoringStrategy."
        + "requestedToCapacityRatio.shape[1].score: expected 0 to 10, found 11",
      "in.json:4:51: error: profiles[0].pluginConfig[0].args.scoringStrategy."
        + "requestedToCapacityRatio.shape[1].utilization: expected more than the point before, 50, "
        + "found 50"),
  ]

  @Test("issues are told with place and expectation", arguments: pods + others)
  func issues(testCase: Case) throws {
    let reader = try ManifestText.read(json: testCase.json)
    #expect(reader.errors.map(\.description) == [])
    let issues = reader.objects.flatMap { object in
      var object = object
      object.applyDefaults()
      return object.validationDiagnostics.map(\.description)
    }
    #expect(issues == testCase.expected)
  }

  @Test("a cron schedule that does not parse is an issue")
  func schedule() throws {
    let reader = try ManifestText.read(
      json: #"""
        {"apiVersion": "batch/v1", "kind": "CronJob", "metadata": {"name": "a"},
         "spec": {"schedule": "61 * * * *", "jobTemplate": {"spec": {"template": {"spec":
         {"restartPolicy": "Never", "containers": [{"name": "c", "image": "i"}]}}}}}}
        """#)
    let issues = reader.objects.flatMap(\.validationDiagnostics)
    #expect(issues.count == 1)
    #expect(issues.first?.description.hasPrefix("in.json:2:23: error: spec.schedule: ") ?? false)
  }
}
