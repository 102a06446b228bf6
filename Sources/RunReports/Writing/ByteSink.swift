/// What takes the bytes of one file after the other.
protocol ByteSink: AnyObject {
  func write(_ bytes: ArraySlice<UInt8>) throws(ReportWritingError)
}

/// Keeps the bytes in memory.
final class MemorySink: ByteSink {
  private(set) var bytes: [UInt8] = []

  func write(_ bytes: ArraySlice<UInt8>) { self.bytes.append(contentsOf: bytes) }
}

/// Takes the digest of the bytes and hands them on, if to anyone.
final class DigestSink: ByteSink {
  private(set) var digest = RecordingDigest()
  var next: (any ByteSink)?

  func write(_ bytes: ArraySlice<UInt8>) throws(ReportWritingError) {
    digest.update(bytes)
    try next?.write(bytes)
  }
}
