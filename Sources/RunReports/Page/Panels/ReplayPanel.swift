import ClusterState
import ReportPages
import SimulationEngine

/// The cluster at any instant: a map of its nodes for the script to draw on, and stills of the
/// instants that matter for those who have none.
struct ReplayPanel {
  let facts: PageFacts
  let selection: PodSelection

  func write(to pen: inout PagePen) {
    guard !facts.source.cluster.nodes.isEmpty else { return }
    pen.section("replay", "Replay", isTaught: true) { pen in
      pen.note(
        "Each square is a node, as full as what is requested of it. Choose one for its pods, and a "
          + "pod for its life and for why it is there.")
      if !selection.isWhole {
        pen.note(
          "Of \(PageText.count(Int128(selection.total))) pods, \(selection.rows.count) are shown: "
            + "the first ones and those of nodes that were lost.")
      }
      pen.html.markup(Self.stage)
      NodeStills(facts).write(to: &pen)
      pen.html.markup(
        """
        <p class="unscripted muted">The replay needs a script; pods.csv and node_conditions.csv \
        hold the same facts.</p>
        """)
    }
  }

  private static let stage: StaticString = """
    <div class="controls scripted">\
    <button type="button" id="previous" aria-label="Previous instant">←</button>\
    <button type="button" id="play" aria-label="Play">▶</button>\
    <button type="button" id="next" aria-label="Next instant">→</button>\
    <input type="range" id="slider" min="0" max="10000" step="1" value="0" aria-label="Instant">\
    <output id="now"></output>\
    <label class="hidden" for="by">What is shown</label>\
    <select id="by"><option value="cpu">cpu requested</option>\
    <option value="memory">memory requested</option><option value="pods">pods</option></select>\
    <label class="hidden" for="find">Find a node or pod</label>\
    <input id="find" type="search" placeholder="Find a node or pod  /" list="found" \
    autocomplete="off"><datalist id="found"></datalist></div>\
    <div class="stage scripted"><div><canvas id="map" tabindex="0" role="application" \
    aria-label="Map of the nodes: arrow keys move between them" aria-describedby="said"></canvas>\
    <div class="marks" id="legend"></div><p class="hidden" id="said" aria-live="polite"></p></div>\
    <div class="panel" id="panel" tabindex="0" role="region" aria-label="Details"></div></div>

    """
}
