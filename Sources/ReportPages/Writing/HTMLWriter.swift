/// Writes HTML: elements that are closed where they were opened, and text that cannot be taken for
/// anything else.
package struct HTMLWriter {
  /// Names of attributes with their values, in the order written.
  package typealias Attributes = KeyValuePairs<StaticString, String>

  /// What has been written and not been taken.
  package private(set) var bytes: [UInt8] = []

  /// A writer that has written nothing.
  package init() {}

  /// Takes what has been written, so that a long page need not be held.
  package mutating func take() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  /// Writes markup of our own as it is.
  package mutating func markup(_ markup: StaticString) {
    markup.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  /// Writes what is markup already: the page's own style and script, or an encoded column.
  package mutating func verbatim(_ text: some Sequence<UInt8>) { bytes.append(contentsOf: text) }

  /// Writes text from anywhere.
  package mutating func text(_ text: String) { EscapedText.append(text, to: &bytes) }

  /// Writes a name from anywhere: whatever its direction, the words around it keep their places.
  package mutating func name(_ name: String) {
    markup("<bdi>")
    text(name)
    markup("</bdi>")
  }

  /// Writes an element with what `body` writes inside.
  package mutating func element(
    _ name: StaticString, _ attributes: Attributes = [:],
    _ body: (inout HTMLWriter) -> Void = { _ in }
  ) {
    begin(name, attributes)
    body(&self)
    markup("</")
    markup(name)
    markup(">")
  }

  /// Writes an element that holds nothing but text.
  package mutating func element(
    _ name: StaticString, _ attributes: Attributes = [:], text: String
  ) {
    element(name, attributes) { $0.text(text) }
  }

  private mutating func begin(_ name: StaticString, _ attributes: Attributes) {
    markup("<")
    markup(name)
    for (key, value) in attributes {
      markup(" ")
      markup(key)
      markup("=\"")
      text(value)
      markup("\"")
    }
    markup(">")
  }
}
