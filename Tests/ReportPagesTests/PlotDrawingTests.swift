import ReportPages
import Testing

@Suite struct PlotDrawingTests {
  private static func text(_ edit: (inout PlotDrawing) -> Void = { _ in }) -> String {
    var drawing = PlotDrawing(
      title: "cpu <a> & \"b\"", label: "peaks at 3",
      keys: [.init("requested", color: "requested"), .init("", color: "used")])
    edit(&drawing)
    return String(decoding: drawing.svg, as: UTF8.self)
  }

  @Test("A picture stands for itself: it names no other file, and its text is escaped")
  func standsAlone() {
    let text = Self.text()
    #expect(text.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 2210 1240\""))
    #expect(text.contains("<title>cpu &lt;a&gt; &amp; &quot;b&quot;</title>"))
    #expect(text.contains("aria-label=\"peaks at 3\""))
    #expect(!text.contains("var(") && !text.contains("class=") && !text.contains("href"))
    #expect(text.hasSuffix("</svg>\n"))
  }

  @Test("Paths have the style of the page's, with plain colours")
  func paths() {
    let text = Self.text { drawing in
      drawing.add("M0 0H5", style: "area")
      drawing.add("M0 1H5", style: "offered")
      drawing.add("", style: "used")
    }
    #expect(
      text.contains("<path d=\"M0 0H5\" fill=\"#0b6cab\" fill-opacity=\"0.18\" stroke=\"none\"/>"))
    #expect(
      text.contains(
        "<path d=\"M0 1H5\" stroke=\"#8a939c\" stroke-width=\"4\" stroke-dasharray=\"5 3\" "
          + "fill=\"none\"/>"))
  }

  @Test("A bar of an instant can be seen, and long words make room at the left")
  func bars() {
    let text = Self.text { drawing in
      drawing.addBar(style: "tolerate", x: 10, width: 0, y: 100, height: 50)
      drawing.addBar(style: "ticks.harm", x: 20, width: 9, y: 0, height: 50)
      drawing.addRow("a node with a long name", at: 100)
      drawing.add("5 min to recover", x: 30, y: 40, isBehind: false)
      drawing.addMark(at: 77)
    }
    #expect(
      text.contains(
        "<rect x=\"10\" y=\"100\" width=\"4\" height=\"50\" fill=\"#e0a92e\"></rect>"))
    #expect(
      text.contains("<rect x=\"20\" y=\"0\" width=\"9\" height=\"50\" fill=\"#c0390b\"></rect>"))
    #expect(text.contains("viewBox=\"0 0 2491 1240\""))
    #expect(text.contains("text-anchor=\"end\">5 min to recover</text>"))
    #expect(text.contains("M77 0V1000"))
  }
}
