import Foundation
import TestSupport
import Testing

@testable import KubernetesObjects

/// What a misspelt field was to be.
@Suite struct FieldNamesTests {
  @Test(
    "a field of the type is suggested, and no other",
    arguments: [
      (#"{"kind":"Pod","spec":{"container":[]}}"#, "spec.container; did you mean containers?"),
      (
        #"{"kind":"Pod","spec":{"hostnetwork":true}}"#,
        "spec.hostnetwork; did you mean hostNetwork?"
      ),
      (#"{"kind":"Pod","spec":{"replicas":1}}"#, "spec.replicas"),
      (#"{"kind":"Pod","metdata":{}}"#, "metdata; did you mean metadata?"),
      (
        #"{"kind":"Pod","spec":{"volumes":[{"name":"a","emptydir":{}}]}}"#,
        "spec.volumes[].emptydir; did you mean emptyDir?"
      ),
      (#"{"kind":"Node","spec":{"taint":[]}}"#, "spec.taint; did you mean taints?"),
    ])
  func suggestions(json: String, expected: String) throws {
    let text = #"{"apiVersion":"v1","# + json.dropFirst()
    let found = try ManifestText.read(json: text).unknownFields.occurrences.map(\.text)
    #expect(found.count == 1)
    #expect(found.first?.hasSuffix(": unknown field " + expected) == true, "\(found)")
  }

  @Test("the list holds every field that a type decodes")
  func completeness() throws {
    let sources = PackageFolder.url.appending(path: "Sources/KubernetesObjects")
    let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
    let known = Set(FieldNames.all)
    var written: Set<String> = []
    for case let file as URL in files ?? .init() where file.pathExtension == "swift" {
      let text = try String(contentsOf: file, encoding: .utf8)
      // From the head of each decoding function to the brace that closes it.
      for body in text.split(separator: "mutating func decode").dropFirst()
      where body.firstMatch(of: /^\w*Field\(/) != nil {
        let body = body.prefix(upTo: body.firstRange(of: "\n  }\n")?.lowerBound ?? body.endIndex)
        for list in body.matches(of: /case ((?:"[^"]+",?\s*)+):/) {
          for word in list.1.matches(of: /"([^"]+)"/) { written.insert(String(word.1)) }
        }
      }
    }
    #expect(written.count > 400, "the fields were found")
    #expect(written.subtracting(known).sorted() == [])
    #expect(known.count == FieldNames.all.count && FieldNames.all == FieldNames.all.sorted())
  }
}
