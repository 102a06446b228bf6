import ClusterSimulation
import ClusterViews
import ScenarioFiles
import SimulationEngine
import TestSupport
import Testing

@testable import wavetank

/// The screens of `wavetank step`, without a terminal.
@Suite struct StepScreenTests {
  private static func timeline(_ name: String) throws -> StepTimeline {
    let path = PackageFolder.url.appending(path: "Scenarios/\(name).yaml").path
    var configuration = try Scenario.read(path).configuration
    configuration.recordsEvents = true
    return StepTimeline(configuration) { _, _ in }
  }

  private static func screen(
    _ timeline: StepTimeline, _ state: StepState, width: Int = 110, height: Int = 24
  ) -> String {
    let lines = StepScreen(
      name: "a-run", picture: ClusterPicture(timeline.objects(at: state.time)), state: state,
      clock: timeline.clock, strikes: timeline.strikes, width: width, height: height
    ).lines
    #expect(lines.count == height)
    #expect(lines.allSatisfy { $0.width <= width })
    return lines.map(\.text).joined(separator: "\n") + "\n"
  }

  @Test func `the screens of a failing node are those of the golden file`() throws {
    let timeline = try Self.timeline("node-failure-modern")
    var state = StepState(
      end: timeline.end, instants: timeline.instants, at: .seconds(360))
    let rows = StepScreen.rows(of: ClusterPicture(timeline.objects(at: state.time)))
    var text = Self.screen(timeline, state)
    for keys in ["jj", "/worker-3", "?"] {
      for key in keys { _ = state.handle(.character(key), rows: rows) }
      if keys.first == "/" { _ = state.handle(.enter, rows: rows) }
      text += "\n$ \(keys)\n" + Self.screen(timeline, state)
    }
    _ = state.handle(.escape, rows: rows)
    text += "\n$ 60 columns\n" + Self.screen(timeline, state, width: 60, height: 12)
    GoldenFile("step.txt", besides: "\(PackageFolder.url.path)/Tests/WavetankTests/x").expect(text)
  }

  @Test func `an instant is the same from wherever it is reached`() throws {
    let timeline = try Self.timeline("rolling-update")
    var first: [String] = []
    for second in [150, 10, 128] as [Int64] {
      let state = StepState(end: timeline.end, instants: [], at: .seconds(second))
      first.append(Self.screen(timeline, state))
    }
    let state = StepState(end: timeline.end, instants: [], at: .seconds(10))
    #expect(Self.screen(timeline, state) == first[1])
    #expect(Set(first).count == 3)
  }

  @Test func `a small terminal says so`() throws {
    let timeline = try Self.timeline("first-pod")
    let state = StepState(end: timeline.end, instants: [])
    #expect(Self.screen(timeline, state, width: 30, height: 3).hasPrefix("the terminal is too"))
  }

  @Test func `only lines that have changed are written`() {
    #expect(ScreenPainter.changes(from: ["a", "b"], to: ["a", "b"]).isEmpty)
    #expect(
      ScreenPainter.changes(from: ["a", "b"], to: ["a", "c", "d"])
        == "\u{1B}[2;1Hc\u{1B}[K\u{1B}[3;1Hd\u{1B}[K")
    #expect(ScreenPainter.changes(from: [], to: ["a"]).hasPrefix("\u{1B}[2J"))
  }

  @Test func `lines are cut, filled and escaped`() {
    var line = ScreenLine("abc", .bold)
    line.add("defgh", columns: 4)
    line.add("\u{1B}x")
    #expect(line.text.hasPrefix("abcdef…"))
    #expect(!line.text.contains("\u{1B}"))
    #expect(line.cut(to: 2).text == "ab")
    line.add(ScreenLine("z"), from: 5)
    #expect(line.text == "abcdez")
  }
}
