/// Names that are alike: each `*` stands for any run of letters, also for none.
public struct NamePattern: Hashable, Sendable {
  /// The pattern as it is written.
  public let text: String
  /// What stands between the stars.
  private let pieces: [[UInt8]]

  /// The pattern `text`; without a star it is one name.
  public init(_ text: String) {
    self.text = text
    pieces = text.utf8.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false)
      .map(Array.init)
  }

  /// Whether the pattern is one name.
  public var isOneName: Bool { pieces.count == 1 }

  /// Whether `name` is one of the names.
  ///
  /// Complexity: O(n · m) for the lengths of the name and of the longest piece.
  public func matches(_ name: String) -> Bool {
    if isOneName { return name == text }
    let name = Array(name.utf8)
    let (first, last) = (pieces[0], pieces[pieces.count - 1])
    guard name.count >= first.count + last.count, name.starts(with: first),
      name.suffix(last.count).elementsEqual(last)
    else { return false }
    // The first place of a piece leaves the most room for those behind it.
    var rest = name[first.count..<(name.count - last.count)]
    for piece in pieces.dropFirst().dropLast() {
      guard let end = rest.end(ofFirst: piece) else { return false }
      rest = rest[end...]
    }
    return true
  }
}

extension ArraySlice<UInt8> {
  /// The index behind the first place of `piece`.
  fileprivate func end(ofFirst piece: [UInt8]) -> Int? {
    guard piece.count <= count else { return nil }
    return (startIndex...(endIndex - piece.count)).first {
      self[$0..<($0 + piece.count)].elementsEqual(piece)
    }.map { $0 + piece.count }
  }
}
