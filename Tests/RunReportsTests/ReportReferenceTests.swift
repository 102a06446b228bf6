import Foundation
import RunReports
import TestSupport
import Testing

@Suite struct ReportReferenceTests {
  @Test func `the committed reference is what the tables say`() {
    let page = "Sources/RunReports/RunReports.docc/ReportReference.md"
    GoldenFile(at: PackageFolder.url.appending(path: page)).expect(ReportReference.text)
  }
}
