import ClusterSimulation
import ClusterState
import SimulationEngine
import TestSupport
import Testing

@testable import RunReports

@Suite("The page of a run")
struct RunPageTests {
  private static func report(
    _ edit: (inout SimulationConfiguration) -> Void = { _ in }
  ) throws -> RunReport {
    let source = try SampleRun.source()
    var configuration = source.configuration
    edit(&configuration)
    return RunReport(
      ReportSource(
        configuration: configuration, cluster: source.cluster, recording: source.recording,
        end: source.end),
      identity: RunIdentity(version: "0.1.0"))
  }

  @Test("the sample run has the page that is committed")
  func golden() throws {
    GoldenFile("sample.html", besides: "\(PackageFolder.url.path)/Tests/RunReportsTests/x")
      .expect(PageBytes.markup(try SampleRun.report()))
  }

  @Test("a run without anything has a page")
  func empty() {
    let page = PageBytes.text(EmptyRun.report())
    #expect(page.contains("nothing was expected"))
    #expect(page.contains("No sample was taken."))
    #expect(page.hasSuffix("</body>\n</html>\n"))
  }

  @Test("two pages of one run are equal, and the page is no part of the digest")
  func equal() throws {
    let report = try SampleRun.report()
    let digest = report.digest().text
    #expect(PageBytes.text(report) == PageBytes.text(try SampleRun.report()))
    #expect(report.digest().text == digest)
    #expect(PageBytes.text(report).contains(digest))
  }

  @Test("the figures are those of summary.json")
  func figures() throws {
    let report = try SampleRun.report()
    let page = PageBytes.text(report)
    let names = PageBytes.values(page, after: "data-figure=\"", until: "\"")
    #expect(names.count >= 9)
    for name in names {
      let figure = try #require(report.summary.figures.first { $0.name == name })
      #expect(page.contains("<data value=\"\(figure.value.text)\" data-figure=\"\(name)\">"))
    }
  }

  @Test("the page asks for nothing and every id stands once")
  func selfContained() throws {
    let page = PageBytes.text(try SampleRun.report())
    for word in ["http:", "https:", "src=", "@import", "url("] { #expect(!page.contains(word)) }
    let ids = PageBytes.values(page, after: " id=\"", until: "\"")
    #expect(Set(ids).count == ids.count)
    let labels = PageBytes.values(page, after: "aria-labelledby=\"", until: "\"")
    #expect(labels.allSatisfy { ids.contains($0) })
    #expect(page.utf8.count < 120_000)
  }

  @Test("names and texts cannot leave their places")
  func hostile() throws {
    let name = "</script><script>alert(1)</script>\"'&\u{202E}é"
    let page = PageBytes.text(
      try Self.report { configuration in
        configuration.name = name
        configuration.summary = "<!-- \(name)"
      })
    #expect(!page.contains("<script>alert"))
    #expect(!page.contains("<!-- "))
    #expect(!page.contains("\u{202E}"))
    #expect(
      page.contains("&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;&quot;'&amp;\u{FFFD}é"))
  }

  @Test("a broken expectation and a run that was stopped are said first")
  func verdicts() throws {
    let broken = PageBytes.text(
      try Self.report {
        $0.expectations = [
          Expectation(metric: "availability", .atLeast, boundMillionths: 1_000_000),
          Expectation(metric: "pods.created", .atLeast, boundMillionths: 1_000_000),
        ]
      })
    #expect(broken.contains("✗ 1 of 2 expectations does not hold"))
    #expect(broken.contains("✓ holds"))
  }
}
