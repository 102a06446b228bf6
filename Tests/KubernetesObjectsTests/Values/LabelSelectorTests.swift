import Testing

@testable import KubernetesObjects

/// Label syntax, sets and selectors, by rows of our own.
@Suite struct LabelSelectorTests {
  private static let sets: [Labels] = [
    [:], ["app": "web"], ["app": "db", "tier": "back"], ["app": "", "n": "7"], ["n": "x"],
    ["in": "notin", "n": "-3"],
  ]

  /// Text, canonical text, and the indices of the sets that match.
  @Test(
    arguments: [
      ("", "", [0, 1, 2, 3, 4, 5]), (" \t\r\n", "", [0, 1, 2, 3, 4, 5]), ("app", "app", [1, 2, 3]),
      ("!app", "!app", [0, 4, 5]), (" ! app ", "!app", [0, 4, 5]), ("app=web", "app=web", [1]),
      ("app == web", "app==web", [1]), ("app!=web", "app!=web", [0, 2, 3, 4, 5]),
      ("app in (web,db)", "app in (db,web)", [1, 2]),
      ("app in(web , db,web)", "app in (db,web)", [1, 2]),
      ("app notin (web)", "app notin (web)", [0, 2, 3, 4, 5]), ("app=", "app=", [3]),
      ("app!=", "app!=", [0, 1, 2, 4, 5]), ("app in ()", "app in ()", [3]),
      ("app in (,web)", "app in (,web)", [1, 3]), ("app in (web,,,)", "app in (,web)", [1, 3]),
      ("n>6", "n>6", [3]), ("n<7", "n<7", [5]), ("n > 007", "n>007", []),
      ("in", "in", [5]), ("in in (notin)", "in in (notin)", [5]), ("notin", "notin", []),
      ("tier,app", "app,tier", [2]), ("app=web,app=db", "app=web,app=db", []),
      ("b=1,a=2,b=0", "a=2,b=1,b=0", []), ("x.y/z=1", "x.y/z=1", []),
    ] as [(String, String, [Int])])
  func aTextSelects(text: String, canonical: String, matching: [Int]) throws {
    let selector = try LabelSelector(parsing: text)
    #expect(selector.description == canonical)
    #expect(Self.sets.indices.filter { selector.matches(Self.sets[$0]) } == matching)
    #expect(try LabelSelector(parsing: canonical) == selector)
  }

  /// Text and the place of its problem.
  @Test(
    arguments: [
      (",", 0), ("a,", 2), (",a", 0), ("a,,b", 2), ("a==b==c", 4), ("!a=b", 2), ("a b", 2),
      ("a in b", 5), ("a in (b", 7), ("a in (b c)", 8), ("a in", 4), ("a IN (b)", 2),
      ("a=(b)", 2), ("a===b", 3), ("a=\"b\"", 2), ("a||b", 1), ("a>b", 2), ("a>", 2), ("a>-1", 2),
      ("a>1.5", 2), ("a>9223372036854775808", 2), ("-a", 0), ("a-", 1), ("a/b/c", 3), ("/a", 0),
      ("a/", 2), ("A.b/c", 0), ("a..b/c", 2), ("a=b-", 3), ("a=*", 2), ("a in (b,-c)", 8),
      ("!", 1), ("!!a", 1), ("(a)", 0), ("a=\u{E9}", 2),
    ] as [(String, Int)])
  func aTextThatIsNoSelectorIsPlaced(text: String, offset: Int) throws {
    let error = try #require(throws: ValueError.self) { try LabelSelector(parsing: text) }
    #expect(error.offset == offset, "\(error)")
  }

  @Test func namesAndValuesHaveLimits() throws {
    let longest = String(repeating: "a", count: 63)
    #expect(LabelSyntax.keyProblem(longest) == nil)
    #expect(LabelSyntax.keyProblem(longest + "a")?.offset == 63)
    #expect(LabelSyntax.valueProblem(longest) == nil)
    #expect(LabelSyntax.valueProblem(longest + "a") != nil)
    #expect(LabelSyntax.valueProblem("") == nil)
    #expect(LabelSyntax.keyProblem("") != nil)
    let prefix = String(repeating: "a.", count: 126) + "a"
    #expect(LabelSyntax.keyProblem(prefix + "/" + longest) == nil)
    #expect(LabelSyntax.keyProblem(prefix + "a/" + longest) != nil)
    #expect(LabelSyntax.subdomainProblem("a-b.c") == nil)
    #expect(LabelSyntax.subdomainProblem("a-.c")?.offset == 1)
    #expect(LabelSyntax.subdomainProblem("a.")?.offset == 1)
    #expect(LabelSyntax.subdomainProblem("") != nil)
  }

  @Test func theObjectFormJoinsLabelsAndExpressions() throws {
    let selector = try LabelSelector(
      matchLabels: ["b": "1", "a": "2"],
      matchExpressions: [
        .init(key: "b", operation: "NotIn", values: ["z", "y"]),
        .init(key: "c", operation: "Exists"),
        .init(key: "d", operation: "DoesNotExist"),
      ])
    #expect(selector.description == "a=2,b=1,b notin (y,z),c,!d")
    #expect(selector.matches(["a": "2", "b": "1", "c": ""]))
    #expect(!selector.matches(["a": "2", "b": "1", "c": "", "d": ""]))
  }

