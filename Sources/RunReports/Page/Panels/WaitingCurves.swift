import ClusterSimulation
import ClusterState
import ReportPages
import SimulationEngine

/// The share of pods that were scheduled, or ready, no later than a time after their creation, on a
/// logarithmic axis. Those that still wait count in the whole, so a curve need not reach the top.
struct WaitingCurves {
  private struct Curve {
    let title: String
    let style: StaticString
    let color: StaticString
    let sorted: [Int64]
    let total: Int
  }

  /// The shares that are marked, and how far below the top they are.
  private static let shares: [(place: Int64, text: String)] = [
    (1000, "0 %"), (500, "50 %"), (100, "90 %"), (0, "100 %"),
  ]
  /// How many ranks of a distribution are drawn.
  private static let rankLimit = 2_000

  private let curves: [Curve]

  init(_ facts: PageFacts) {
    curves = [
      Self.curve(.scheduling, "scheduled after creation", "requested", "requested", facts),
      Self.curve(.ready, "ready after creation", "used", "used", facts),
    ].compactMap { $0 }
  }

  private static func curve(
    _ stage: LatencyStage, _ title: String, _ style: StaticString, _ color: StaticString,
    _ facts: PageFacts
  ) -> Curve? {
    guard let distribution = facts.run.latencies.distribution(stage), distribution.count > 0 else {
      return nil
    }
    var durations: [Int64] = []
    durations.reserveCapacity(distribution.count)
    for row in 0..<facts.source.cluster.pods.count {
      let pod = facts.source.cluster.pods[PodID(row)]
      guard let duration = stage.duration(of: row, pod, facts.source), duration.isOver else {
        continue
      }
      durations.append(duration.microseconds)
    }
    durations.sort()
    return Curve(
      title: title, style: style, color: color, sorted: durations,
      total: distribution.count + distribution.waiting)
  }

  func write(to pen: inout PagePen) {
    guard let least = curves.compactMap(\.sorted.first).min(),
      let greatest = curves.compactMap(\.sorted.last).max()
    else {
      pen.note("No pod was scheduled.")
      return
    }
    let scale = LogScale(from: least, to: greatest)
    let label = curves.map { "half of the pods \($0.title) in \(Self.median(of: $0))" }
      .joined(separator: "; ")
    pen.draw("share of pods no later than") { drawing(titled: $0, label, scale) }
    pen.html.element("figure") { html in
      html.element("figcaption") { html in
        html.element("b", text: "share of pods no later than")
        for curve in curves {
          html.markup("<span class=\"key\" style=\"--c:var(--")
          html.markup(curve.color)
          html.markup(")\"><i></i>")
          html.text(curve.title)
          html.markup("</span>")
        }
      }
      html.element(
        "div",
        ["class": "plot still", "style": "--h:170px", "role": "img", "aria-label": label]
      ) { html in
        draw(scale, &html)
      }
    }
  }

  private static func median(of curve: Curve) -> String {
    let rank = (curve.total + 1) / 2
    return rank <= curve.sorted.count ? PageText.duration(curve.sorted[rank - 1]) : "more time"
  }

  private func draw(_ scale: LogScale, _ html: inout HTMLWriter) {
    for (place, text) in Self.shares {
      html.element("span", ["class": "y", "style": "top:\(place / 10)%"], text: text)
    }
    html.markup(
      """
      <svg viewBox="0 0 2000 1000" preserveAspectRatio="none" aria-hidden="true">\
      <path class="rule" d="M0 500H2000M0 100H2000M0 0H2000"/>
      """)
    for curve in curves {
      html.markup("<path class=\"")
      html.markup(curve.style)
      html.markup("\" d=\"")
      html.text(PlotFrame.steps(points(of: curve, scale)))
      html.markup("\"/>")
    }
    html.markup("</svg>")
    let step = (scale.marks.count + 6) / 7
    for (place, mark) in scale.marks.enumerated() where place % step == 0 {
      let x = scale.x(mark)
      let style = x == 0 ? "x first" : x >= PlotFrame.width - 80 ? "x last" : "x"
      html.element(
        "span", ["class": style, "style": "left:\(PageText.decimal(x * 5, decimals: 2))%"],
        text: PageText.duration(mark))
    }
  }

  private func drawing(
    titled title: String, _ label: String, _ scale: LogScale
  ) -> PlotDrawing {
    var drawing = PlotDrawing(
      title: title, label: label, keys: curves.map { .init($0.title, color: "\($0.color)") })
    for (place, text) in Self.shares { drawing.addRow(text, at: place) }
    for (place, mark) in scale.marks.enumerated()
    where place.isMultiple(of: (scale.marks.count + 6) / 7) {
      drawing.addColumn(PageText.duration(mark), at: scale.x(mark))
    }
    for curve in curves {
      drawing.add(PlotFrame.steps(points(of: curve, scale)), style: "\(curve.style)")
    }
    return drawing
  }

  private func points(of curve: Curve, _ scale: LogScale) -> [(x: Int64, y: Int64)] {
    let count = curve.sorted.count
    let ranks = min(count, Self.rankLimit)
    var points: [(x: Int64, y: Int64)] = [(scale.x(curve.sorted[0]), PlotFrame.height)]
    for rank in 1...ranks {
      let place = rank * count / ranks
      let y = PlotFrame.height - Int64(place) * PlotFrame.height / Int64(curve.total)
      points.append((scale.x(curve.sorted[place - 1]), y))
    }
    points.append((PlotFrame.width, points[points.count - 1].y))
    return points
  }
}
