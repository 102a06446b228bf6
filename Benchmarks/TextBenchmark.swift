import Foundation
import StructuredText

/// How fast JSON and YAML become a tree.
struct TextBenchmark: Benchmark {
  static let name = "text"
  static let summary = "MB/s of reading 50 MB of pods as JSON and as YAML, beside Foundation"

  /// Bytes that each text has at least.
  private static let size = 50_000_000

  func run() throws -> [BenchmarkRow] {
    let measurement = Measurement(repetitions: 3)
    let pods = Self.pods(bytes: Self.size)
    let indented = JSONEmitter.bytes(of: pods, layout: .indented)
    let compact = JSONEmitter.bytes(of: pods)
    let yaml = YAMLEmitter.bytes(of: pods)
    return [
      try row("JSON, indented", measurement, indented, besides: indented) {
        try JSONReader.read($0, file: "pods.json").count
      },
      try row("JSON, compact", measurement, compact, besides: compact) {
        try JSONReader.read($0, file: "pods.json").count
      },
      try row("YAML, block style", measurement, yaml, besides: indented) {
        try YAMLReader.read($0, file: "pods.yaml").count
      },
      try row("YAML, flow style", measurement, indented, besides: indented) {
        try YAMLReader.read($0, file: "pods.yaml").count
      },
    ]
  }

  /// Reading `text`, beside Foundation's reading of the same objects as `json`.
  private func row(
    _ scenario: String, _ measurement: Measurement, _ text: [UInt8], besides json: [UInt8],
    _ read: ([UInt8]) throws -> Int
  ) throws -> BenchmarkRow {
    let figure = try measurement.megabytesPerSecond(text.count) { try read(text) }
    let data = Data(json)
    let baseline = try measurement.megabytesPerSecond(json.count) {
      try JSONSerialization.jsonObject(with: data)
    }
    return BenchmarkRow(
      Self.self, case: scenario, figure, unit: "MB/s",
      baseline: BenchmarkRow.Baseline(name: "JSONSerialization", figure: baseline))
  }

  /// A `List` of pods like those of a real cluster, `bytes` long as compact JSON.
  private static func pods(bytes: Int) -> SyntaxValue {
    let podBytes = JSONEmitter.bytes(of: pod(0)).count
    return [
      "apiVersion": "v1", "kind": "List", "metadata": ["resourceVersion": ""],
      "items": .sequence((0...bytes / podBytes).map(pod)),
    ]
  }

  private static func pod(_ number: Int) -> SyntaxValue {
    let name = "frontend-\(number / 100)-7d4b9c-\(number)"
    return [
      "apiVersion": "v1", "kind": "Pod",
      "metadata": [
        "name": .string(name), "namespace": "production", "generateName": "frontend-7d4b9c-",
        "creationTimestamp": "2025-03-14T09:26:53Z", "resourceVersion": .string("\(number * 7)"),
        "uid": .string("5f0c7a52-1c1e-4f0b-9d0e-\(100_000_000_000 + number)"),
        "labels": [
          "app": "frontend", "pod-template-hash": "7d4b9c", "app.kubernetes.io/part-of": "shop",
        ],
        "annotations": ["description": "serves \"the shop\"\nand its images"],
        "ownerReferences": [
          [
            "apiVersion": "apps/v1", "kind": "ReplicaSet", "name": "frontend-7d4b9c",
            "controller": true, "blockOwnerDeletion": true,
          ]
        ],
      ],
      "spec": [
        "containers": .sequence((0..<2).map(container)), "restartPolicy": "Always",
        "nodeName": .string("worker-\(number % 500)"), "schedulerName": "default-scheduler",
        "terminationGracePeriodSeconds": 30, "priority": 0, "serviceAccountName": "default",
        "tolerations": [
          [
            "key": "node.kubernetes.io/not-ready", "operator": "Exists", "effect": "NoExecute",
            "tolerationSeconds": 300,
          ]
        ],
      ],
      "status": [
        "phase": "Running", "podIP": .string("10.0.\(number / 250 % 250).\(number % 250)"),
        "conditions": .sequence(["Ready", "Initialized", "PodScheduled"].map(condition)),
      ],
    ]
  }

  private static func container(_ number: Int) -> SyntaxValue {
    [
      "name": .string("c\(number)"), "image": "registry.example.com/shop/frontend:1.27.3",
      "args": ["--port=8080", "--verbose"], "terminationMessagePath": "/dev/termination-log",
      "resources": [
        "requests": ["cpu": "100m", "memory": "128Mi"], "limits": ["cpu": "1", "memory": "1Gi"],
      ],
      "ports": [["containerPort": 8080, "protocol": "TCP", "name": "http"]],
      "volumeMounts": [
        [
          "name": "kube-api-access", "readOnly": true,
          "mountPath": "/var/run/secrets/kubernetes.io/serviceaccount",
        ]
      ],
    ]
  }

  private static func condition(_ type: String) -> SyntaxValue {
    [
      "type": .string(type), "status": "True", "lastProbeTime": .null,
      "lastTransitionTime": "2025-03-14T09:26:55Z",
    ]
  }
}
