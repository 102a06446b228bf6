/// One rule of the house: a file in `Rules`, a line in `tidyRules` and a file in `RuleTests`.
protocol TidyRule: Sendable {
  /// The name by which an allowance in a source calls the rule.
  static var name: String { get }

  init()

  /// Every place of `tree` that breaks the rule, in any order.
  func findings(in tree: SourceTree) -> [Finding]
}

/// Every rule there is: one line a rule.
let tidyRules: [any TidyRule.Type] = [
  BannedNameRule.self,
  DeadDeclarationRule.self,
  DocumentationRule.self,
  FileLengthRule.self,
  FileNameRule.self,
  FunctionLengthRule.self,
  ImportRule.self,
  LeftoverRule.self,
  LineLengthRule.self,
  MarkdownLinkRule.self,
  MarkdownProseRule.self,
  MarkdownTitleRule.self,
  TestFileRule.self,
  TopLevelRule.self,
  UnorderedIterationRule.self,
]

/// What the rules say of a tree, allowances taken into account.
enum TidyReport {
  /// The findings of `rules` that no allowance covers, in the order of their places; an allowance
  /// without a reason, or one that nothing needs any more, is a finding too.
  static func findings(in tree: SourceTree, rules: [any TidyRule.Type] = tidyRules) -> [Finding] {
    var remaining: [Finding] = []
    var allowances = Allowance.all(in: tree)
    for rule in rules {
      for finding in rule.init().findings(in: tree) {
        let index = allowances.firstIndex { $0.covers(finding, of: rule.name) }
        if let index { allowances[index].isUsed = true } else { remaining.append(finding) }
      }
    }
    for allowance in allowances {
      if let problem = allowance.problem(rules: rules.map { $0.name }) { remaining.append(problem) }
    }
    return Set(remaining).sorted()
  }
}
