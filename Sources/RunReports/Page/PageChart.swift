import ReportPages
import SimulationEngine

/// A chart of levels over time. Its text is HTML and its marks are stretched SVG, so both stay
/// sharp at any width, and zooming moves text by two properties of the style sheet.
struct PageChart {
  /// One path of a chart.
  struct Layer {
    let style: StaticString
    let level: Int
    var isFilled = false
  }

  /// What the legend says of a level.
  struct Key {
    let text: String
    let color: StaticString
    let level: Int
    var mark: StaticString = ""
  }

  let title: String
  /// What the chart shows, in words.
  let label: String
  let series: StepSeries
  let unit: AmountUnit
  /// The value at the top.
  let top: Int64
  let layers: [Layer]
  var keys: [Key] = []
  /// What else the legend says.
  var remark = ""
  var height = 110
  var isSmall = false

  /// Writes the chart with its legend. `strikes` are marked.
  func write(strikes: [SimulationTime], to pen: inout PagePen) {
    let kept = pen.keep(series, isSmall ? .small : .large)
    let end = pen.end
    pen.draw(title) { drawing(titled: $0, kept, strikes, until: end) }
    pen.html.element("figure") { html in
      writeCaption(&html)
      html.element(
        "div",
        [
          "class": "plot", "style": "--h:\(height)px", "tabindex": "0", "role": "img",
          "aria-label": label,
        ]
      ) { html in
        writeValues(&html)
        let frame = PlotFrame(end: end, maximum: top)
        html.element(
          "svg", ["viewBox": "0 0 2000 1000", "preserveAspectRatio": "none", "aria-hidden": "true"]
        ) { html in
          html.markup(isSmall ? "<path class=\"rule\" d=\"M0 0H2000\"/>" : Self.rules)
          for layer in layers { write(layer, kept, frame, &html) }
        }
        Self.writeCursors(strikes, &html)
        if !isSmall { Self.writeAxis(until: end, &html) }
      }
    }
  }

  private static let rules: StaticString =
    "<path class=\"rule\" d=\"M0 500H2000\"/><path class=\"rule\" d=\"M0 0H2000\"/>"

  private func write(
    _ layer: Layer, _ kept: StepSeries, _ frame: PlotFrame, _ html: inout HTMLWriter
  ) {
    html.markup("<path class=\"")
    html.markup(layer.style)
    html.markup("\" data-s=\"")
    html.text(series.key)
    html.markup("\" data-i=\"")
    html.text(String(layer.level))
    html.markup("\" data-m=\"")
    html.text(String(frame.maximum))
    html.markup(layer.isFilled ? "\" data-f=\"1\" d=\"" : "\" d=\"")
    html.text(frame.path(kept, level: layer.level, isFilled: layer.isFilled))
    html.markup("\"/>")
  }

  private func writeCaption(_ html: inout HTMLWriter) {
    html.element("figcaption") { html in
      html.element("b") { $0.name(title) }
      for key in keys {
        html.markup("<span class=\"key\" style=\"--c:var(--")
        html.markup(key.color)
        html.markup(")\">")
        html.markup("<i class=\"")
        html.markup(key.mark)
        html.markup("\"></i>")
        html.text(key.text)
        html.markup(" ")
        html.element(
          "span",
          [
            "class": "value", "data-v": "\(series.key).\(key.level)", "data-u": unit.rawValue,
          ])
        html.markup("</span>")
      }
      if !remark.isEmpty { html.element("span", ["class": "key"], text: remark) }
    }
  }

  private func writeValues(_ html: inout HTMLWriter) {
    let marks: [(place: String, value: Int64)] =
      isSmall || top % 2 != 0
      ? [("100%", 0), ("0%", top)] : [("100%", 0), ("50%", top / 2), ("0%", top)]
    for mark in marks {
      html.element(
        "span", ["class": "y", "style": "top:\(mark.place)"], text: unit.text(mark.value))
    }
  }

  /// The marks of strikes, of the pointer and of the instant that is shown.
  static func writeCursors(_ strikes: [SimulationTime], _ html: inout HTMLWriter) {
    html.element("div", ["class": "clip", "aria-hidden": "true"]) { html in
      for time in strikes {
        html.element(
          "i", ["class": "struck", "style": "--a:\(PageText.seconds(time.microseconds))"])
      }
      html.markup("<i class=\"cross\"></i><i class=\"here\"></i>")
    }
  }

  /// The marks of time along the bottom.
  static func writeAxis(until end: SimulationTime, _ html: inout HTMLWriter) {
    html.element("div", ["class": "times", "aria-hidden": "true"]) { html in
      for time in AxisTicks.times(until: end) {
        let place = Double(time.microseconds) / Double(max(1, end.microseconds))
        let style = time == .zero ? "x first" : place > 0.96 ? "x last" : "x"
        html.element(
          "span",
          ["class": style, "style": "--a:\(PageText.seconds(time.microseconds))"],
          text: PageText.clock(time))
      }
    }
  }
}

extension AmountUnit {
  /// A level of a series in words: series hold memory in KiB, so that sums over the largest
  /// clusters are exact in the script's numbers.
  func text(_ level: Int64) -> String {
    PageText.amount(self == .bytes ? Int128(level) << 10 : Int128(level), self)
  }
}
