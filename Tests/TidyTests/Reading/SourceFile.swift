import Foundation

/// A file of text, and for Swift its code and its comments apart.
///
/// Rules search bytes, which is quick even in a debug build, and make strings only of the few
/// lines that they then look at.
struct SourceFile: Sendable {
  /// The path from the package's folder.
  let path: String
  /// The bytes of the file.
  let text: [UInt8]
  /// `text` with comments and the contents of strings blanked out; lines and columns are kept.
  let code: [UInt8]
  /// `text` with all but the comments blanked out; of a file that is not Swift, all of it.
  let comments: [UInt8]
  /// Where each line begins.
  let lineStarts: [Int]

  init(path: String, text: [UInt8]) {
    self.path = path
    self.text = text
    if path.hasSuffix(".swift") {
      var splitter = SwiftSplitter(text)
      splitter.split()
      (code, comments) = (splitter.code, splitter.comments)
    } else {
      (code, comments) = (text, text)
    }
    var starts = [0]
    for newline in Self.occurrences(of: "\n", in: text) where newline + 1 < text.count {
      starts.append(newline + 1)
    }
    lineStarts = text.isEmpty ? [] : starts
  }

  var isSwift: Bool { path.hasSuffix(".swift") }

  /// The module below Sources to which the file belongs.
  var module: String? {
    let parts = path.split(separator: "/")
    return parts.count > 2 && parts[0] == "Sources" ? String(parts[1]) : nil
  }

  /// The last part of the path, without `.swift`.
  var name: String {
    let last = path.split(separator: "/").last.map(String.init) ?? ""
    return last.hasSuffix(".swift") ? String(last.dropLast(6)) : last
  }

  /// The line, counted from 1, that holds the byte at `offset`.
  func line(at offset: Int) -> Int {
    var (low, high) = (0, lineStarts.count)
    while low < high {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The bytes of line `line` (from 1), without its newline.
  func range(ofLine line: Int) -> Range<Int> {
    let start = lineStarts[line - 1]
    let next = line < lineStarts.count ? lineStarts[line] : text.count
    return start..<(next > start && text[next - 1] == UInt8(ascii: "\n") ? next - 1 : next)
  }

  /// Line `line` (from 1) of `bytes`, which are the file's text, code or comments.
  func text(ofLine line: Int, in bytes: [UInt8]) -> String {
    String(decoding: bytes[range(ofLine: line)], as: UTF8.self)
  }

  /// A finding at the byte `offset`.
  func finding(at offset: Int, _ message: String) -> Finding {
    Finding(path: path, line: line(at: offset), message: message)
  }

  /// Where `needle` begins in `bytes`, in rising order, without overlaps.
  func occurrences(of needle: String, in bytes: [UInt8]) -> [Int] {
    Self.occurrences(of: needle, in: bytes)
  }

  /// Where `word` stands in the code with no letter, digit or underscore beside it.
  func codeWords(_ word: String) -> [Int] {
    let length = word.utf8.count
    return occurrences(of: word, in: code).filter { offset in
      (offset == 0 || !isIdentifier(code[offset - 1]))
        && (offset + length >= code.count || !isIdentifier(code[offset + length]))
    }
  }

  /// The C library's search, which is quick in a debug build too; it stops at zero bytes.
  private static func occurrences(of needle: String, in bytes: [UInt8]) -> [Int] {
    var found: [Int] = []
    let terminated = bytes + [0]
    terminated.withUnsafeBytes { haystack in
      guard let base = haystack.baseAddress?.assumingMemoryBound(to: CChar.self) else { return }
      var start = 0
      while start < bytes.count {
        if let hit = strstr(base + start, needle) {
          found.append(UnsafePointer(hit) - base)
          start = UnsafePointer(hit) - base + needle.utf8.count
        } else {
          start += strlen(base + start) + 1
        }
      }
    }
    return found
  }
}

/// Whether `byte` can be part of an identifier; every byte beyond ASCII counts as one.
func isIdentifier(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
    true
  default: false
  }
}

/// `text` without the blanks at its ends.
func trimmed(_ text: some StringProtocol) -> String {
  text.trimmingCharacters(in: .whitespaces)
}
