import ReportPages
import SimulationEngine

/// What happened, instant by instant; the script makes lessons of it.
struct StoryPanel {
  let story: Story

  func write(to pen: inout PagePen) {
    guard !story.shown.isEmpty else {
      pen.note("Nothing happened that a sentence would explain.")
      return
    }
    Self.write(story.shown, to: &pen)
    guard !story.folded.isEmpty else { return }
    let more = story.folded.count
    pen.folded("\(more) further \(more == 1 ? "instant" : "instants")") { pen in
      Self.write(story.folded, to: &pen)
      if story.omittedCount > 0 {
        pen.note("\(PageText.count(Int128(story.omittedCount))) more are left out.")
      }
    }
  }

  private static func write(_ instants: [Instant], to pen: inout PagePen) {
    pen.html.element("ol", ["class": "story"]) { html in
      for instant in instants {
        let seconds = PageText.seconds(instant.time.microseconds)
        let clock = PageText.clock(instant.time)
        html.element("li", ["data-t": seconds]) { html in
          html.element(
            "button", ["type": "button", "class": "scripted", "data-seek": seconds], text: clock)
          html.element("time", ["class": "unscripted"], text: clock)
          html.element("div") { html in
            html.element("b", ["class": "what"], text: instant.what)
            html.text(" ")
            html.element("span", ["class": "why"], text: instant.why)
            html.text(" ")
            html.element("small", ["class": "files"], text: instant.files)
          }
        }
      }
    }
  }
}
