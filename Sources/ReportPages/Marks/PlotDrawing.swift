/// A chart as a picture of its own: SVG that holds its text and colours and asks for nothing, for
/// slides and papers. Its plot has the 2,000 by 1,000 units of a `PlotFrame`.
package struct PlotDrawing {
  /// What the legend says of a mark.
  package struct Key {
    let text: String
    let color: String
    let isDashed: Bool

    /// `text` beside the colour that the style sheet calls `color`.
    package init(_ text: String, color: String, isDashed: Bool = false) {
      self.text = text
      self.color = color
      self.isDashed = isDashed
    }
  }

  /// A line over the whole plot, or a bar in it.
  private enum Shape {
    case path(style: String, path: String)
    case bar(style: String, x: Int64, width: Int64, y: Int64, height: Int64)
    case text(String, x: Int64, y: Int64, isBehind: Bool)
    case mark(x: Int64)
  }

  /// Words on an axis: how far along it, in units of the plot, and what.
  private typealias Label = (place: Int64, text: String)

  /// What the chart shows: its heading.
  let title: String
  /// The finding in words, for those who do not see it.
  let label: String
  private let keys: [Key]
  private var shapes: [Shape] = []
  private var rows: [Label] = []
  private var columns: [Label] = []

  /// A drawing with nothing in its plot.
  package init(title: String, label: String, keys: [Key]) {
    self.title = title
    self.label = label
    self.keys = keys
  }

  /// Draws a path in the style of the page's paths of that class.
  package mutating func add(_ path: String, style: String) {
    if !path.isEmpty { shapes.append(.path(style: style, path: path)) }
  }

  /// Draws a bar in the colour of the page's bars of that class.
  package mutating func addBar(style: String, x: Int64, width: Int64, y: Int64, height: Int64) {
    shapes.append(.bar(style: style, x: x, width: max(4, width), y: y, height: height))
  }

  /// Writes words behind the place `x`, or before it.
  package mutating func add(_ text: String, x: Int64, y: Int64, isBehind: Bool) {
    shapes.append(.text(text, x: x, y: y, isBehind: isBehind))
  }

  /// Marks an instant over the whole height.
  package mutating func addMark(at x: Int64) { shapes.append(.mark(x: x)) }

  /// Writes `text` at the left, `place` units below the top.
  package mutating func addRow(_ text: String, at place: Int64) { rows.append((place, text)) }

  /// Writes `text` below, `place` units from the left edge.
  package mutating func addColumn(_ text: String, at place: Int64) { columns.append((place, text)) }

  /// The picture.
  package var svg: [UInt8] {
    // About the width of a digit in the size of the labels.
    let left = max(150, (rows.map(\.text.count).max() ?? 0) * 17 + 40)
    let width = left + Int(PlotFrame.width) + 60
    var svg = HTMLWriter()
    svg.element(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "viewBox": "0 0 \(width) 1240",
        "width": "\(width / 2)", "height": "620", "role": "img", "aria-label": label,
        "font-family": "Helvetica, Arial, sans-serif", "font-size": "30",
      ]
    ) { svg in
      svg.markup("\n")
      svg.element("title", text: title)
      svg.element("rect", ["width": "\(width)", "height": "1240", "fill": "#ffffff"])
      write(title, x: left, y: 56, size: 42, fill: "ink", anchor: "start", &svg)
      writeKeys(from: left, &svg)
      svg.element("g", ["transform": "translate(\(left) 150)"]) { writePlot(&$0) }
      svg.markup("\n")
    }
    svg.markup("\n")
    return svg.take()
  }

  private func writeKeys(from left: Int, _ svg: inout HTMLWriter) {
    var x = left
    for key in keys where !key.text.isEmpty {
      svg.element(
        "path",
        [
          "d": "M\(x) 98H\(x + 36)", "stroke": DrawingStyle.color(key.color), "stroke-width": "8",
          "stroke-dasharray": key.isDashed ? "10 6" : "none",
        ])
      write(key.text, x: x + 46, y: 108, size: 30, fill: "muted", anchor: "start", &svg)
      x += 46 + key.text.count * 16 + 40
    }
  }

  private func writePlot(_ svg: inout HTMLWriter) {
    for row in rows {
      line("M0 \(row.place)H\(PlotFrame.width)", "grid", &svg)
      write(row.text, x: -16, y: Int(row.place) + 10, size: 30, fill: "muted", anchor: "end", &svg)
    }
    for column in columns {
      line("M\(column.place) 1000V1012", "offered", &svg)
      let anchor =
        column.place == 0 ? "start" : column.place >= PlotFrame.width - 80 ? "end" : "middle"
      write(
        column.text, x: Int(column.place), y: 1048, size: 30, fill: "muted", anchor: anchor, &svg)
    }
    for shape in shapes { write(shape, &svg) }
    line("M0 1000H\(PlotFrame.width)", "offered", &svg)
  }

  private func line(_ path: String, _ color: String, _ svg: inout HTMLWriter) {
    svg.element(
      "path", ["d": path, "stroke": DrawingStyle.color(color), "stroke-width": "2", "fill": "none"])
  }

  private func write(_ shape: Shape, _ svg: inout HTMLWriter) {
    switch shape {
    case .path(let style, let path):
      svg.markup("\n<path d=\"")
      svg.text(path)
      for attribute in DrawingStyle.attributes(ofPath: style) {
        svg.markup("\" ")
        svg.text(attribute.name)
        svg.markup("=\"")
        // Widths of the style sheet are for a plot half this size.
        svg.text(attribute.name == "stroke-width" ? "4" : attribute.value)
      }
      svg.markup(
        DrawingStyle.attributes(ofPath: style).contains { $0.name == "fill" }
          ? "\"/>" : "\" fill=\"none\"/>")
    case .bar(let style, let x, let width, let y, let height):
      svg.element(
        "rect",
        [
          "x": "\(x)", "y": "\(y)", "width": "\(width)", "height": "\(height)",
          "fill": DrawingStyle.color(ofBar: style),
        ])
    case .text(let text, let x, let y, let isBehind):
      write(
        text, x: Int(x), y: Int(y), size: 26, fill: "ink", anchor: isBehind ? "start" : "end", &svg)
    case .mark(let x):
      svg.element(
        "path",
        [
          "d": "M\(x) 0V1000", "stroke": DrawingStyle.color("bad"), "stroke-width": "2",
          "stroke-dasharray": "8 6",
        ])
    }
  }

  private func write(
    _ text: String, x: Int, y: Int, size: Int, fill: String, anchor: String,
    _ svg: inout HTMLWriter
  ) {
    svg.element(
      "text",
      [
        "x": "\(x)", "y": "\(y)", "font-size": "\(size)", "fill": DrawingStyle.color(fill),
        "text-anchor": anchor,
      ], text: text)
  }
}
