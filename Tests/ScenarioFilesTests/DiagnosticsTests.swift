import ScenarioFiles
import Testing

/// Each slip in a scenario, with the one line that its author reads.
@Suite struct DiagnosticsTests {
  struct Slip: Sendable, CustomTestStringConvertible {
    let name: String
    let spec: String
    let lines: [String]

    init(_ name: String, _ spec: String, _ lines: String...) {
      self.name = name
      self.spec = spec
      self.lines = lines
    }

    var testDescription: String { name }
  }

  static let slips: [Slip] = [
    Slip(
      "nothing is wrong",
      ""),
    Slip(
      "an unknown key with a near one",
      "timline: []",
      "9:3: error: spec.timline: unknown key; did you mean timeline?"),
    Slip(
      "an unknown key without a near one",
      "weather: rain",
      "9:3: error: spec.weather: unknown key; expected description, include, seed, "
        + "startTime, duration, until, limit, start, measure, reports, expect, controlPlane, "
        + "scheduler, nodePools, images, manifests, behaviors, metrics, workloads, traces, faults "
        + "or timeline"),
    Slip(
      "a node that does not exist",
      "timeline: [{at: 1m, fail: {node: worker-2}}]",
      "9:36: error: spec.timeline[0].fail.node: there is no node worker-2: pool worker has "
        + "only worker-0 to worker-1 by then"),
    Slip(
      "a pool that does not exist",
      "timeline: [{at: 1m, fail: {pool: workers}}]",
      "9:36: error: spec.timeline[0].fail.pool: there is no pool workers; did you mean worker?"),
    Slip(
      "a zone that does not exist",
      "timeline: [{at: 1m, fail: {zone: q}}]",
      "9:36: error: spec.timeline[0].fail.zone: there is no zone q; did you mean a?"),
    Slip(
      "two verbs in one entry",
      "timeline: [{at: 1m, fail: {pool: worker}, drain: {pool: worker}}]",
      "9:52: error: spec.timeline[0].drain: one entry has one verb; fail stands here already"),
    Slip(
      "no verb in an entry",
      "timeline: [{at: 1m}]",
      "9:14: error: spec.timeline[0]: expected a verb beside at: apply, delete, scale, "
        + "setImage, rollout, patch, rollingUpdate, label, annotate, fail, recover, partition, "
        + "heal, cordon, uncordon, drain, leave, join, taint, crash, evict, unready, ready, "
        + "load, pause or resume"),
    Slip(
      "a verb that is misspelt",
      "timeline: [{at: 1m, fial: {pool: worker}}]",
      "9:23: error: spec.timeline[0].fial: unknown key; did you mean fail?"),
    Slip(
      "a verb without a target",
      "timeline: [{at: 1m, fail: {}}]",
      "9:29: error: spec.timeline[0].fail: name the nodes by node, pool, zone or selector"),
    Slip(
      "a node that joins later",
      "timeline: [{at: 2m, join: {pool: worker}}, {at: 1m, fail: {node: worker-2}}]",
      "9:68: error: spec.timeline[1].fail.node: there is no node worker-2: pool worker has "
        + "only worker-0 to worker-1 by then"),
    Slip(
      "a node that has joined",
      "timeline: [{at: 2m, join: {pool: worker}}, {at: 3m, fail: {node: worker-2}}]"),
    Slip(
      "a node that has left",
      "timeline: [{at: 2m, leave: {node: worker-0}}, {at: 3m, fail: {node: worker-0}}]",
      "9:71: error: spec.timeline[1].fail.node: node worker-0 left at 120s"),
    Slip(
      "an event after the end",
      "timeline: [{at: 11m, fail: {node: worker-0}}]",
      "9:19: warning: spec.timeline[0].at: the run ends at 600s: this never happens"),
    Slip(
      "an object that does not exist",
      "timeline: [{at: 1m, scale: {replicationController: web, replicas: 2}}]",
      "9:54: error: spec.timeline[0].scale.replicationController: there is no "
        + "ReplicationController web"),
    Slip(
      "a selector without a kind",
      "timeline: [{at: 1m, delete: {selector: app=web}}]",
      "9:31: error: spec.timeline[0].delete: kind is required beside selector"),
    Slip(
      "a bad taint",
      "timeline: [{at: 1m, taint: {node: worker-0, taint: x=y}}]",
      "9:54: error: spec.timeline[0].taint.taint: \"x=y\" is not a taint: expected "
        + "key=value:effect or key:effect"),
    Slip(
      "a bad duration",
      "timeline: [{at: 1 minute, fail: {node: worker-0}}]",
      "9:19: error: spec.timeline[0].at: \"1 minute\" is not a duration: expected a unit "
        + "(units: ns us ms s m h d), as in 1h30m or 250ms; did you mean \"1m\"?"),
    Slip(
      "a negative duration",
      "timeline: [{at: -1m, fail: {node: worker-0}}]",
      "9:19: error: spec.timeline[0].at: must not be negative, not -1m"),
    Slip(
      "a pause of nothing",
      "timeline: [{at: 1m, pause: schedular}]",
      "9:30: error: spec.timeline[0].pause: expected scheduler or controller-manager, "
        + "found \"schedular\"; did you mean scheduler?"),
    Slip(
      "a missing manifest",
      "manifests: [nowhere.yaml]",
      "9:15: error: spec.manifests[0]: there is no file nowhere.yaml"),
    Slip(
      "a manifest outside the folder",
      "manifests: [../outside.yaml]",
      "9:15: error: spec.manifests[0]: ../outside.yaml lies outside the scenario's folder; "
        + "--allow-outside permits it"),
    Slip(
      "a distribution that is misspelt",
      "behaviors: [{runtime: {exponentail: {mean: 4m}}}]",
      "9:39: error: spec.behaviors[0].runtime.exponentail: unknown key; did you mean "
        + "exponential?"),
    Slip(
      "parameters that do not go together",
      "behaviors: [{runtime: {lognormal: {median: 4m, p90: 5m}}}]",
      "9:37: error: spec.behaviors[0].runtime.lognormal: expected {median, p99}, {mean, "
        + "standardDeviation} or {logMean, logStandardDeviation}, found median and p90; "
        + "did you mean p99?"),
    Slip(
      "a parameter out of range",
      "behaviors: [{runtime: {weibull: {scale: 4m, shape: -1}}}]",
      "9:35: error: spec.behaviors[0].runtime.weibull: shape must be positive and finite, "
        + "not -1.0"),
    Slip(
      "a percentile below the median",
      "behaviors: [{runtime: {lognormal: {median: 4m, p99: 3m}}}]",
      "9:37: error: spec.behaviors[0].runtime.lognormal: p99 must be at least the median "
        + "(240.0), not 180.0"),
    Slip(
      "an expectation without a bound",
      "expect: [{metric: availability}]",
      "9:12: error: spec.expect[0]: expected atLeast, atMost or equals beside metric"),
    Slip(
      "an expectation of nothing",
      "expect: [{metric: availability, of: {service: web}, atLeast: 1}]",
      "9:49: error: spec.expect[0].of.service: there is no service web"),
    Slip(
      "a fault that never says what",
      "faults: [{select: {pool: worker}}]",
      "9:12: error: spec.faults[0]: expected fail, partition or unready beside select"),
    Slip(
      "faults without end",
      "faults: [{select: {pool: worker}, fail: 1us, repair: 1us}]",
      "9:43: error: spec.faults[0].fail: more than 50000000 failures are expected; make "
        + "them rarer"),
    Slip(
      "both configuration and policy",
      "scheduler: {configuration: {}, policy: {}}",
      "9:42: error: spec.scheduler.policy: expected configuration or policy, found both"),
    Slip(
      "a policy with an unknown predicate",
      "scheduler: {policy: {apiVersion: v1, kind: Policy, predicates: [{name: Fits}]}}",
      "9:74: error: predicates[0].name: no predicate is called \"Fits\", and it has no argument "
        + "that makes one"),
    Slip(
      "a configuration with an unknown plugin",
      "scheduler: {configuration: {apiVersion: kubescheduler.config.k8s.io/v1, kind: "
        + "KubeSchedulerConfiguration, profiles: [{plugins: {score: {enabled: [{name: "
        + "Magic}]}}}]}}",
      "9:156: error: profiles[0].plugins.score.enabled[0].name: plugin \"Magic\" does not exist"),
    Slip(
      "a share above one",
      "behaviors: [{failureRate: 1.5}]",
      "9:29: error: spec.behaviors[0].failureRate: must be from 0.0 to 1.0, not 1.5"),
    Slip(
      "a trace without files",
      "traces: [{format: openb}]",
      "9:21: error: spec.traces[0].format: nodes or pods is required for openb"),
    Slip(
      "a list that the format does not have",
      "traces: [{format: kubernetes, pods: x}]",
      "9:21: error: spec.traces[0].format: files is required for kubernetes",
      "9:39: error: spec.traces[0].pods: kubernetes has no pods: write files"),
    Slip(
      "two lists where one is read",
      "traces: [{format: csv, pods: [x, y]}]",
      "9:33: error: spec.traces[0].pods[0]: there is no file x",
      "9:36: error: spec.traces[0].pods[1]: a trace has one list of pods; write another trace "
        + "for this one",
      "9:36: error: spec.traces[0].pods[1]: there is no file y"),
    Slip(
      "an unknown format",
      "traces: [{format: openbb, nodes: x}]",
      "9:21: error: spec.traces[0].format: expected openb, csv, kubernetes, "
        + "swf, opendc or batsim, found \"openbb\"; did you mean openb?"),
    Slip(
      "a bad rate",
      "workloads: [{name: w, arrivals: {poisson: {rate: fast}}, template: {spec: "
        + "{containers: [{name: c, image: i}]}}}]",
      "9:52: error: spec.workloads[0].arrivals.poisson.rate: expected a rate such as 30/m, "
        + "2/s or 10/15m, found \"fast\""),
    Slip(
      "too many pods",
      "workloads: [{name: w, arrivals: {poisson: {rate: 900000/s}}, template: {spec: "
        + "{containers: [{name: c, image: i}]}}}]",
      "9:35: error: spec.workloads[0].arrivals: more than 20000000 pods are expected to "
        + "arrive; set a limit or a lower rate"),
    Slip(
      "a pod that is too large",
      "workloads: [{name: w, arrivals: {every: 1m}, template: {spec: {containers: [{name: "
        + "c, image: i, resources: {requests: {cpu: 5}}}]}}}]",
      "9:22: warning: spec.workloads[0].name: no node can ever take a pod of w: it "
        + "requests cpu 5, and a node of pool worker, which comes nearest, lacks cpu 1"),
    Slip(
      "a share of a GPU where there is none",
      "workloads: [{name: w, arrivals: {every: 1m}, template: {metadata: {annotations: "
        + "{alibabacloud.com/gpu-milli: '500'}}, spec: {containers: [{name: c, image: i}]}}}]",
      "9:22: warning: spec.workloads[0].name: no node can ever take a pod of w: it "
        + "requests nvidia.com/gpu 1, and a node of pool worker, which comes nearest, lacks "
        + "nvidia.com/gpu 1"),
    Slip(
      "a pod that asks for a label",
      "workloads: [{name: w, arrivals: {every: 1m}, template: {spec: {nodeSelector: {disk: "
        + "ssd}, containers: [{name: c, image: i}]}}}]",
      "9:22: warning: spec.workloads[0].name: no node can ever take a pod of w: no node "
        + "has the labels that nodeSelector or nodeAffinity asks for"),
    Slip(
      "a template that is no pod",
      "workloads: [{name: w, arrivals: {every: 1m}, template: {spec: {containers: [{name: "
        + "C, image: i, resources: {requests: {cpu: fast}}}]}}}]",
      "9:127: error: spec.workloads[0].template.spec.containers[0].resources.requests.cpu: "
        + "\"fast\" is not a quantity: expected a number and one of the suffixes n u m k M "
        + "G T P E Ki Mi Gi Ti Pi Ei or an exponent such as e3"),
  ]

  @Test(arguments: slips)
  func slipIsNamedAndPlaced(slip: Slip) throws {
    let folder = try ScenarioFolder(["scenario.yaml": ScenarioText.withNodes(slip.spec)])
    defer { folder.remove() }
    let lines = folder.lines().map { $0.replacing("scenario.yaml:", with: "") }
    #expect(lines == slip.lines)
  }
}
