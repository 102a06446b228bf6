import ClusterSimulation
import ReportPages
import SimulationEngine

/// What the run was, and whether it kept what was expected of it.
struct HeaderPanel {
  let facts: PageFacts

  func write(to pen: inout PagePen) {
    let source = facts.source
    pen.html.element("header", ["class": "inner"]) { html in
      html.element("h1", ["dir": "auto"], text: source.configuration.name)
      if !source.configuration.summary.isEmpty {
        html.element("p", ["dir": "auto"], text: source.configuration.summary)
      }
      let verdict = verdict
      html.element("p", ["class": "verdict \(verdict.style)"], text: verdict.text)
      writeIdentity(&html)
    }
  }

  private var verdict: (text: String, style: String) {
    let results = facts.report.expectations
    if facts.source.recording.isIncomplete {
      return ("✗ the run was stopped before its end", "bad")
    }
    let broken = results.count { !$0.holds }
    if results.isEmpty { return ("– nothing was expected", "none") }
    if broken == 0 {
      let text =
        results.count == 1 ? "the expectation holds" : "all \(results.count) expectations hold"
      return ("✓ \(text)", "good")
    }
    let one = results.count == 1 ? "the expectation does not hold" : ""
    let many =
      "\(broken) of \(results.count) expectations \(broken == 1 ? "does" : "do") not hold"
    return ("✗ \(one.isEmpty ? many : one)", "bad")
  }

  private func writeIdentity(_ html: inout HTMLWriter) {
    let source = facts.source
    let settings = source.configuration.controlPlane
    html.element("p", ["class": "identity"]) { html in
      html.element("b", text: PageText.clock(source.end))
      html.text(" simulated, control plane ")
      html.element("b", text: settings.profile.rawValue)
      if let version = settings.version { html.text(" (Kubernetes \(version))") }
      html.text(", seed ")
      html.element("b", text: String(source.configuration.seed))
      html.text(", \(PageText.count(Int128(source.recording.eventCount))) events, Wavetank ")
      html.text("\(facts.report.identity.version), recording ")
      html.element("span", ["class": "mono"], text: facts.digest)
    }
  }

  /// The table of what was expected; nothing if nothing was.
  func writeExpectations(to pen: inout PagePen) {
    let results = facts.report.expectations
    guard !results.isEmpty else { return }
    pen.html.element("div", ["class": "wide expectations"]) { html in
      html.element("table") { html in
        html.element("caption", ["class": "hidden"], text: "What the scenario expects")
        html.markup(
          """
          <thead><tr><th scope="col">expectation</th><th scope="col">figure</th>\
          <th scope="col" class="n">is</th><th scope="col">must be</th></tr></thead>
          """)
        html.element("tbody") { html in
          for result in results { Self.write(result, &html) }
        }
      }
    }
  }

  private static func write(_ result: ExpectationResult, _ html: inout HTMLWriter) {
    let expectation = result.expectation
    let subject = expectation.subject.words
    html.element("tr") { html in
      html.element("td", ["class": result.holds ? "good" : "bad"]) {
        $0.text(result.holds ? "✓ holds" : "✗ does not hold")
      }
      html.element("td", ["class": "long"]) { html in
        html.text(expectation.metric)
        if !subject.isEmpty {
          html.text(" of ")
          html.name(subject)
        }
        html.text(expectation.window?.words ?? "")
      }
      html.element("td", ["class": "n"]) { html in
        guard let actual = result.actualMillionths else {
          html.text("nothing to measure")
          return
        }
        if result.openCount > 0 { html.text("≥ ") }
        let text = Ratio.text(actual)
        html.element("data", ["value": text], text: Ratio.shortText(actual))
        if result.openCount > 0 { html.text(" (\(result.openCount) not ended)") }
      }
      html.element(
        "td", text: "\(expectation.comparison.sign) \(Ratio.shortText(expectation.boundMillionths))"
      )
    }
  }
}

extension Expectation.Comparison {
  fileprivate var sign: String {
    switch self {
    case .atLeast: "≥"
    case .atMost: "≤"
    case .equals: "="
    }
  }
}
