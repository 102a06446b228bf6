import ClusterViews
import KubernetesObjects
import Testing

/// Durations and columns as kubectl prints them.
@Suite struct LayoutTests {
  @Test(arguments: [
    (-2, "<invalid>"), (-1, "0s"), (0, "0s"), (119, "119s"), (120, "2m"), (121, "2m1s"),
    (599, "9m59s"), (600, "10m"), (10_799, "179m"), (10_800, "3h"), (10_860, "3h1m"),
    (28_799, "7h59m"), (28_800, "8h"), (172_799, "47h"), (172_800, "2d"), (176_400, "2d1h"),
    (691_199, "7d23h"), (691_200, "8d"), (63_071_999, "729d"), (63_072_000, "2y"),
    (63_158_400, "2y1d"), (252_287_999, "7y364d"), (252_288_000, "8y"),
  ]) func `a span is told in two units at most`(seconds: Int64, text: String) {
    #expect(HumanDuration.text(seconds: seconds) == text)
  }

  @Test func `parts of a second are cut off toward zero`() {
    let start = Timestamp(seconds: 100, nanoseconds: 500_000_000)
    #expect(HumanDuration.text(from: start, to: Timestamp(seconds: 102)) == "1s")
    #expect(HumanDuration.text(from: start, to: Timestamp(seconds: 99)) == "0s")
    #expect(HumanDuration.text(from: start, to: Timestamp(seconds: 98)) == "<invalid>")
    #expect(HumanDuration.since(nil, at: start) == "<unknown>")
  }

  @Test(arguments: [
    ("a\tb\n", "a     b\n"), ("a\n", "a\n"), ("", ""),
    ("long name\tb\tc\nx\ty\tz\n", "long name   b     c\nx           y     z\n"),
    // A line without a cell in a column ends the column.
    ("a\tb\nno cell\nlonger one\tb\n", "a     b\nno cell\nlonger one   b\n"),
    // What follows the last tab widens nothing.
    ("a\tvery long text\tx\nb\tlong\n", "a     very long text   x\nb     long\n"),
    ("é\tb\n", "é     b\n"),
  ]) func `cells that end with a tab make columns`(text: String, laidOut: String) {
    #expect(ElasticTabs.table.layOut(text) == laidOut)
  }
}
