import StructuredText

/// Writes the events of a YAML text in the notation of the YAML test suite.
struct YAMLEventLog: YAMLEventSink {
  let bytes: [UInt8]
  var decoded: [UInt8] = []
  private(set) var events = ["+STR"]

  /// The events of `text`, without the last if it is not YAML, and what is wrong with it.
  static func events(of text: String) -> (events: [String], problem: ReadingProblem?) {
    let bytes = Array(text.utf8)
    return bytes.withUnsafeBufferPointer { buffer in
      let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
      var parser = YAMLParser(buffer, from: start, sink: YAMLEventLog(bytes: bytes))
      do throws(ReadingProblem) {
        try parser.readStream()
        return (parser.sink.events + ["-STR"], nil)
      } catch {
        return (parser.sink.events, error)
      }
    }
  }

  mutating func startDocument(isExplicit: Bool) { events.append(isExplicit ? "+DOC ---" : "+DOC") }
  mutating func endDocument(isExplicit: Bool) { events.append(isExplicit ? "-DOC ..." : "-DOC") }

  mutating func open(
    _ kind: YAMLCollectionKind, isFlow: Bool, at offset: Int, _ properties: YAMLNodeProperties
  ) {
    events.append(opening(kind, isFlow, properties))
  }

  mutating func close(_ kind: YAMLCollectionKind) {
    events.append(kind == .mapping ? "-MAP" : "-SEQ")
  }

  mutating func scalar(_ token: YAMLScalarToken, _ properties: YAMLNodeProperties) {
    let style =
      switch token.style {
      case .plain: ":"
      case .singleQuoted: "'"
      case .doubleQuoted: "\""
      case .literal: "|"
      case .folded: ">"
      }
    events.append("=VAL" + text(properties) + " " + style + escaped(content(token)))
  }

  mutating func alias(_ token: YAMLScalarToken) { events.append("=ALI *" + content(token)) }

  mutating func reserve(at offset: Int) -> NodeReservation {
    NodeReservation(index: events.count)
  }

  mutating func release(_ reserved: NodeReservation, _ properties: YAMLNodeProperties) {
    guard properties.anchor != nil || properties.tag != nil else { return }
    let parts = events[reserved.index].split(separator: " ", maxSplits: 2)
    events[reserved.index] = "\(parts[0]) \(parts[1])" + text(properties)
  }

  mutating func fill(
    _ reserved: NodeReservation, isFlow: Bool, _ properties: YAMLNodeProperties
  ) {
    events.insert(opening(.mapping, isFlow, properties), at: reserved.index)
  }

  private func opening(
    _ kind: YAMLCollectionKind, _ isFlow: Bool, _ properties: YAMLNodeProperties
  ) -> String {
    let brackets = kind == .mapping ? " {}" : " []"
    return (kind == .mapping ? "+MAP" : "+SEQ") + (isFlow ? brackets : "") + text(properties)
  }

  private func text(_ properties: YAMLNodeProperties) -> String {
    let anchor = properties.anchor.map { " &" + String(decoding: bytes[$0], as: UTF8.self) }
    return (anchor ?? "") + (properties.tag.map { " <\($0)>" } ?? "")
  }

  private func content(_ token: YAMLScalarToken) -> String {
    let range = token.start..<token.start + token.length
    return String(decoding: (token.isDecoded ? decoded : bytes)[range], as: UTF8.self)
  }

  private func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\u{08}": result += "\\b"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
