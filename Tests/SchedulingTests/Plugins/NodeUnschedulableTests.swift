import Testing

struct NodeUnschedulableTests {
  static let given = "Node a spec: {unschedulable: true}\nNode b"
  static let refused = ["a": "never: node(s) were unschedulable", "b": ""]
  static let key = "key: node.kubernetes.io/unschedulable"

  static func row(
    _ sentence: String, _ toleration: String, _ expected: [String: String]
  ) -> FilterRow { FilterRow(sentence, given, "spec: {tolerations: [{\(toleration)}]}", expected) }

  static let rows = [
    FilterRow("a cordoned node takes no pod", given, "", refused),
    row(
      "a pod that tolerates the taint of the cordon may go there",
      "\(key), operator: Exists, effect: NoSchedule", ["a": "", "b": ""]),
    row(
      "equality with an empty value tolerates it", "\(key), effect: NoSchedule",
      ["a": "", "b": ""]),
    row(
      "equality with another value does not", "\(key), value: x, effect: NoSchedule", refused),
    row(
      "a toleration of another effect does not", "\(key), operator: Exists, effect: NoExecute",
      refused),
    row("a toleration without effect does", "\(key), operator: Exists", ["a": "", "b": ""]),
    row("a toleration of everything does", "operator: Exists", ["a": "", "b": ""]),
    row("a toleration of another key does not", "key: other, operator: Exists", refused),
  ]

  @Test(arguments: rows) func filter(row: FilterRow) throws { try row.check("NodeUnschedulable") }
}
