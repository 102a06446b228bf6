import ClusterSimulation
import ClusterState
import ReportPages
import SimulationEngine

/// The nodes at a few instants, small and without a script.
struct NodeStills {
  /// More nodes than this cannot be told apart in a small picture.
  private static let nodeLimit = 600
  /// How many instants are drawn besides the end.
  private static let instantLimit = 6

  private let facts: PageFacts

  init(_ facts: PageFacts) { self.facts = facts }

  /// A node as it is drawn.
  private enum Look {
    case absent
    /// How much is requested, in fifths; zero for nothing.
    case share(Int)
    case lost
    case deadUnknown
  }

  func write(to pen: inout PagePen) {
    guard facts.source.cluster.nodes.count <= Self.nodeLimit else { return }
    var instants = chosen.map { (time: $0.time, text: $0.what) }
    if instants.last?.time != facts.end { instants.append((facts.end, "the end")) }
    let places = places()
    pen.html.element("ul", ["class": "film"]) { html in
      for instant in instants {
        let looks = looks(at: instant.time)
        html.element("li") { html in
          let seconds = PageText.seconds(instant.time.microseconds)
          html.element(
            "button", ["type": "button", "class": "still", "data-seek": seconds]
          ) { html in
            draw(looks, places, &html)
            html.element("b", text: PageText.clock(instant.time))
            html.text(instant.text)
          }
        }
      }
    }
  }

  private var chosen: [Instant] {
    let shown = facts.story.shown
    guard shown.count > Self.instantLimit else { return shown }
    return (0..<Self.instantLimit).map { shown[$0 * shown.count / Self.instantLimit] }
  }

  /// Where each node lies, zone by zone and pool by pool, and the size of the picture, in cells.
  private func places() -> (cells: [(x: Int, y: Int)], width: Int, height: Int) {
    let nodes = facts.source.cluster.nodes
    var groups: [[Int]] = []
    var rows: [[Symbol]: Int] = [:]
    for row in nodes.indices {
      let key = [facts.run.places.zones[row], nodes[row].pool]
      if let group = rows[key] {
        groups[group].append(row)
      } else {
        rows[key] = groups.count
        groups.append([row])
      }
    }
    var width = 4
    while width * width < nodes.count * 2 { width += 1 }
    var cells = [(x: Int, y: Int)](repeating: (0, 0), count: nodes.count)
    var y = 0
    for group in groups {
      for (place, row) in group.enumerated() {
        cells[row] = (place % width * 6, y + place / width * 6)
      }
      y += (group.count + width - 1) / width * 6 + 4
    }
    return (cells, width * 6, max(6, y - 4))
  }

  private func looks(at time: SimulationTime) -> [Look] {
    let source = facts.source
    let nodes = source.cluster.nodes
    var requested = [Int64](repeating: 0, count: nodes.count)
    for row in 0..<source.cluster.pods.count {
      let pod = source.cluster.pods[PodID(row)]
      let released = facts.released[row]
      guard pod.node.isPresent, pod.scheduled <= time, !released.isSet || released > time else {
        continue
      }
      requested[pod.node.row] += source.cluster.templates[pod.template].requests.milliCPU
    }
    var ready = [Bool](repeating: true, count: nodes.count)
    for change in source.recording.nodeConditions where change.time <= time {
      ready[change.node.row] = change.status == .yes
    }
    var alive = [Bool](repeating: true, count: nodes.count)
    for change in source.recording.machines where change.time <= time {
      alive[change.node.row] = change.isAlive
    }
    return nodes.indices.map { row in
      let node = nodes[row]
      if node.created > time || node.removed.isSet && node.removed <= time { return .absent }
      if !ready[row] { return .lost }
      if !alive[row] { return .deadUnknown }
      guard requested[row] > 0 else { return .share(0) }
      let share = Int128(requested[row]) * 5 / Int128(max(1, node.allocatable.milliCPU))
      return .share(1 + Int(min(4, share)))
    }
  }

  private func draw(
    _ looks: [Look], _ places: (cells: [(x: Int, y: Int)], width: Int, height: Int),
    _ html: inout HTMLWriter
  ) {
    var squares = [String](repeating: "", count: 7)
    var (crosses, slashes) = ("", "")
    for (row, look) in looks.enumerated() {
      let (x, y) = places.cells[row]
      switch look {
      case .absent: break
      case .share(let fifths): squares[fifths] += "M\(x) \(y)h5v5h-5z"
      case .lost: crosses += "M\(x) \(y)l5 5m0-5l-5 5"
      case .deadUnknown:
        squares[6] += "M\(x) \(y)h5v5h-5z"
        slashes += "M\(x) \(y + 5)l5-5"
      }
    }
    let marks = zip(["s0", "s1", "s2", "s3", "s4", "s5", "dead"], squares)
    html.element(
      "svg", ["viewBox": "-1 -1 \(places.width + 2) \(places.height + 2)", "aria-hidden": "true"]
    ) { html in
      for (style, path) in marks + [("cross-out", crosses), ("slash", slashes)]
      where !path.isEmpty {
        html.element("path", ["class": style, "d": path])
      }
    }
  }
}
