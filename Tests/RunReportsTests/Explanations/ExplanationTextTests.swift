import Testing

@testable import RunReports

@Suite("Explanations for people")
struct ExplanationTextTests {
  @Test("a placed pod: the choice, every score, and what keeps it from the other nodes")
  func placedPod() throws {
    let lines = try ExplainedRun.text(
      "web", ExplainedRun.configuration(.classic, pods: [("web", 500)]))
    #expect(
      lines == [
        "default/web: placed on n1 (attempt 1, at 0.005 s)",
        "  requests    500m cpu",
        "  nodes       3, 3 looked at, 2 fit",
        "  score       25, which 2 nodes share; the one that joined first is taken",
        "",
        "NODE  TOTAL  Least      Balanced    Selector  Node",
        "             Requested  Resource    Spread    Affinity",
        "             Priority   Allocation  Priority  Priority",
        "n1 *     25  8×1=8      7×1=7       10×1=10   0×1=0",
        "n2 =     25  8×1=8      7×1=7       10×1=10   0×1=0",
        "",
        "each score is raw→normalized×weight=weighted; * chosen; = tied",
        "",
        "NODE  TURNED DOWN BY                                  WHAT WOULD HAVE TO CHANGE",
        "n0    CheckNodeCondition: node(s) were unschedulable  uncordoned",
      ])
  }

  @Test("a pending pod: what each node lacks, the least first")
  func pendingPod() throws {
    let lines = try ExplainedRun.text(
      "big", ExplainedRun.configuration(.modern, pods: [("web", 1900), ("big", 2300)]))
    #expect(
      lines == [
        "default/big: pending, it fits on no node (attempt 1, at 0.006006 s)",
        "  requests    2300m cpu",
        "  nodes       3, 3 looked at, 0 fit",
        "  message     0/3 nodes are available: 1 node(s) were unschedulable, 2",
        "              Insufficient cpu. no new claims to deallocate, preemption: 0/3",
        "              nodes are available: 3 Preemption is not helpful for scheduling.",
        "",
        "NODE  TURNED DOWN BY                             WHAT WOULD HAVE TO CHANGE",
        "n2    NodeResourcesFit: Insufficient cpu         300m more cpu (the node has 2)",
        "n1    NodeResourcesFit: Insufficient cpu         2200m more cpu (the node has 2)",
        "n0    NodeUnschedulable: node(s) were            uncordoned",
        "        unschedulable                            300m more cpu (the node has 2)",
      ])
  }

  @Test("a column gives way before the width does, and scores go on in a second table")
  func width() throws {
    let configuration = ExplainedRun.configuration(.modern, pods: [("web", 500), ("big", 1800)])
    for width in [60, 80, 120] {
      for pod in ["web", "big"] {
        let lines = try ExplainedRun.text(pod, configuration, width: width)
        #expect(lines.allSatisfy { $0.count <= width }, "\(width): \(lines)")
      }
    }
    let wide = try ExplainedRun.text("web", configuration, width: 120)
    let narrow = try ExplainedRun.text("web", configuration, width: 50)
    #expect(wide.count { $0.contains("TOTAL") } == 1)
    #expect(narrow.count { $0.contains("TOTAL") } == 2)
  }

  @Test("many nodes that are alike share a row, unless all are asked for")
  func alikeNodes() throws {
    let configuration = ExplainedRun.configuration(.modern, nodes: 150, pods: [("big", 3000)])
    let bounded = try ExplainedRun.text("big", configuration)
    #expect(
      bounded.suffix(5) == [
        "NODE         TURNED DOWN BY                          WHAT WOULD HAVE TO CHANGE",
        "n1           NodeResourcesFit: Insufficient cpu      1 more cpu (the node has 2)",
        "+ 148 alike",
        "n0           NodeUnschedulable: node(s) were         uncordoned",
        "               unschedulable                         1 more cpu (the node has 2)",
      ])
    let all = try ExplainedRun.text("big", configuration, showsAll: true)
    #expect(all.count { $0.hasPrefix("n") && $0.contains("more cpu") } == 149)
    let placed = try ExplainedRun.text(
      "web", ExplainedRun.configuration(.classic, nodes: 50, pods: [("web", 500)]))
    #expect(placed.contains { $0.hasPrefix("n1 *") } && placed.contains("+ 47 alike"))
  }

  @Test("of many nodes that differ twenty are shown, how many more, and how many by reason")
  func manyNodes() throws {
    let configuration = ExplainedRun.configuration(
      .modern, nodes: 50, cores: { Int64($0) }, pods: [("big", 60_000)])
    let bounded = try ExplainedRun.text("big", configuration)
    let rows = bounded.filter { $0.hasPrefix("n") && $0.contains("more cpu") }
    #expect(rows.count == 20)
    #expect(rows[0].hasPrefix("n49 ") && rows[0].hasSuffix("11 more cpu (the node has 49)"))
    #expect(bounded.contains("… and 30 more nodes (--all)"))
    #expect(bounded.contains("   49  NodeResourcesFit: Insufficient cpu"))
    #expect(bounded.contains("    1  NodeUnschedulable: node(s) were unschedulable"))
  }

  @Test("a single feasible node needs no scores, and no node needs words")
  func fewNodes() throws {
    let one = try ExplainedRun.text(
      "web", ExplainedRun.configuration(.modern, nodes: 2, pods: [("web", 500)]))
    #expect(one.contains("  score       none: one node fits, and is taken without"))
    let none = try ExplainedRun.text(
      "web", ExplainedRun.configuration(.modern, nodes: 0, pods: [("web", 500)]))
    #expect(
      none == [
        "default/web: pending, it fits on no node (attempt 1, at 0.005 s)",
        "  requests    500m cpu", "  nodes       none",
        "  message     no nodes available to schedule pods",
      ])
  }
}
