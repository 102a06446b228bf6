import Testing

@testable import ReportPages

@Suite("Writing HTML and data")
struct HTMLWriterTests {
  @Test("elements are closed, attributes keep their order, and text is no markup")
  func elements() {
    var html = HTMLWriter()
    html.element("p", ["class": "a\"b", "id": "x"]) { html in
      html.text("</script> & <b>")
      html.name("n")
    }
    #expect(
      String(decoding: html.take(), as: UTF8.self)
        == "<p class=\"a&quot;b\" id=\"x\">&lt;/script&gt; &amp; &lt;b&gt;<bdi>n</bdi></p>")
    #expect(html.bytes.isEmpty)
  }

  @Test("what turns the direction of writing, and control characters, are replaced")
  func harmful() {
    var html = HTMLWriter()
    html.text("a\u{202E}b\u{0}c\u{2066}d\u{1B}é\u{5D0}\n")
    #expect(
      String(decoding: html.bytes, as: UTF8.self)
        == "a\u{FFFD}b\u{FFFD}c\u{FFFD}d\u{FFFD}é\u{5D0}\n")
  }

  @Test("data has no less-than sign, so it cannot end its element")
  func data() {
    var data = DataBlock()
    data.number("n", -5)
    data.text("t", "</script><!-- \" \\ \u{202E}\n")
    data.texts("list", ["a", "<"])
    data.object("o") { $0.column("c", [1, 2]) }
    data.objects("many", [1, 2]) { element, data in data.number("v", element) }
    #expect(
      String(decoding: data.ended(), as: UTF8.self) == #"""
        {"n":-5,"t":"\u003c/script>\u003c!-- \" \\ \ufffd\n","list":["a","\u003c"],\#
        "o":{"c":"dCC"},"many":[{"v":1},{"v":2}]}
        """#)
  }
}
