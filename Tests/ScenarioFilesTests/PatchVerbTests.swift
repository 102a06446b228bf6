import ScenarioFiles
import Testing

/// What is said of patches and changes of load before a run.
@Suite struct PatchVerbTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let verb: String
    let lines: [String]

    init(_ name: String, _ verb: String, _ lines: String...) {
      self.name = name
      self.verb = verb
      self.lines = lines
    }

    var testDescription: String { name }
  }

  static let cases: [Case] = [
    Case("replicas", "patch: {replicationController: web, spec: {replicas: 3}}"),
    Case(
      "parts of a node",
      "patch: {node: worker-0, metadata: {labels: {disk: null}}, spec: {unschedulable: true, "
        + "taints: ['a=b:NoSchedule']}, status: {capacity: {cpu: 8, example.com/fpga: 2}}}"),
    Case(
      "a container by its name",
      "patch: {replicationController: web, spec: {template: {spec: {containers: "
        + "[{name: app, image: 'web:2', resources: {requests: {cpu: 200m, memory: null}}}]}}}}"),
    Case(
      "a container that is not there",
      "patch: {replicationController: web, spec: {template: {spec: {containers: [{name: ap}]}}}}",
      "11:104: error: spec.timeline[0].patch.spec.template.spec.containers[0].name: "
        + "ReplicationController web has no container ap; did you mean app?"),
    Case(
      "labels that the selector does not match",
      "patch: {replicationController: web, spec: {template: {metadata: {labels: {app: x}}}}}",
      "11:30: error: spec.timeline[0].patch: makes a ReplicationController invalid: "
        + "spec.selector: does not match the labels of the template"),
    Case(
      "a part that the kind does not have",
      "patch: {node: worker-0, spec: {replicas: 3}}",
      "11:64: error: spec.timeline[0].patch.spec.replicas: cannot be patched in a Node, but in a "
        + "ReplicationController or ReplicaSet"),
    Case(
      "a part that cannot be patched",
      "patch: {pod: web-1, spec: {hostname: a}}",
      "11:50: error: spec.timeline[0].patch.spec.hostname: unknown key; expected unschedulable, "
        + "taints, replicas, minReadySeconds, template or selector"),
    Case(
      "nothing to replace",
      "patch: {node: worker-0}",
      "11:30: error: spec.timeline[0].patch: say what to replace, below metadata, spec or status"),
    Case(
      "nobody to patch",
      "patch: {spec: {replicas: 1}}",
      "11:30: error: spec.timeline[0].patch: name nodes by node, pool or zone, or objects by pod, "
        + "replicationController, replicaSet, service, deployment, statefulSet, daemonSet, job, "
        + "cronJob, podDisruptionBudget, horizontalPodAutoscaler, resourceQuota, limitRange, "
        + "persistentVolumeClaim or persistentVolume"),
    Case(
      "a controller that is not there",
      "patch: {replicationController: wbe, spec: {replicas: 1}}",
      "11:54: error: spec.timeline[0].patch.replicationController: there is no "
        + "ReplicationController wbe; did you mean web?"),
    Case(
      "a quantity that is none",
      "patch: {node: worker-0, status: {capacity: {cpu: much}}}",
      "11:72: error: spec.timeline[0].patch.status.capacity.cpu: \"much\" is not a quantity: "
        + "expected a number and one of the suffixes n u m k M G T P E Ki Mi Gi Ti Pi Ei or an "
        + "exponent such as e3"),
    Case("use of a controller's pods", "load: {replicationController: web, cpu: {factor: 1.5}}"),
    Case("use of pods", "load: {selector: app=web, cpu: {ofRequest: 0.5}, memory: 100Mi}"),
    Case(
      "a use without pods", "load: {cpu: 100m}",
      "11:29: error: spec.timeline[0].load: name the objects by pod, selector, "
        + "replicationController, replicaSet, deployment, statefulSet, daemonSet, "
        + "deploymentConfig or job"),
    Case(
      "a use that is none", "load: {pod: web-1, cpu: {times: 2}}",
      "11:55: error: spec.timeline[0].load.cpu.times: unknown key; expected ofRequest, constant, "
        + "steps, daily, sine or samples"
    ),
  ]

  @Test(arguments: cases) func `a verb is read, or said to be wrong where it is`(
    example: Case
  ) throws {
    let controller = """
      behaviors: [{usage: {cpu: {ofRequest: 0.5}}}]
      timeline: [{at: 1m, \(example.verb)}]
      """
    let folder = try ScenarioFolder([
      "scenario.yaml": ScenarioText.withNodes("manifests: [web.yaml]\n" + controller),
      "web.yaml": Self.manifest,
    ])
    defer { folder.remove() }
    #expect(folder.lines() == example.lines.map { "scenario.yaml:" + $0 })
  }

  private static let manifest = """
    apiVersion: v1
    kind: ReplicationController
    metadata: {name: web}
    spec:
      replicas: 2
      template:
        metadata: {labels: {app: web}}
        spec:
          containers: [{name: app, image: 'web:1', resources: {requests: {cpu: 100m}}}]
    """
}
