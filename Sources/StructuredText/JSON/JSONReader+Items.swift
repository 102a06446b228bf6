extension JSONReader {
  /// Hands the elements of the array `items` of an object whose member `kind` is `kind` to `body`,
  /// one after another, each as a tree of its own: beside the text itself, memory is taken for the
  /// largest of them only.
  ///
  /// Their places have the right line. Returns false, and calls nothing, where the text is not one
  /// whole object of the kind that has `items` once, and in it nothing but objects; `read` tells
  /// then what it is. Throws the problems of the first element that has any.
  public static func forEachItem(
    ofKind kind: String, in bytes: [UInt8], file: String, _ body: (SyntaxNode) -> Void
  ) throws(DiagnosticList) -> Bool {
    var scanner = JSONItemScanner()
    guard bytes.withUnsafeBufferPointer({ scanner.scan($0, kind: kind) }) else { return false }
    for item in scanner.items {
      body(try read(Array(bytes[item.range]), file: file, line: item.line))
    }
    return true
  }
}

/// Finds where the elements of the array `items` of an object begin and end, without a look at what
/// is in them.
struct JSONItemScanner {
  /// Where an element lies, and the number of its first line.
  struct Item {
    let range: Range<Int>
    let line: Int
  }

  private(set) var items: ContiguousArray<Item> = []
  private var line = 1
  private var position = 0

  /// Scans the whole text; false where it is not as expected.
  mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>, kind: String) -> Bool {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    guard takes(ASCII.leftBrace, bytes) else { return false }
    var (isKind, isFound) = (false, false)
    repeat {
      guard let key = takeString(bytes), takes(ASCII.colon, bytes) else { return false }
      skipSpace(bytes)
      let start = position
      if bytes[key].elementsEqual("items".utf8) {
        guard !isFound, scanArray(bytes) else { return false }
        isFound = true
      } else if !skipValue(bytes) {
        return false
      }
      if bytes[key].elementsEqual("kind".utf8) {
        isKind = bytes[start..<position].elementsEqual("\"\(kind)\"".utf8)
      }
    } while takes(ASCII.comma, bytes)
    guard takes(ASCII.rightBrace, bytes) else { return false }
    skipSpace(bytes)
    return position == bytes.count && isFound && isKind
  }

  private mutating func scanArray(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard takes(ASCII.leftBracket, bytes) else { return false }
    if takes(ASCII.rightBracket, bytes) { return true }
    repeat {
      skipSpace(bytes)
      let (start, line) = (position, line)
      guard position < bytes.count, bytes[position] == ASCII.leftBrace, skipValue(bytes) else {
        return false
      }
      items.append(Item(range: start..<position, line: line))
    } while takes(ASCII.comma, bytes)
    return takes(ASCII.rightBracket, bytes)
  }

  /// Passes over a value; of a collection the brackets are only counted.
  private mutating func skipValue(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard position < bytes.count else { return false }
    switch bytes[position] {
    case ASCII.quotation: return takeString(bytes) != nil
    case ASCII.leftBrace, ASCII.leftBracket: return skipCollection(bytes)
    default:
      let start = position
      while position < bytes.count,
        ASCII.isWordCharacter(bytes[position])
          || bytes[position] == ASCII.point || bytes[position] == ASCII.plus
      {
        position += 1
      }
      return position > start
    }
  }

  private mutating func skipCollection(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var depth = 0
    while position < bytes.count {
      switch bytes[position] {
      case ASCII.quotation:
        guard takeString(bytes) != nil else { return false }
        continue
      case ASCII.leftBrace, ASCII.leftBracket: depth += 1
      case ASCII.rightBrace, ASCII.rightBracket: depth -= 1
      case ASCII.lineFeed: line += 1
      default: break
      }
      position += 1
      if depth == 0 { return true }
    }
    return false
  }

  /// Passes over a string; returns what lies between its quotation marks.
  private mutating func takeString(_ bytes: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
    skipSpace(bytes)
    guard position < bytes.count, bytes[position] == ASCII.quotation else { return nil }
    let start = position + 1
    position = start
    while position < bytes.count {
      switch bytes[position] {
      case ASCII.quotation:
        position += 1
        return start..<(position - 1)
      case ASCII.backslash: position += 2
      default: position += 1
      }
    }
    return nil
  }

  /// Passes over `byte` if it comes next.
  private mutating func takes(_ byte: UInt8, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    skipSpace(bytes)
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  private mutating func skipSpace(_ bytes: UnsafeBufferPointer<UInt8>) {
    while position < bytes.count {
      switch bytes[position] {
      case ASCII.lineFeed: line += 1
      case ASCII.space, ASCII.tab, ASCII.carriageReturn: break
      default: return
      }
      position += 1
    }
  }
}
