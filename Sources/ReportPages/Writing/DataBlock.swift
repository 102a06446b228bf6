/// Writes the one object of JSON that the page's script reads.
package struct DataBlock {
  private var isFirst = true

  /// What has been written and not been taken.
  package private(set) var bytes: [UInt8] = []

  /// An object with nothing in it.
  package init() { bytes.append(UInt8(ascii: "{")) }

  /// Ends the object and gives what was not taken.
  package consuming func ended() -> [UInt8] {
    bytes.append(UInt8(ascii: "}"))
    return bytes
  }

  /// Takes what has been written, so that a long block need not be held.
  package mutating func take() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  /// A whole number under a name.
  package mutating func number(_ name: StaticString, _ value: Int64) {
    begin(name)
    bytes.append(contentsOf: String(value).utf8)
  }

  /// A text under a name.
  package mutating func text(_ name: StaticString, _ value: String) {
    begin(name)
    EscapedText.appendJSON(value, to: &bytes)
  }

  /// Texts under a name.
  package mutating func texts(_ name: StaticString, _ values: some Sequence<String>) {
    begin(name)
    list(values) { EscapedText.appendJSON($0, to: &$1) }
  }

  /// A column of whole numbers under a name, as `ColumnEncoder` writes it.
  package mutating func column(_ name: StaticString, _ values: some Collection<Int64>) {
    begin(name)
    Self.append(values, to: &bytes)
  }

  /// Columns of whole numbers under one name, in a list.
  package mutating func columns(_ name: StaticString, _ values: [ContiguousArray<Int64>]) {
    begin(name)
    list(values) { Self.append($0, to: &$1) }
  }

  /// An object of its own under a name.
  package mutating func object(_ name: StaticString, _ body: (inout DataBlock) -> Void) {
    begin(name)
    nest(body)
  }

  /// Objects in a list under a name.
  package mutating func objects<Element>(
    _ name: StaticString, _ elements: some Sequence<Element>,
    _ body: (Element, inout DataBlock) -> Void
  ) {
    begin(name)
    bytes.append(UInt8(ascii: "["))
    for (index, element) in elements.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      nest { body(element, &$0) }
    }
    bytes.append(UInt8(ascii: "]"))
  }

  private mutating func nest(_ body: (inout DataBlock) -> Void) {
    bytes.append(UInt8(ascii: "{"))
    isFirst = true
    body(&self)
    bytes.append(UInt8(ascii: "}"))
    isFirst = false
  }

  private mutating func list<Element>(
    _ values: some Sequence<Element>, _ body: (Element, inout [UInt8]) -> Void
  ) {
    bytes.append(UInt8(ascii: "["))
    for (index, value) in values.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      body(value, &bytes)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  private static func append(_ values: some Collection<Int64>, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    ColumnEncoder.append(values, to: &bytes)
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func begin(_ name: StaticString) {
    if !isFirst { bytes.append(UInt8(ascii: ",")) }
    isFirst = false
    bytes.append(UInt8(ascii: "\""))
    name.withUTF8Buffer { bytes.append(contentsOf: $0) }
    bytes.append(contentsOf: "\":".utf8)
  }
}
