import Testing

@testable import Scheduling

/// What would have to change, plugin by plugin, in the words of the explanations.
struct NodeChangeTests {
  static func asking(_ requests: String, _ spec: String = "") -> String {
    "spec: {\(spec) containers: [{name: c, image: i, resources: {requests: {\(requests)}}}]}"
  }

  static func node(_ name: String, _ fields: String = "", pods: Int = 10) -> String {
    "Node \(name) \(fields)\(fields.isEmpty ? "" : ", ")"
      + "status: {allocatable: {cpu: 2, memory: 4Gi, pods: \(pods)}}"
  }

  @Test(arguments: [
    ChangeRow(
      "what is missing is named by resource",
      "\(node("a"))\nPod p@a \(asking("cpu: 1500m, memory: 3Gi"))",
      asking("cpu: 800m, memory: 1280Mi"), ["a": ["300m more cpu", "256Mi more memory"]]),
    ChangeRow(
      "a request beyond the node says so", node("a"), asking("cpu: 3"),
      ["a": ["1 more cpu (the node has 2)"]]),
    ChangeRow(
      "extended resources count whole",
      "Node a status: {allocatable: {cpu: 2, pods: 5, example.org/gpu: 1}}",
      asking("example.org/gpu: 3"),
      ["a": ["2 more example.org/gpu (the node has 1)"]]),
    ChangeRow(
      "pods that are too many are counted",
      "\(node("a", pods: 1))\nPod p@a\n\(node("b"))", "", ["a": ["1 pod fewer"]]),
    ChangeRow(
      "every problem of a node is listed, whoever turned it down first",
      node(
        "a",
        "metadata: {labels: {disk: hdd}}, spec: {unschedulable: true, taints: "
          + "[{key: dedicated, value: gpu, effect: NoSchedule}]}", pods: 0),
      asking("cpu: 2500m", "nodeSelector: {disk: ssd},"),
      [
        "a": [
          "uncordoned", "taint dedicated=gpu:NoSchedule removed or tolerated", "label disk=ssd",
          "1 pod fewer", "500m more cpu (the node has 2)",
        ]
      ]),
  ])
  func resources(row: ChangeRow) throws { try row.check() }

  @Test(arguments: [
    ChangeRow(
      "each taint that is not tolerated is named, soft ones are not",
      node(
        "a",
        "spec: {taints: [{key: x, effect: NoExecute}, {key: y, value: v, "
          + "effect: NoSchedule}, {key: z, effect: PreferNoSchedule}, "
          + "{key: t, effect: NoSchedule}]}"),
      "spec: {tolerations: [{key: t, operator: Exists}]}",
      [
        "a": [
          "taint x:NoExecute removed or tolerated", "taint y=v:NoSchedule removed or tolerated",
        ]
      ]),
    ChangeRow(
      "a cordoned node has to be uncordoned", node("a", "spec: {unschedulable: true}"), "",
      ["a": ["uncordoned"]]),
    ChangeRow(
      "a pod that is tied to another node", "\(node("a"))\n\(node("b"))", "spec: {nodeName: b}",
      ["a": ["pod not tied to node b"]]),
    ChangeRow(
      "a port is named with those who hold it",
      "\(node("a"))\nPod web@a \(port(80))\nPod dns@a \(port(53, "UDP"))",
      "spec: {containers: [{name: c, image: i, ports: [{containerPort: 1, hostPort: 80}, "
        + "{containerPort: 2, hostPort: 53, protocol: UDP}, {containerPort: 3, hostPort: 99}]}]}",
      [
        "a": [
          "host port 80/TCP free (held by default/web)",
          "host port 53/UDP free (held by default/dns)",
        ]
      ]),
  ])
  func nodes(row: ChangeRow) throws { try row.check() }

  static func port(_ number: Int, _ name: String = "TCP") -> String {
    "spec: {containers: [{name: c, image: i, ports: "
      + "[{containerPort: 1, hostPort: \(number), protocol: \(name)}]}]}"
  }

  static func affinity(_ terms: String...) -> String {
    "spec: {affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: "
      + "{nodeSelectorTerms: [\(terms.joined(separator: ", "))]}}}}"
  }

  static func label(_ key: String, _ comparison: String, _ values: String...) -> String {
    let operands = values.isEmpty ? "" : ", values: [\(values.joined(separator: ", "))]"
    return "{matchExpressions: [{key: \(key), operator: \(comparison)\(operands)}]}"
  }

  static let labelled = node("a", "metadata: {labels: {disk: hdd, cores: '4'}}")

  @Test(arguments: [
    ChangeRow(
      "several values will do", labelled, affinity(label("disk", "In", "ssd", "nvme")),
      ["a": ["label disk=ssd or nvme"]]),
    ChangeRow(
      "a label is missing", labelled, affinity(label("gpu", "Exists")), ["a": ["label gpu"]]),
    ChangeRow(
      "a label must not be there", labelled, affinity(label("disk", "DoesNotExist")),
      ["a": ["no label disk"]]),
    ChangeRow(
      "a value is ruled out", labelled, affinity(label("disk", "NotIn", "hdd")),
      ["a": ["label disk not hdd"]]),
    ChangeRow(
      "a number is too small", labelled, affinity(label("cores", "Gt", "'7'")),
      ["a": ["label cores > 7"]]),
    ChangeRow(
      "the term with the fewest changes is taken", labelled,
      affinity(
        "{matchExpressions: [{key: x, operator: Exists}, {key: y, operator: Exists}]}",
        label("z", "Exists")), ["a": ["label z"]]),
    ChangeRow(
      "what a change would break is part of it", labelled,
      affinity(
        "{matchExpressions: [{key: disk, operator: In, values: [ssd, nvme]}, "
          + "{key: disk, operator: NotIn, values: [ssd]}]}"), ["a": ["label disk=nvme"]]),
    ChangeRow(
      "what excludes itself cannot be", labelled,
      affinity(
        "{matchExpressions: [{key: disk, operator: Exists}, "
          + "{key: disk, operator: DoesNotExist}]}"),
      ["a": ["the pod's node selector and affinity together match no node"]]),
    ChangeRow(
      "a pod that names nodes is tied to them", "\(labelled)\n\(node("b", pods: 0))",
      affinity("{matchFields: [{key: metadata.name, operator: In, values: [b]}]}"),
      ["a": ["pod not tied to node b"], "b": ["1 pod fewer"]]),
  ])
  func labels(row: ChangeRow) throws { try row.check() }
}
