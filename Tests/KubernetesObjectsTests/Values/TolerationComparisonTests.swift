import KubernetesObjects
import Testing

@Suite("Tolerations that compare numbers")
struct TolerationComparisonTests {
  @Test(
    arguments: [
      ("Gt", "5", "10", true), ("Gt", "10", "10", false), ("Gt", "20", "10", false),
      ("Lt", "20", "10", true), ("Lt", "10", "10", false), ("Lt", "5", "10", false),
      ("Lt", "-5", "-10", true), ("Gt", "5", "ten", false), ("Gt", "5", "010", false),
      ("Gt", "+5", "10", false),
    ] as [(String, String, String, Bool)])
  func aTaintIsToleratedByItsNumber(
    operation: String, value: String, taint: String, expected: Bool
  ) {
    let toleration = Toleration(key: "sla", operation: .init(text: operation), value: value)
    let taint = Taint(key: "sla", value: taint, effect: .noExecute)
    #expect(toleration.tolerates(taint) == expected)
  }
}
