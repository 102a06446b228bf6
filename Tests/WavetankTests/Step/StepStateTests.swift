import SimulationEngine
import Testing

@testable import wavetank

@Suite struct StepStateTests {
  private static let rows: [StepState.Row] = [
    .node("worker-0"), .pod(namespace: "default", name: "web-1"),
    .pod(namespace: "shop", name: "db-0"), .node("worker-1"),
  ]

  private static func state(at seconds: Int64 = 0) -> StepState {
    StepState(
      end: .seconds(1000), instants: [.seconds(5), .seconds(7), .seconds(300)],
      at: .seconds(seconds))
  }

  @Test(
    arguments: [
      ("a hundredth on", 0, [.right], 10), ("and back", 20, [.left], 10),
      ("not before the start", 3, [.left], 0), ("not beyond the end", 995, [.right], 1000),
      ("the next instant", 0, [.character("n"), .character("n")], 7),
      ("the one before", 7, [.character("p")], 5),
      ("none before is the start", 5, [.character("p")], 0),
      ("none behind is the end", 300, [.character("n")], 1000), ("the end", 3, [.end], 1000),
      ("the start", 3, [.home], 0),
    ] as [(String, Int64, [StepKey], Int64)])
  func `keys move through time`(
    title: String, start: Int64, keys: [StepKey], time: Int64
  ) {
    var state = Self.state(at: start)
    for key in keys { #expect(state.handle(key, rows: Self.rows) == .none) }
    #expect(state.time == .seconds(time), "\(title)")
  }

  @Test func `play goes on to the end, stops there, and begins anew`() {
    var state = Self.state(at: 989)
    state.tick()
    #expect(state.time == .seconds(989))
    _ = state.handle(.character(" "), rows: Self.rows)
    for _ in 0..<5 { state.tick() }
    #expect(state.time == .seconds(1000) && !state.isPlaying)
    _ = state.handle(.character(" "), rows: Self.rows)
    #expect(state.time == .zero && state.isPlaying)
    _ = state.handle(.character("n"), rows: Self.rows)
    #expect(!state.isPlaying)
  }

  @Test func `a pod is selected and explained, a node is not`() {
    var state = Self.state()
    #expect(state.handle(.character("e"), rows: Self.rows) == .none)
    #expect(state.note.contains("select a pod"))
    for _ in 0..<3 { _ = state.handle(.down, rows: Self.rows) }
    #expect(state.selection == Self.rows[2])
    #expect(state.handle(.character("e"), rows: Self.rows) == .explain("shop/db-0"))
    for _ in 0..<9 { _ = state.handle(.character("k"), rows: Self.rows) }
    #expect(state.selection == Self.rows[0])
    _ = state.handle(.pageDown, rows: Self.rows)
    #expect(state.selection == Self.rows[3])
    #expect(state.handle(.down, rows: []) == .none)
  }

  @Test func `a name is found from the selected row on, and around`() {
    var state = Self.state()
    func find(_ text: String) {
      for character in "/" + text { _ = state.handle(.character(character), rows: Self.rows) }
      _ = state.handle(.enter, rows: Self.rows)
    }
    find("worker")
    #expect(state.selection == Self.rows[0])
    find("worker")
    #expect(state.selection == Self.rows[3])
    find("worker")
    #expect(state.selection == Self.rows[0])
    find("queue")
    #expect(state.selection == Self.rows[0] && state.note.contains("queue"))
    _ = state.handle(.character("/"), rows: Self.rows)
    for key in [StepKey.character("q"), .backspace, .escape] {
      #expect(state.handle(key, rows: Self.rows) == .none)
    }
    #expect(state.search == nil)
  }

  @Test func `a text over the cluster is scrolled, and any other key goes back`() {
    var state = Self.state()
    state.show(["a\nb", "c"])
    _ = state.handle(.down, rows: [])
    #expect(state.overlay == .text(["a", "b", "c"], first: 1))
    for _ in 0..<9 { _ = state.handle(.down, rows: []) }
    #expect(state.overlay == .text(["a", "b", "c"], first: 2))
    #expect(state.handle(.character("q"), rows: []) == .none)
    #expect(state.overlay == .none)
    _ = state.handle(.character("?"), rows: [])
    #expect(state.overlay == .help)
    #expect(state.handle(.interrupt, rows: []) == .quit)
  }

  @Test(
    arguments: [
      ("\u{1B}[A\u{1B}OB", [.up, .down]), ("q", [.character("q")]), ("\u{3}", [.interrupt]),
      ("\u{1B}", [.escape]), ("\u{1B}[5~\u{1B}[6~", [.pageUp, .pageDown]),
      ("\u{1B}[1;5Cx", [.character("x")]), ("\u{7F}\r", [.backspace, .enter]),
      ("\u{1B}[H\u{1B}[4~", [.home, .end]), ("ü/", [.character("ü"), .character("/")]), ("", []),
    ] as [(String, [StepKey])])
  func `bytes stand for keys`(bytes: String, keys: [StepKey]) {
    #expect(StepKey.keys(in: Array(bytes.utf8)) == keys)
  }
}
