/// Walks over a text once: checks that it is UTF-8 and counts lines and columns.
struct LineScanner {
  private(set) var line: UInt32
  private(set) var column: UInt32 = 1
  /// The first problem met.
  private(set) var problem: (offset: Int, message: String)?
  private let rejectsControls: Bool
  private var utf8 = UTF8Checker()

  init(firstLine: Int, rejectsControls: Bool) {
    line = UInt32(clamping: firstLine)
    self.rejectsControls = rejectsControls
  }

  /// Counts the bytes from `start` up to `end`.
  mutating func advance(over bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) {
    if utf8.isBetweenCharacters, let breaks = Self.plainLineBreaks(bytes, start, end) {
      guard breaks > 0 else { return column &+= UInt32(end - start) }
      line &+= UInt32(breaks)
      var last = end - 1
      while bytes[last] != 0x0A { last -= 1 }
      column = UInt32(end - last)
    } else {
      advanceBytewise(over: bytes, from: start, to: end)
    }
  }

  /// Notes a character cut off by the end of the text at `offset`.
  mutating func finish(at offset: Int) {
    if problem == nil, !utf8.isBetweenCharacters {
      problem = (offset, "the text ends within a UTF-8 character")
    }
  }

  /// The number of line feeds; nil unless the rest is printable ASCII.
  private static func plainLineBreaks(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> Int? {
    guard (end - start) & 7 == 0 else { return nil }
    var nonASCII: UInt64 = 0
    var breaks = 0
    var controls = 0
    var index = start
    while index < end {
      let word = ByteWord(bytes, at: index)
      nonASCII |= word.nonASCII
      breaks &+= word.matches(0x0A).nonzeroBitCount
      controls &+= word.controls.nonzeroBitCount
      index &+= 8
    }
    return nonASCII == 0 && breaks == controls ? breaks : nil
  }

  private mutating func advanceBytewise(
    over bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int
  ) {
    for index in start..<end {
      let byte = bytes[index]
      if byte >= 0x80 || !utf8.isBetweenCharacters {
        guard utf8.accepts(byte) else {
          problem = (index, "the text is not UTF-8: unexpected byte 0x\(ASCII.hexadecimal(byte))")
          return
        }
        if byte & 0xC0 != 0x80 { column &+= 1 }
      } else if byte >= 0x20 || byte == 0x09 {
        column &+= 1
      } else if byte == 0x0A || byte == 0x0D {
        let isPair = byte == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A
        guard !isPair else { continue }
        line &+= 1
        column = 1
      } else {
        column &+= 1
        guard rejectsControls else { continue }
        problem = (index, "control character 0x\(ASCII.hexadecimal(byte)) is not allowed in YAML")
        return
      }
    }
  }
}
