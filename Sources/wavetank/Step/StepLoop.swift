import ClusterSimulation
import ClusterViews
import Foundation
import RunReports
import SimulationEngine

/// Reads keys and draws the screen until the person has seen enough.
struct StepLoop {
  private let timeline: StepTimeline
  private let configuration: SimulationConfiguration
  private let terminal: Terminal
  private var state: StepState
  private var picture: ClusterPicture
  private var painter: ScreenPainter
  private var shownTime: SimulationTime

  /// The time between two steps while it plays, in milliseconds.
  private static let frame: Int32 = 100

  /// Begins at `time` of a run that has been made.
  init(
    _ timeline: StepTimeline, _ configuration: SimulationConfiguration, at time: SimulationTime,
    _ terminal: Terminal
  ) {
    self.timeline = timeline
    self.configuration = configuration
    self.terminal = terminal
    let time = min(time, timeline.end)
    state = StepState(end: timeline.end, instants: timeline.instants, at: time)
    picture = ClusterPicture(timeline.objects(at: time))
    painter = ScreenPainter(terminal)
    shownTime = time
  }

  /// Goes on until a key says so, or until the terminal has gone.
  consuming func run() -> ExitCode {
    while true {
      draw()
      switch RawTerminal.read(milliseconds: state.isPlaying ? Self.frame : -1) {
      case .closed: return .hungUp
      case .nothing: state.tick()
      case .resized: painter.forget()
      case .keys(let keys):
        for key in keys {
          switch state.handle(key, rows: StepScreen.rows(of: picture)) {
          case .none: break
          case .quit: return .done
          case .explain(let pod): explain(pod)
          }
        }
      }
    }
  }

  private mutating func draw() {
    if state.time != shownTime {
      picture = ClusterPicture(timeline.objects(at: state.time))
      shownTime = state.time
    }
    let size = RawTerminal.size
    painter.draw(
      StepScreen(
        name: configuration.name, picture: picture, state: state, clock: timeline.clock,
        strikes: timeline.strikes, width: size.width, height: size.height
      ).lines)
  }

  private mutating func explain(_ pod: String) {
    state.show(["\(pod): the run is made again …"])
    draw()
    let inquiry = PodInquiry(pod: pod, near: state.time)
    let lines: [String]
    switch inquiry.answer(configuration) {
    case .explained(let attempt, let cluster):
      lines =
        ExplanationText(
          attempt, cluster, width: RawTerminal.size.width, showsAll: false
        ).lines
    case .notTried(let pod, let reason, let cluster):
      lines = [UntriedText(pod, reason, cluster).line]
    case .notCreatedYet, .unknown, .ambiguous: lines = ["\(pod) has not been tried by then"]
    case .endless(let standstill): lines = ["\(standstill)"]
    }
    state.show(lines)
  }
}
