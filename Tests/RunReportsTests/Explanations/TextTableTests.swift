import Testing

@testable import RunReports

@Suite("Tables for people")
struct TextTableTests {
  @Test(
    "names in camel case are broken between words",
    arguments: [
      ("TaintToleration", ["Taint", "Toleration"]),
      ("NodeResourcesBalancedAllocation", ["Node", "Resources", "Balanced", "Allocation"]),
      ("EBSLimits", ["EBSLimits"]), ("lowercase", ["lowercase"]),
      ("IncomprehensibleName", ["Incomprehensible", "Name"]), ("", []),
    ])
  func headers(name: String, lines: [String]) {
    #expect(TextTable.headerLines(name) == lines)
  }

  @Test("columns are aligned, numbers to the right, and paragraphs stand below each other")
  func alignment() {
    var table = TextTable([
      TextTable.Column(header: ["NODE"]), TextTable.Column(header: ["N"], isNumber: true),
      TextTable.Column(header: ["WHY"], isFlexible: true),
    ])
    table.append(paragraphs: [["a"], ["1"], ["one", "two"]])
    table.append(["worker", "100", ""])
    let (header, rows) = table.lines(width: 80)
    #expect(header == ["NODE      N  WHY"])
    #expect(rows == ["a         1  one", "             two", "worker  100"])
  }

  @Test("a flexible column is broken at spaces, and what follows is indented")
  func breaking() {
    var table = TextTable([
      TextTable.Column(header: ["NODE"]), TextTable.Column(header: ["WHY"], isFlexible: true),
    ])
    table.append(["a", "one two three four five six seven"])
    #expect(
      table.lines(width: 24).rows == ["a     one two three four", "        five six seven"])
    #expect(TextTable.broken("unbreakable", 4) == ["unbreakable"])
  }
}
