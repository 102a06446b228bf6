import Testing

struct BannedNameRuleTests {
  @Test(arguments: [
    ("let now = Date()", true),
    ("let day = CalendarDate()", false),
    ("let clock = ContinuousClock.now", true),
    ("let luck = Int.random(in: 0..<6)", true),
    ("let luck = stream.randomBits()", false),
    ("nodes.shuffled()", true),
    ("var generator = SystemRandomNumberGenerator()", true),
    ("return name.hashValue", true),
    ("func hash(into hasher: inout Hasher) {}", false),
    ("var hasher = Hasher()", true),
    ("Task { work() }", true),
    ("let task = TaskList()", false),
    ("DispatchQueue.main", true),
    ("fatalError(\"cannot be\")", true),
    ("try! read()", true),
    ("try? read()", false),
    ("unsafeBitCast(a, to: B.self)", true),
    ("let y = log(x)", true),
    ("let y = Foundation.log(x)", true),
    ("let y = ExactMath.log(x)", false),
    ("func log(_ x: Double) -> Double", false),
    ("let y = catalog(x)", false),
    ("let y = x.squareRoot()", false),
    ("print(result)", true),
    ("emitter.print(tree)", false),
    ("String(format: \"%d\", 1)", true),
    ("// Date() and log(x) in a comment", false),
    ("let text = \"Date() and log(x) in a string\"", false),
    ("let text = \"\\(log(x)) in an interpolation\"", true),
  ])
  func lines(code: String, isBanned: Bool) {
    RuleCase("\(code)", source: "\n" + code, lines: isBanned ? [2] : [])
      .check(BannedNameRule.self)
  }

  @Test(arguments: BannedNameRule.texts)
  func everyNameIsFoundByItself(text: String) {
    RuleCase(text, source: "let a = \(text) ", lines: [1]).check(BannedNameRule.self)
  }

  @Test func theCommandLineMayPrint() {
    RuleCase("printing", ["Sources/wavetank/Run.swift": "print(summary)"], [])
      .check(BannedNameRule.self)
  }

  @Test func exactMathMayCallItself() {
    let source = "let y = log(x)"
    RuleCase(
      "at home", ["Sources/A/ExactMath/Log.swift": source, "Sources/A/Log.swift": source],
      ["Sources/A/Log.swift:1"]
    ).check(BannedNameRule.self)
  }

  @Test func testsMayUseWhatSourcesMayNot() {
    RuleCase("a test", ["Tests/EngineTests/QueueTests.swift": "log(x)"], [])
      .check(BannedNameRule.self)
  }
}
