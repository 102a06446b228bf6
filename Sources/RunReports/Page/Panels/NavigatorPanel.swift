import ClusterSimulation
import ReportPages
import SimulationEngine

/// The run at a glance along the top of the page: requested processor time, and a brush for all
/// charts.
struct NavigatorPanel {
  let facts: PageFacts
  /// Requested processor time in the cluster; nil if no sample was taken.
  let overview: StepSeries?

  func write(to pen: inout PagePen) {
    let end = pen.end
    let kept = overview.map { pen.keep($0, .large) }
    pen.html.element("div", ["class": "navigator"]) { html in
      html.element("div", ["class": "inner"]) { html in
        html.markup(Self.buttons)
        html.element(
          "div",
          [
            "class": "plot", "id": "nav", "style": "--h:32px", "role": "img",
            "aria-label": "The whole run: cpu requested over time",
          ]
        ) { html in
          if let kept {
            let frame = PlotFrame(end: end, maximum: max(1, kept.maximum(of: 0)) * 11 / 10)
            html.markup(
              """
              <svg viewBox="0 0 2000 1000" preserveAspectRatio="none" aria-hidden="true">\
              <path class="area" d="
              """)
            html.text(frame.path(kept, level: 0, isFilled: true))
            html.markup("\"/><path class=\"requested\" d=\"")
            html.text(frame.path(kept, level: 0))
            html.markup("\"/></svg>")
          }
          PageChart.writeCursors(facts.strikeTimes, &html)
          PageChart.writeAxis(until: end, &html)
        }
      }
    }
  }

  private static let buttons: StaticString = """
    <div class="bar-row scripted" role="toolbar" aria-label="Time"><output id="read"></output>\
    <span class="hint small muted">drag below to zoom every chart, <kbd>Esc</kbd> to see all, \
    <kbd>?</kbd> for keys</span><span class="gap"></span>\
    <button type="button" id="teach" aria-pressed="false">Lesson</button>\
    <button type="button" id="all" disabled>Whole run</button>\
    <button type="button" id="theme" aria-label="Light or dark">◐</button></div>
    """
}
