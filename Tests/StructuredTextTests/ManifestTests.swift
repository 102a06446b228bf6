import Foundation
import StructuredText
import TestSupport
import Testing

/// Real manifests: what their authors' tools read, this reader reads.
@Suite("Manifests", .enabled(if: SharedFolder.has("data/manifests")))
struct ManifestTests {
  @Test("every file reads, but for those that have a key twice")
  func filesRead() throws {
    var failures: [String] = []
    let files = SharedFolder.files(below: "data/manifests", endings: [".yaml", ".yml", ".json"])
    for file in files {
      let bytes = [UInt8](try Data(contentsOf: file))
      do throws(DiagnosticList) {
        if file.pathExtension == "json" {
          _ = try JSONReader.read(bytes, file: file.lastPathComponent)
        } else {
          _ = try YAMLReader.read(bytes, file: file.lastPathComponent)
        }
      } catch {
        #expect(error.diagnostics.allSatisfy { $0.location != nil })
        failures.append(error.diagnostics[0].description)
      }
    }
    print("manifests: \(files.count - failures.count) of \(files.count) read")
    #expect(files.count > 0)
    #expect(failures.allSatisfy { $0.contains("is in this mapping already") }, "\(failures)")
  }
}
