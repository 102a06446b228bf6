import ReportPages
import SimulationEngine

/// What the panels of a page are written with: the text so far, and the series that its charts
/// show, which the script needs when it zooms.
struct PagePen {
  var html = HTMLWriter()
  /// In the order in which the charts were drawn.
  private(set) var series: [StepSeries] = []
  let end: SimulationTime
  /// What charts are about below the present heading, such as `cpu`; empty where they say it.
  var subject = ""
  /// The charts as pictures of their own, with what they are called; nil where nobody wants them.
  private(set) var drawings: [(name: String, drawing: PlotDrawing)]?
  private var sectionName = ""

  /// How many instants a series keeps for each pixel column of a large chart, and of a small one.
  enum Resolution: Int {
    case large = 2_000
    case small = 400
  }

  init(end: SimulationTime, keepsDrawings: Bool = false) {
    self.end = end
    if keepsDrawings { drawings = [] }
  }

  /// Keeps a chart called `title` as a picture of its own if somebody wants it; `make` draws it
  /// under its full title.
  mutating func draw(_ title: String, _ make: (String) -> PlotDrawing) {
    guard drawings != nil else { return }
    let title = subject.isEmpty ? title : "\(subject), \(title)"
    drawings?.append((FileNameWord.word(for: "\(sectionName)-\(title)"), make(title)))
  }

  /// Keeps a series for the script, as far as a chart can show it, and returns what is kept.
  mutating func keep(_ series: StepSeries, _ resolution: Resolution) -> StepSeries {
    let reduced = series.reduced(to: resolution.rawValue, until: end)
    self.series.append(reduced)
    return reduced
  }

  /// Writes a section with its heading.
  mutating func section(
    _ id: String, _ title: String, isTaught: Bool = false, _ body: (inout PagePen) -> Void
  ) {
    (sectionName, subject) = (id, "")
    html.markup("<section class=\"")
    if isTaught { html.markup("taught") }
    html.markup("\" aria-labelledby=\"")
    html.text(id)
    html.markup("\">")
    html.element("h2", ["id": id], text: title)
    body(&self)
    html.markup("</section>\n")
  }

  /// Writes a paragraph in the muted colour.
  mutating func note(_ text: String) { html.element("p", ["class": "muted"], text: text) }

  /// Writes what is folded until someone asks.
  mutating func folded(_ summary: String, _ body: (inout PagePen) -> Void) {
    html.markup("<details><summary>")
    html.text(summary)
    html.markup("</summary>")
    body(&self)
    html.markup("</details>")
  }

  /// Writes a table whose first column names its rows; `numeric` columns are aligned to the right.
  mutating func table(
    _ caption: String, _ columns: [String], numeric: Range<Int>, _ rows: some Sequence<[String]>
  ) {
    html.element("div", ["class": "wide", "tabindex": "0", "role": "group", "aria-label": caption])
    {
      html in
      html.element("table") { html in
        html.element("caption", text: caption)
        html.element("thead") { html in
          html.element("tr") { html in
            for (place, column) in columns.enumerated() {
              html.element(
                "th", ["scope": "col", "class": numeric.contains(place) ? "n" : ""], text: column)
            }
          }
        }
        html.element("tbody") { html in
          for row in rows { Self.row(row, numeric, &html) }
        }
      }
    }
  }

  private static func row(_ cells: [String], _ numeric: Range<Int>, _ html: inout HTMLWriter) {
    html.element("tr") { html in
      for (place, cell) in cells.enumerated() {
        if place == 0 {
          html.element("th", ["scope": "row"]) { $0.name(cell) }
        } else if numeric.contains(place) {
          html.element("td", ["class": "n"], text: cell)
        } else {
          html.element("td", ["class": "long"], text: cell)
        }
      }
    }
  }
}
