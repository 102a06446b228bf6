import Testing

struct NodeNameTests {
  static let given = "Node a\nNode b"
  static let other = "never: node(s) didn't match the requested node name"

  @Test(arguments: [
    FilterRow("a pod that names no node may go anywhere", given, "", ["a": "", "b": ""]),
    FilterRow(
      "a pod that names a node goes nowhere else", given, "spec: {nodeName: b}",
      ["a": other, "b": ""]),
    FilterRow(
      "a name that no node has rules all out", given, "spec: {nodeName: c}",
      ["a": other, "b": other]),
  ])
  func filter(row: FilterRow) throws { try row.check("NodeName") }
}
