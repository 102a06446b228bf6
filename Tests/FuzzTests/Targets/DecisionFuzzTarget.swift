import DecisionCases
import StructuredText

extension FuzzTarget {
  /// Any line gets one line of JSON as its answer, from the scheduler of every version.
  static let decision = FuzzTarget(
    "decision",
    seeds: [modernCase, classicCase],
    tokens: [
      "{", "}", "[", "]", "\"nodes\":", "\"cpu\":\"8E\"", "\"weight\":9223372036854775807", "null",
      "\"tolerations\":[{}]", "\"affinity\":{}", "\"steps\":[]", "-1", "\\u0000", ",", ":",
    ],
    families: [
      .numbered("nodes", from: #"{"id":"a","pods":[],"pod":{"metadata":{"name":"p"}},"nodes":["#) {
        #"{"metadata":{"name":"n\#($0)"},"status":{"allocatable":{"cpu":"4"}}},"#
      }
    ]
  ) { input throws(FuzzViolation) in
    var isAnswered = false
    for era in DecisionEra.allCases {
      let answer = DecisionCases(era: era, file: "fuzz.jsonl").answer(to: input, number: 1)
      isAnswered = isAnswered || answer.isDecision
      let isLine = !answer.line.contains(0x0A)
      try FuzzViolation.unless(isLine, "\(era): an answer of several lines")
      do throws(DiagnosticList) {
        _ = try JSONReader.read(answer.line, file: "answer.json")
      } catch {
        throw FuzzViolation("\(era): an answer that is not JSON: \(error)")
      }
    }
    return isAnswered
  }

  private static let modernCase =
    #"{"id":"a","nodes":[{"metadata":{"name":"node-0"},"spec":{},"status":{"allocatable":"#
    + #"{"cpu":"4","memory":"8Gi","pods":"110"}}}],"pods":[],"pod":{"metadata":{"name":"pod"},"#
    + #""spec":{"containers":[{"name":"c","image":"a:1","resources":{"requests":{"cpu":"1.5"}}}]}"#
    + #","status":{}}}"#

  private static let classicCase =
    #"{"id":"b","nodes":[],"pods":[],"pod":{"metadata":{"name":"pod"},"spec":{"containers":"#
    + #"[{"name":"c"}]}},"policy":{"kind":"Policy","apiVersion":"v1","predicates":"#
    + #"[{"name":"PodFitsResources"}],"priorities":"#
    + #"[{"name":"LeastRequestedPriority","weight":3}]}}"#
}
