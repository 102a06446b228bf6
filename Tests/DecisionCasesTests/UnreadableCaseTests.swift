import DecisionCases
import StructuredText
import Testing

@Suite struct UnreadableCaseTests {
  @Test(
    "A line that cannot be read gets an error line with the place",
    arguments: [
      ("{", nil, "cases:7:2: error:"), ("[]", nil, "cases:7:1: error: expected a mapping"),
      (#"{"id":"x","pod":{"spec":{"containers":7}}}"#, "x", "pod.spec.containers"),
      (#"{"id":"x","nodez":[]}"#, "x", "nodez: unknown field"),
      (#"{"id":"x","nodes":[]}"#, "x", "expected a pod or steps"),
      (#"{"id":"x","steps":[{"op":"dance"}]}"#, "x", "expected schedule, delete"),
      (#"{"id":"x","steps":[{"op":"addNode"}]}"#, "x", "node: required for this op"),
      (#"{"id":"x","steps":[{"op":"removeNode","name":"n"}]}"#, "x", #"node "n" is not there"#),
      (
        #"{"id":"x","nodes":[{"metadata":{"name":"n"}},{"metadata":{"name":"n"}}],"pod":{}}"#, "x",
        #"node "n" is there twice"#
      ),
    ])
  func errors(line: String, id: String?, message: String) throws {
    for era in DecisionEra.allCases {
      let reply = DecisionCases(era: era, file: "cases").answer(to: Array(line.utf8), number: 7)
      #expect(!reply.isDecision)
      let answer = try JSONReader.read(reply.line, file: "answer")
      #expect(answer["id"]?.text == id)
      #expect(answer["error"]?.text.contains(message) == true, "\(answer["error"]?.text ?? "")")
    }
  }

  @Test("A problem of the line as a whole is told with the line, too")
  func wholeLine() throws {
    for era in DecisionEra.allCases {
      let cases = DecisionCases(era: era, file: "cases")
      let encoded = String(decoding: cases.answer(to: [0xFF, 0xFE], number: 7).line, as: UTF8.self)
      #expect(encoded.hasPrefix(#"{"error":"cases:7:1: error: the text is not in UTF-8"#))
      let refused = String(decoding: cases.refusal("too long", number: 9).line, as: UTF8.self)
      #expect(refused == #"{"error":"cases:9:1: error: too long"}"#)
    }
  }
}
