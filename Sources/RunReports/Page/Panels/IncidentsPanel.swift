import ClusterSimulation
import ReportPages
import SimulationEngine

/// Nodes that were lost, phase by phase until all was well again, over other events.
struct IncidentsPanel {
  let facts: PageFacts

  /// How many strikes are drawn, the largest.
  private static let drawnLimit = 14
  /// How many are in the table.
  private static let tableLimit = 40

  func write(to pen: inout PagePen) {
    let order = facts.strikes.indices.sorted {
      (-facts.strikes[$0].podCount, $0) < (-facts.strikes[$1].podCount, $1)
    }
    let drawn = order.prefix(Self.drawnLimit).sorted().map { facts.strikes[$0] }
    let tracks = EventTracks(facts)
    guard !drawn.isEmpty || !tracks.rows.isEmpty else { return }
    if !drawn.isEmpty { writeKeys(to: &pen) }
    let end = pen.end
    pen.draw("incidents") { IncidentsDrawing.drawing(titled: $0, drawn, tracks, until: end) }
    pen.html.element("div", ["class": "gantt"]) { html in
      for strike in drawn { write(strike, until: end, &html) }
      for row in tracks.rows { write(row, &html) }
      html.element("div", ["class": "axis"]) { PageChart.writeAxis(until: end, &$0) }
    }
    for note in tracks.notes { pen.note(note) }
    if facts.strikes.count > drawn.count {
      pen.note("The \(drawn.count) largest of \(facts.strikes.count); failures.csv has all.")
    }
    guard !facts.strikes.isEmpty else { return }
    for strike in drawn where strike.incidents.count > 1 {
      RecoveryChart(strike: strike, end: end).write(to: &pen)
    }
    let listed = order.prefix(Self.tableLimit).sorted().map { facts.strikes[$0] }
    pen.folded("as a table") { table(of: listed, to: &$0) }
  }

  private func writeKeys(to pen: inout PagePen) {
    pen.html.markup(
      """
      <p class="keys"><span><i class="detect"></i>nobody knows</span>\
      <span><i class="taint"></i>to be tainted</span>\
      <span><i class="tolerate"></i>borne, pods stay</span>\
      <span><i class="requeue"></i>recreated and bound</span><span><i class="run"></i>starting\
      </span><span><i class="ready"></i>becoming ready</span>\
      <span><i class="terminate"></i>old pods linger (beside the rest)</span></p>
      """)
  }

  private func write(_ strike: Strike, until end: SimulationTime, _ html: inout HTMLWriter) {
    let bars = StrikeBars(strike, until: end)
    html.element("div", ["class": "track"]) { html in
      html.element("span", ["title": "\(strike.label), \(strike.podCount) pods"]) { html in
        html.name(strike.label)
        html.text(" ")
        html.element("small", text: PageText.counted(strike.podCount, "pod"))
      }
      html.element("div", ["class": "lane", "role": "img", "aria-label": bars.label]) { html in
        for bar in bars.bars {
          let (from, to) = (bar.from.microseconds, bar.to.microseconds)
          html.element(
            "b",
            [
              "class": bar.style,
              "style": "--a:\(PageText.seconds(from));--b:\(PageText.seconds(to))",
            ], text: bar.text)
        }
        let isLate = bars.last.microseconds > end.microseconds / 5 * 4
        let place = isLate ? strike.time : bars.last
        html.element(
          "u",
          [
            "class": isLate ? "before" : "",
            "style": "--a:\(PageText.seconds(place.microseconds))",
          ], text: bars.remark)
        html.markup("<i class=\"here\"></i>")
      }
    }
  }

  private func write(_ row: EventTracks.Row, _ html: inout HTMLWriter) {
    html.element("div", ["class": "track"]) { html in
      html.element("span") { html in
        html.text("\(row.title) ")
        html.element("small", text: PageText.count(Int128(row.count)))
      }
      html.element(
        "div",
        [
          "class": "lane", "role": "img",
          "aria-label": "\(row.title): \(PageText.count(Int128(row.count))), the first at "
            + PageText.clock(row.times[0]),
        ]
      ) { html in
        for time in row.times {
          html.element(
            "i",
            [
              "class": row.isHarm ? "ticks harm" : "ticks",
              "style": "--a:\(PageText.seconds(time.microseconds))",
            ])
        }
        html.markup("<i class=\"here\"></i>")
      }
    }
  }

  private func table(of strikes: [Strike], to pen: inout PagePen) {
    let columns = [
      "nodes", "at", "kind", "pods", "noticed after", "deleted after", "recovered after",
      "back after",
    ]
    func after(_ strike: Strike, _ time: SimulationTime) -> String {
      time.isSet ? PageText.duration((time - strike.time).microseconds) : "–"
    }
    pen.table(
      "what struck nodes; failures.csv has the distribution of each phase", columns,
      numeric: 3..<columns.count,
      strikes.map { strike in
        [
          strike.label, PageText.clock(strike.time),
          strike.kind == .failed ? "machine stopped" : "cut off",
          PageText.count(Int128(strike.podCount)), after(strike, strike.detected),
          after(strike, strike.paths.map(\.left).max() ?? .unset),
          after(strike, strike.recovered), after(strike, strike.repaired),
        ]
      })
  }
}
