import ScenarioFiles
import StructuredText

extension FuzzTarget {
  /// Any text becomes a configuration, or is refused at places inside the text; no file is read.
  static let scenario = FuzzTarget(
    "scenario",
    seeds: [
      scenarioHead + scenarioBody,
      scenarioHead + "  manifests: [a.yaml]\n  include: b.yaml\n"
        + "  traces: [{format: csv, pods: p}]\n",
    ],
    tokens: [
      "nodePools", "count: ", "template", "timeline", "at: ", "9223372036854775807", "1e400",
      "8E", "-1", "null", "{}", "[]", "---\n", "n-0", "apply: {}", "join: {pool: n, count: 9}",
      "drain: {node: n-0}", "every: 1us", "mean: 0s", "until: settled", "\u{202E}", "  ", "\n",
      "/dev/zero", "../", "-",
    ],
    families: [
      .numbered("pools", from: scenarioHead + "  nodePools:\n") {
        "  - {name: n\($0), zones: [z\($0)], template: {status: {capacity: {cpu: 1}}}}\n"
      },
      .numbered("slips of one kind", from: scenarioHead + "  timeline:\n") {
        "  - {at: 1m, fail: {node: n-\($0)}}\n"
      },
      .numbered("unknown keys", from: scenarioHead) { "  key\($0): 1\n" },
      .numbered("pods that fit nowhere", from: scenarioHead) {
        "---\n{apiVersion: v1, kind: Pod, metadata: {name: p\($0)}, spec: {containers: "
          + "[{name: c, image: i}]}}\n"
      },
      .numbered("containers", from: scenarioHead + podHead, to: "]}}\n") {
        "{name: c\($0), image: i},"
      },
      .numbered(
        "labels",
        from: scenarioHead + "---\n{apiVersion: v1, kind: Pod, metadata: "
          + "{name: p, labels: {", to: "}}, spec: {containers: [{name: c, image: i}]}}\n"
      ) { "l\($0): v," },
      .numbered("expectations", from: scenarioHead + "  expect:\n") {
        "  - {metric: availability, of: {service: s\($0)}, atLeast: 0.5}\n"
      },
    ]
  ) { input throws(FuzzViolation) in
    do throws(ScenarioFailure) {
      _ = try Scenario.read(text: input, named: "fuzz.yaml")
      return true
    } catch {
      try FuzzViolation.unlessLocated(error.diagnostics, in: input)
      return false
    }
  }

  private static let scenarioBody = """
      nodePools:
        - name: n
          count: 2
          zones: [a]
          template: {status: {capacity: {cpu: 4, memory: 8Gi, pods: 110}}}
      images: [{name: i, size: 1M}]
      workloads:
        - name: w
          arrivals: {poisson: {rate: 3/m}}
          limit: 9
          runtime: {weibull: {scale: 4m, shape: 0.5}}
          template: {spec: {containers: [{name: c, image: i}]}}
      timeline:
        - {at: 1m, fail: {node: n-1}}
        - {at: 2m, scale: {replicationController: r, replicas: 3}}
        - {at: 3m, patch: {pool: n, metadata: {labels: {a: b}}}}
      faults: [{select: {zone: a}, fail: {exponential: {mean: 1h}}, repair: 5m}]
      reports: {every: 30s}
      expect: [{metric: availability, of: {service: s}, atLeast: 0.5}]
    ---
    apiVersion: v1
    kind: ReplicationController
    metadata: {name: r}
    spec:
      replicas: 1
      selector: {a: b}
      template:
        metadata: {labels: {a: b}}
        spec: {containers: [{name: c, image: i, resources: {requests: {cpu: 1, memory: 1Gi}}}]}
    ---
    {apiVersion: v1, kind: Service, metadata: {name: s}, spec: {selector: {a: b}, ports: \
    [{port: 80}]}}

    """

  private static let podHead =
    "---\n{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {containers: ["

  private static let scenarioHead = """
    apiVersion: wavetank/v1
    kind: Scenario
    metadata: {name: fuzz}
    spec:
      duration: 5m

    """
}
