/// The page of a run and its charts, apart from the report's folder.
extension RunReport {
  /// The page alone, as it lies in the folder of a report whose tables have the digest `digest`.
  package func page(digest: RecordingDigest) -> [UInt8] {
    let sink = MemorySink()
    let page = RunPage(self, digest: digest.text)
    do { try page.write(to: sink) } catch { preconditionFailure("memory does not refuse bytes") }
    return sink.bytes
  }

  /// Every chart of the page as a picture of its own, in the order of the page: SVG with its text
  /// and colours in it, under a name that no other has.
  package func charts() -> [(fileName: String, bytes: [UInt8])] {
    var taken: Set<String> = []
    return RunPage(self, digest: "").drawings().map { name, drawing in
      var (unique, number) = (name, 1)
      while !taken.insert(unique).inserted {
        number += 1
        unique = "\(name)-\(number)"
      }
      return ("\(unique).svg", drawing.svg)
    }
  }
}
