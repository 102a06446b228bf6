import Testing

@testable import RunReports

@Suite("Digests")
struct DigestTests {
  /// Test vectors of the algorithm's authors.
  @Test(
    "FNV-1a gives what its authors say",
    arguments: [
      ("", "cbf29ce484222325"), ("a", "af63dc4c8601ec8c"), ("foobar", "85944171f73967e8"),
    ])
  func fnv(text: String, digest: String) {
    var hash = RecordingDigest()
    hash.update(Array(text.utf8)[...])
    #expect(hash.text == "fnv1a64:" + digest)
  }

  @Test("equal runs have equal digests, and one changed instant another")
  func recordingDigest() throws {
    let first = try SampleRun.report().digest()
    #expect(try SampleRun.report().digest() == first)
    #expect(EmptyRun.report().digest() != first)
  }
}