  @Test func theObjectFormReportsEveryProblem() {
    let problems = LabelSelector.problems(
      matchLabels: ["-": "x", "a": "b c"],
      matchExpressions: [
        .init(key: "a", operation: "in", values: ["b"]), .init(key: "a", operation: "In"),
        .init(key: "a", operation: "Exists", values: ["b"]),
        .init(key: "a", operation: "NotIn", values: ["b", "c-"]),
        .init(key: "/", operation: "Exists"), .init(key: "a", operation: "Gt", values: ["1"]),
        .init(key: "a", operation: "In", values: ["b"]),
      ])
    #expect(
      problems.map(\.part) == [
        .matchLabel(key: "-"), .matchLabel(key: "a"), .matchExpression(0, nil),
        .matchExpression(1, .values), .matchExpression(2, .values),
        .matchExpression(3, .value(1)), .matchExpression(4, .key), .matchExpression(5, nil),
      ])
    #expect(problems[2].error.message.contains("did you mean \"In\"?"))
  }

  @Test func noSelectorSelectsNothing() {
    var selector: LabelSelector?
    #expect(!selector.matches([:]))
    selector = .everything
    #expect(selector.matches([:]))
    #expect(LabelSelector(matching: ["a": "b"]).matches(["a": "b", "c": "d"]))
  }

  /// Operator, operand, label, and whether they match, as in a node selector.
  @Test(
    arguments: [
      (.greaterThan, "5", "6", true), (.greaterThan, "5", "5", false),
      (.greaterThan, "5", nil, false), (.greaterThan, "5", "six", false),
      (.greaterThan, "5", "9223372036854775808", false), (.lessThan, "5", "-7", true),
      (.lessThan, "5", "+4", true), (.lessThan, "5", "", false), (.isIn, "5", nil, false),
      (.notIn, "5", nil, true), (.notIn, "5", "5", false), (.notIn, "5", "", true),
    ] as [(LabelRequirement.Operator, String, String?, Bool)])
  func aNodeSelectorComparesIntegers(
    operation: LabelRequirement.Operator, operand: String, label: String?, matches: Bool
  ) throws {
    let requirement = try LabelRequirement(key: "k", operation: operation, values: [operand])
    #expect(requirement.matches(value: label) == matches)
  }

  @Test func aLabelSetIsSortedAndUnique() {
    var labels: Labels = ["b": "1", "a": "2", "b": "3"]
    #expect(labels.description == "a=2,b=3")
    labels["c"] = "4"
    labels["a"] = nil
    labels.merge(["b": "5", "": "0"])
    #expect(labels.map(\.key) == ["", "b", "c"])
    #expect(labels.count == 3 && !labels.isEmpty)
    #expect((["b": "5"] as Labels).isSubset(of: labels))
    #expect(!(["b": "4"] as Labels).isSubset(of: labels))
    #expect(labels == Labels([("c", "4"), ("b", "5"), ("", "0")]))
  }

  @Test(arguments: 0..<4 as Range<UInt64>)
  func requirementsAgreeWithSetsInAnySpelling(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    let words = ["a", "b", "in", "notin", "7"]
    for _ in 0..<200 {
      var labels = Labels()
      for _ in 0..<numbers.below(4) { labels[numbers.pick(words)] = numbers.pick(words) }
      var expected = true
      var parts: [String] = []
      for _ in 0..<numbers.below(4) {
        let key = numbers.pick(words)
        let values = (0...numbers.below(3)).map { _ in numbers.pick(words) }
        let blank = numbers.pick(["", " ", "\t "])
        let list = "\(blank)(\(blank)" + values.joined(separator: blank + ",") + ")\(blank)"
        let isMember = labels[key].map { Set(values).contains($0) } ?? false
        switch numbers.below(5) {
        case 0:
          parts.append("\(key) in\(list)")
          expected = expected && isMember
        case 1:
          parts.append("\(key) notin\(list)")
          expected = expected && !isMember
        case 2:
          parts.append("\(key)\(blank)!=\(blank)\(values[0])")
          expected = expected && labels[key] != values[0]
        case 3:
          parts.append("\(blank)\(key)\(blank)")
          expected = expected && labels[key] != nil
        default:
          parts.append("!\(blank)\(key)")
          expected = expected && labels[key] == nil
        }
      }
      let text = parts.joined(separator: ",")
      let selector = try LabelSelector(parsing: text)
      #expect(selector.matches(labels) == expected, "seed \(seed): \(text) on \(labels)")
    }
  }

  @Test(arguments: 0..<4 as Range<UInt64>)
  func noMutationOfASelectorDoesHarm(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    let texts = ["app=web,tier in (front, back),!legacy", "x.y/z>5", "a notin (b,c),d!=e", ""]
    for _ in 0..<600 {
      let text = numbers.mutated(numbers.pick(texts), alphabet: "ab=!<>(), .-/inot1\u{E9}\"")
      do throws(ValueError) {
        let selector = try LabelSelector(parsing: text)
        #expect((try? LabelSelector(parsing: selector.description)) == selector, "\(text)")
      } catch {
        #expect(error.offset <= text.utf8.count, "\(text)")
      }
    }
  }

  @Test func hugeLabelSetsAreSortedOnce() {
    let count = 20_000
    let descending = Labels((0..<count).reversed().map { ("k\($0)", "\($0)") })
    let twice = Labels((0..<2 * count).map { ("k\($0 % count)", "\($0 % count)") })
    #expect(descending == twice && twice.count == count)
    #expect(twice["k777"] == "777" && twice["k"] == nil)
    var merged = descending
    merged.merge(twice)
    #expect(merged == twice)
  }

  @Test func hugeSelectorsAreRead() throws {
    let many = (0..<20_000).map { "k\($0) in (a,b)" }.joined(separator: ",")
    #expect(try LabelSelector(parsing: many).requirements.count == 20_000)
    let values = "k in (" + String(repeating: "v,", count: 50_000) + ")"
    #expect(try LabelSelector(parsing: values).description == "k in (,v)")
    #expect(throws: ValueError.self) {
      try LabelSelector(parsing: String(repeating: "=", count: 100_000))
    }
  }
}
