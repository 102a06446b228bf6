import KubernetesObjects
import StructuredText

/// How fast a tree of nodes becomes objects: a `List` of pods, as kubectl prints them.
struct ObjectDecodingBenchmark: Benchmark {
  static let name = "objects"
  static let summary = "MB/s from a tree to pods, beside reading the same JSON into a tree"

  private static let podCount = 12_000

  func run() throws -> [BenchmarkRow] {
    let measurement = Measurement(repetitions: 5)
    let text = Self.list(podCount: Self.podCount)
    let tree = try JSONReader.read(text, file: "pods.json")
    let read = try measurement.megabytesPerSecond(text.count) {
      try JSONReader.read(text, file: "pods.json").count
    }
    let decoded = measurement.megabytesPerSecond(text.count) {
      ManifestReader([tree]).objects.count
    }
    let objects = ManifestReader([tree]).objects
    let validated = measurement.megabytesPerSecond(text.count) {
      objects.reduce(0) { $0 + $1.object.validationIssues.count }
    }
    let reading = BenchmarkRow.Baseline(name: "JSON to tree", figure: read)
    return [
      BenchmarkRow(Self.self, case: "decode pods", decoded, unit: "MB/s", baseline: reading),
      BenchmarkRow(Self.self, case: "validate pods", validated, unit: "MB/s", baseline: reading),
    ]
  }

  /// A list of `podCount` pods of some four kilobytes each.
  private static func list(podCount: Int) -> [UInt8] {
    var text = #"{"apiVersion":"v1","kind":"List","metadata":{"resourceVersion":""},"items":["#
    for index in 0..<podCount {
      if index > 0 { text += "," }
      text += pod(index)
    }
    text += "]}"
    return Array(text.utf8)
  }

  private static func pod(_ index: Int) -> String {
    #"""

        {
          "apiVersion": "v1",
          "kind": "Pod",
          "metadata": {
            "annotations": {"prometheus.io/scrape": "true", "prometheus.io/port": "9090"},
            "creationTimestamp": "2026-01-02T03:04:05Z",
            "generateName": "web-5d4f8c7b9d-",
            "labels": {
              "app.kubernetes.io/name": "web",
              "app.kubernetes.io/instance": "production",
              "pod-template-hash": "5d4f8c7b9d"
            },
            "name": "web-5d4f8c7b9d-\#(index)",
            "namespace": "team-\#(index % 40)",
            "ownerReferences": [
              {
                "apiVersion": "apps/v1",
                "blockOwnerDeletion": true,
                "controller": true,
                "kind": "ReplicaSet",
                "name": "web-5d4f8c7b9d",
                "uid": "0f8fad5b-d9cb-469f-a165-70867728950e"
              }
            ],
            "resourceVersion": "\#(100_000 + index)",
            "uid": "7c9e6679-7425-40de-944b-e07fc1f\#(10_000 + index)"
          },
          "spec": {
            "affinity": \#(affinity),
            "containers": [\#(container("web")), \#(container("proxy"))],
            "dnsPolicy": "ClusterFirst",
            "enableServiceLinks": true,
            "nodeName": "worker-\#(index % 500)",
            "preemptionPolicy": "PreemptLowerPriority",
            "priority": 0,
            "restartPolicy": "Always",
            "schedulerName": "default-scheduler",
            "securityContext": {},
            "serviceAccount": "default",
            "serviceAccountName": "default",
            "terminationGracePeriodSeconds": 30,
            "tolerations": [
              {
                "effect": "NoExecute",
                "key": "node.kubernetes.io/not-ready",
                "operator": "Exists",
                "tolerationSeconds": 300
              }
            ],
            "volumes": [{"name": "config", "configMap": {"defaultMode": 420, "name": "web"}}]
          },
          "status": \#(status(index))
        }
    """#
  }

  private static func container(_ name: String) -> String {
    #"""
    {
              "env": [{"name": "PORT", "value": "8080"}, {"name": "MODE", "value": "production"}],
              "image": "registry.example.com/team/\#(name):1.2.3",
              "imagePullPolicy": "IfNotPresent",
              "livenessProbe": {
                "failureThreshold": 3,
                "httpGet": {"path": "/healthz", "port": 8080, "scheme": "HTTP"},
                "periodSeconds": 10,
                "successThreshold": 1,
                "timeoutSeconds": 1
              },
              "name": "\#(name)",
              "ports": [{"containerPort": 8080, "name": "http", "protocol": "TCP"}],
              "resources": {
                "limits": {"cpu": "2", "memory": "1Gi"},
                "requests": {"cpu": "250m", "memory": "512Mi"}
              },
              "terminationMessagePath": "/dev/termination-log",
              "terminationMessagePolicy": "File",
              "volumeMounts": [{"mountPath": "/etc/web", "name": "config", "readOnly": true}]
            }
    """#
  }

  private static func status(_ index: Int) -> String {
    #"""
    {
            "conditions": [\#(condition("Initialized")), \#(condition("Ready"))],
            "hostIP": "10.0.0.\#(index % 250)",
            "phase": "Running",
            "podIP": "10.1.\#(index / 250).\#(index % 250)",
            "qosClass": "Burstable",
            "startTime": "2026-01-02T03:04:05Z"
          }
    """#
  }

  private static func condition(_ type: String) -> String {
    #"""
    {
                "lastProbeTime": null,
                "lastTransitionTime": "2026-01-02T03:04:05Z",
                "status": "True",
                "type": "\#(type)"
              }
    """#
  }

  private static let affinity = #"""
    {
              "podAntiAffinity": {
                "preferredDuringSchedulingIgnoredDuringExecution": [
                  {
                    "podAffinityTerm": {
                      "labelSelector": {"matchLabels": {"app.kubernetes.io/name": "web"}},
                      "topologyKey": "kubernetes.io/hostname"
                    },
                    "weight": 100
                  }
                ]
              }
            }
    """#
}
