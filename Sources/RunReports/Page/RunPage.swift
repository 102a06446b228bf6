import ClusterSimulation
import ReportPages
import SimulationEngine

/// The page of a run: one file that holds everything it needs and asks for nothing.
///
/// It is written panel by panel and no part of the recording's digest.
struct RunPage {
  static let fileName = "report.html"

  private let facts: PageFacts
  private let utilization: ResourceCharts
  private let services: ServiceCharts

  /// O(pods + rows of the recording).
  init(_ report: RunReport, digest: String) {
    facts = PageFacts(report, digest: digest)
    utilization = ResourceCharts(report.run.source)
    services = ServiceCharts(report.run.source, report.summary)
  }

  /// The charts of the page, each as a picture of its own with a name for its file.
  func drawings() -> [(name: String, drawing: PlotDrawing)] {
    var pen = PagePen(end: facts.end, keepsDrawings: true)
    do { try write(to: DigestSink(), &pen) } catch { preconditionFailure("nothing is written") }
    return pen.drawings ?? []
  }

  /// Writes the page. O(pods + rows of the recording).
  func write(to sink: any ByteSink) throws(ReportWritingError) {
    var pen = PagePen(end: facts.end)
    try write(to: sink, &pen)
  }

  private func write(to sink: any ByteSink, _ pen: inout PagePen) throws(ReportWritingError) {
    writeHead(&pen)
    HeaderPanel(facts: facts).write(to: &pen)
    NavigatorPanel(facts: facts, overview: overview).write(to: &pen)
    pen.html.markup("<main id=\"main\">\n")
    HeaderPanel(facts: facts).writeExpectations(to: &pen)
    TilesPanel(facts: facts, charts: utilization, services: services).write(to: &pen)
    try flush(&pen, to: sink)
    pen.section("story", "What happened", isTaught: true) { pen in
      IncidentsPanel(facts: facts).write(to: &pen)
      StoryPanel(story: facts.story).write(to: &pen)
    }
    let data = PageData(facts)
    ReplayPanel(facts: facts, selection: data.selection).write(to: &pen)
    try flush(&pen, to: sink)
    ResourcesPanel(facts: facts, charts: utilization).write(to: &pen)
    try flush(&pen, to: sink)
    WaitingPanel(facts: facts).write(to: &pen)
    ServicesPanel(facts: facts, charts: services).write(to: &pen)
    try flush(&pen, to: sink)
    WorkloadsPanel(facts: facts).write(to: &pen)
    RepeatPanel(facts: facts).write(to: &pen)
    writeFooter(data.clock, &pen)
    pen.html.markup("</main>\n")
    try data.write(pen.series, to: &pen, sink)
    pen.html.markup("<script>\n")
    pen.html.verbatim(PageScript.text)
    pen.html.markup("</script>\n</body>\n</html>\n")
    try flush(&pen, to: sink)
  }

  private func flush(_ pen: inout PagePen, to sink: any ByteSink) throws(ReportWritingError) {
    try sink.write(pen.html.take()[...])
  }

  /// Requested processor time of the whole cluster, for the navigator.
  private var overview: StepSeries? {
    guard let cluster = utilization.cluster("cpu") else { return nil }
    var overview = StepSeries(key: "n", levelCount: 1)
    for (row, time) in cluster.times.enumerated() {
      overview.append(
        [cluster.levels[ResourceCharts.requested][row]], at: SimulationTime(microseconds: time))
    }
    return overview
  }

  private func writeFooter(_ clock: PageClock, _ pen: inout PagePen) {
    let unit = clock.tick == 1 ? "microsecond" : "millisecond"
    pen.html.markup(Self.lessonBar)
    pen.html.element("footer") { html in
      html.element(
        "p",
        text: "Worked out from the tables beside this page, of which columns.json tells the "
          + "meaning. Times are shown to the millisecond and replayed to the \(unit).")
      html.markup(
        """
        <p class="scripted" id="keys">Keys: <kbd>←</kbd> <kbd>→</kbd> instants, with \
        <kbd>Shift</kbd> a hundredth, <kbd>Space</kbd> play, <kbd>+</kbd> <kbd>−</kbd> zoom, \
        <kbd>Esc</kbd> whole run, <kbd>/</kbd> find, <kbd>L</kbd> lesson.</p>
        """)
    }
  }

  private static let lessonBar: StaticString = """
    <aside class="lesson" id="lesson" hidden aria-label="Lesson" aria-live="polite">\
    <span class="time" id="when"></span><p><b id="what"></b></p><div class="steps">\
    <button type="button" id="back" aria-label="Previous">←</button> <span id="step"></span> \
    <button type="button" id="forth" aria-label="Next">→</button> \
    <button type="button" id="leave" aria-label="Close">✕</button></div>\
    <p class="why" id="why"></p></aside>

    """

  private func writeHead(_ pen: inout PagePen) {
    let name = facts.source.configuration.name
    let end = PageText.seconds(facts.end.microseconds)
    pen.html.markup(
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width,initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
      style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:">
      <meta name="color-scheme" content="light dark">
      <meta name="generator" content="Wavetank">

      """)
    pen.html.element("title", text: "\(name) · Wavetank")
    pen.html.markup("\n<style>\n")
    pen.html.verbatim(PageStyle.text)
    pen.html.markup(":root{--span:")
    pen.html.text(end)
    pen.html.markup("}\n</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">")
    pen.html.text("Skip to the report")
    pen.html.markup("</a>\n")
  }
}
