import Testing

@testable import RunReports

/// The charts of a page as pictures of their own.
@Suite struct ChartsTests {
  @Test("Every chart of the page has a picture under a name of its own")
  func names() throws {
    let names = try SampleRun.report().charts().map(\.fileName)
    #expect(Set(names).count == names.count)
    #expect(names.allSatisfy { $0.hasSuffix(".svg") && !$0.contains(" ") && !$0.contains("/") })
    #expect(names.first == "story-incidents.svg")
    #expect(names.contains("utilization-cpu-cluster.svg"))
    #expect(names.contains("waiting-share-of-pods-no-later-than.svg"))
    #expect(names.contains { $0.hasPrefix("services-") })
    #expect(names.contains { $0.hasPrefix("workloads-") })
  }

  @Test("A picture has the paths of the page")
  func paths() throws {
    let report = try SampleRun.report()
    let page = PageBytes.text(report)
    let charts = report.charts().filter { !$0.fileName.hasPrefix("story") }
    for chart in charts {
      let text = String(decoding: chart.bytes, as: UTF8.self)
      for path in PageBytes.values(text, after: "\n<path d=\"", until: "\"") {
        #expect(page.contains("d=\"\(path)\""), "\(chart.fileName)")
      }
    }
    #expect(charts.count > 4)
  }

  @Test("Two times made, the pictures are equal; a run without anything has none of levels")
  func equal() throws {
    let (first, second) = (try SampleRun.report().charts(), try SampleRun.report().charts())
    #expect(first.map(\.bytes) == second.map(\.bytes))
    #expect(EmptyRun.report().charts().allSatisfy { !$0.fileName.hasPrefix("utilization") })
  }

  @Test(
    "Names of files are plain words",
    arguments: [
      ("utilization-cpu, zone a", "utilization-cpu-zone-a"), ("../ü$", "chart"),
      ("2 nodes (Zone B)", "2-nodes-zone-b"), ("", "chart"),
    ])
  func words(text: String, word: String) { #expect(FileNameWord.word(for: text) == word) }
}
