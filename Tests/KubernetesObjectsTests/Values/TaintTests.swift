import Testing

@testable import KubernetesObjects

/// Taints, tolerations and what the API server refuses of them.
@Suite struct TaintTests {
  @Test func aTextIsATaint() throws {
    let taint = try Taint(parsing: "dedicated=gpu:NoSchedule")
    #expect(taint == Taint(key: "dedicated", value: "gpu", effect: .noSchedule))
    #expect(taint.description == "dedicated=gpu:NoSchedule")
    #expect(try Taint(parsing: "a.b/c:NoExecute").description == "a.b/c:NoExecute")
    #expect(try Taint(parsing: "c=:PreferNoSchedule").value.isEmpty)
  }

  /// Text and the place of its problem.
  @Test(
    arguments: [
      ("", 0), ("a=b", 3), ("a:Nope", 2), ("a=b:noSchedule", 4), (":NoSchedule", 0),
      ("a=b c:NoSchedule", 3), ("a b:NoSchedule", 1),
    ] as [(String, Int)])
  func aTextThatIsNoTaintIsPlaced(text: String, offset: Int) throws {
    let error = try #require(throws: ValueError.self) { try Taint(parsing: text) }
    #expect(error.offset == offset, "\(error)")
  }

  @Test func tolerationsCoverByKeyValueAndEffect() {
    let taint = Taint(key: "k", value: "v", effect: .noExecute)
    #expect([Toleration(operation: .exists)].tolerate(taint))
    #expect([Toleration(key: "k", value: "v")].tolerate(taint))
    #expect(![Toleration(key: "k")].tolerate(taint))
    #expect(![Toleration(key: "k", operation: .exists, effect: .noSchedule)].tolerate(taint))
    #expect(![Toleration(key: "j", operation: .exists)].tolerate(taint))
    #expect(![Toleration(key: "k", operation: .init(text: "Gt"), value: "v")].tolerate(taint))
    #expect(![].tolerate(taint))
  }

  @Test func theServerRefusesTolerationsThatSayTooLittle() {
    func parts(_ toleration: Toleration) -> [Toleration.Part] { toleration.problems.map(\.part) }
    #expect(parts(Toleration()) == [.operation])
    #expect(parts(Toleration(operation: .exists)) == [])
    #expect(parts(Toleration(key: "-", operation: .exists, value: "v")) == [.key, .value])
    #expect(parts(Toleration(key: "k", value: "b c")) == [.value])
    #expect(parts(Toleration(key: "k", tolerationSeconds: 1)) == [.effect])
    #expect(parts(Toleration(key: "k", effect: .noExecute, tolerationSeconds: -1)) == [])
    #expect(parts(Toleration(key: "k", operation: .init(text: "Foo"))) == [.operation])
    #expect(Toleration.Operator(text: "").text == "Equal")
    #expect(Toleration.Operator(text: "Foo").text == "Foo")
    #expect(Toleration.Operator(text: "Exists").text == "Exists")
  }
}
