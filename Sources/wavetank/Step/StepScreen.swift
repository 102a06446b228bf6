import ClusterViews
import Controllers
import KubernetesObjects
import ReportPages
import SimulationEngine

/// The full screen of a run that is stepped through: nodes with their pods and bars on the left,
/// events on the right, time above and the keys below.
struct StepScreen {
  let name: String
  let picture: ClusterPicture
  let state: StepState
  let clock: WallClock
  /// When nodes were struck.
  let strikes: [SimulationTime]
  let width: Int
  let height: Int

  /// The least that a screen needs.
  static let least = (width: 40, height: 8)

  /// The rows that can be selected, in the order of the screen.
  static func rows(of picture: ClusterPicture) -> [StepState.Row] {
    picture.unbound.map { .pod(namespace: $0.namespace, name: $0.name) }
      + picture.nodes.flatMap { node in
        [.node(node.name)] + node.pods.map { .pod(namespace: $0.namespace, name: $0.name) }
      }
  }

  /// The lines of the screen, as many as it is high.
  var lines: [ScreenLine] {
    guard width >= Self.least.width, height >= Self.least.height else {
      return [ScreenLine("the terminal is too small")]
        + Array(repeating: ScreenLine(), count: max(0, height - 1))
    }
    let body: [ScreenLine]
    switch state.overlay {
    case .none: body = clusterAndEvents
    case .help: body = Self.help.map { ScreenLine($0) }
    case .text(let lines, let first): body = lines.dropFirst(first).map { ScreenLine($0) }
    }
    let room = height - 4
    let shown = body.prefix(room)
    let padding = Array(repeating: ScreenLine(), count: room - shown.count)
    return ([title, bar, ScreenLine()] + shown + padding + [footer]).map { $0.cut(to: width) }
  }

  private var title: ScreenLine {
    var line = ScreenLine()
    line.add(name, .bold)
    line.add("  \(PageText.clock(state.time))", .bold)
    line.add(" of \(PageText.clock(state.end))" + (state.isPlaying ? "  playing" : ""))
    let pods = picture.nodes.reduce(0) { $0 + $1.pods.count }
    let nodes = PageText.counted(picture.nodes.count, "node")
    line.add("   \(nodes), \(PageText.counted(pods, "pod")) on them", .dim)
    if !picture.unbound.isEmpty {
      line.add(", \(picture.unbound.count) without a node", .yellow)
    }
    return line
  }

  /// The run as a line, with the present instant and the strikes on it.
  private var bar: ScreenLine {
    func place(_ time: SimulationTime) -> Int {
      let end = Int128(max(1, state.end.microseconds))
      return min(width - 1, Int(Int128(time.microseconds) * Int128(width) / end))
    }
    var cells = [Character](repeating: "─", count: width)
    let now = place(state.time)
    for column in 0..<now { cells[column] = "━" }
    for strike in strikes { cells[place(strike)] = "✗" }
    cells[now] = "●"
    return ScreenLine(String(cells))
  }

  private var footer: ScreenLine {
    if let search = state.search { return ScreenLine("/\(search)█") }
    if !state.note.isEmpty { return ScreenLine(state.note, .yellow) }
    let keys =
      state.overlay == .none
      ? "← → time  n p instants  space play  ↑ ↓ select  e explain  / find  ? keys  q quit"
      : "↑ ↓ scroll  any other key goes back"
    return ScreenLine(keys, .dim)
  }

  private static let help = [
    "← →          a hundredth of the run back, on", "n p          the next instant, the one before",
    "Home End     the start, the end", "space        play the run in twenty seconds, or stop",
    "↑ ↓ j k      select a node or a pod; Page Up and Page Down by ten",
    "e            explain the selected pod: why it is there, or why it waits",
    "/            find a name, then Enter", "q Ctrl-C     quit",
  ]
}

/// Nodes with their pods, and events.
extension StepScreen {
  private var clusterAndEvents: [ScreenLine] {
    let left = width < 90 ? width : width * 11 / 20
    let cluster = clusterLines(columns: left - 1)
    let room = height - 4
    guard left < width else { return cluster }
    let events = eventLines(columns: width - left - 2, count: room)
    return (0..<room).map { row in
      var line = row < cluster.count ? cluster[row] : ScreenLine()
      let selected = line.isSelected
      line.isSelected = false
      if selected { line = ScreenLine("> " + line.text.dropFirst(2), .reverse) }
      var other = ScreenLine("│ ", .dim)
      if row < events.count { other.add(events[row], from: 2) }
      line.add(other, from: left)
      return line
    }
  }

  /// The rows around the selected one, as many as there is room for.
  private func clusterLines(columns: Int) -> [ScreenLine] {
    let rows = Self.rows(of: picture)
    let all =
      picture.unbound.map { line(of: $0, columns, indent: 2, .yellow) }
      + picture.nodes.flatMap { node in
        [line(of: node, columns)] + node.pods.map { line(of: $0, columns, indent: 4, nil) }
      }
    let room = height - 4
    let place = state.selection.flatMap { rows.firstIndex(of: $0) }
    let first = max(0, min((place ?? 0) - room / 2, all.count - room))
    return all.indices.dropFirst(first).prefix(room).map { index in
      var line = all[index]
      line.isSelected = index == place
      return line
    }
  }

  private func line(of node: ClusterPicture.Node, _ columns: Int) -> ScreenLine {
    var line = ScreenLine("  ")
    let isBad = node.status != "Ready"
    line.add(node.name, columns: max(12, columns - 42), isBad ? .red : .bold)
    line.add(" ")
    line.add(node.status, columns: 9, isBad ? .red : nil)
    for (word, percent) in [("cpu", node.cpuPercent), ("mem", node.memoryPercent)] {
      line.add(" \(word) ", .dim)
      let filled = Int((min(100, max(0, percent)) + 10) / 20)
      line.add(String(repeating: "█", count: filled) + String(repeating: "░", count: 5 - filled))
      line.add(String(repeating: " ", count: max(0, 4 - "\(percent)".count)) + "\(percent)%")
    }
    return line
  }

  private func line(
    of pod: ClusterPicture.Pod, _ columns: Int, indent: Int, _ style: Terminal.Style?
  ) -> ScreenLine {
    var line = ScreenLine(String(repeating: " ", count: indent))
    let name = pod.namespace == "default" ? pod.name : "\(pod.namespace)/\(pod.name)"
    line.add(name, columns: max(12, columns - 24 - indent), style)
    line.add(" ")
    let isFine = ["Running", "Completed"].contains(pod.status)
    line.add(
      pod.status + (isFine && !pod.isReady && pod.status == "Running" ? ", not ready" : ""),
      isFine && (pod.isReady || pod.status == "Completed") ? .green : .yellow)
    return line
  }

  /// The last events, the latest at the bottom.
  private func eventLines(columns: Int, count: Int) -> [ScreenLine] {
    picture.events.suffix(count).map { event in
      let since = event.time.seconds - clock.start.seconds
      let time = SimulationTime(microseconds: max(0, since) * 1_000_000)
      var line = ScreenLine("\(PageText.clock(time)) ", .dim)
      line.add(event.reason, event.isWarning ? .yellow : nil)
      line.add(" \(event.object)")
      line.add(" \(event.message)", .dim)
      return line.cut(to: columns)
    }
  }
}
