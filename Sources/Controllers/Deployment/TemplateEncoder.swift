/// Hashes fields, one after another, without ambiguity.
///
/// Each is fed with its name and its length. One that has its initial value adds nothing, so that a
/// field which the model learns later does not change the hash of a template without it.
struct TemplateEncoder {
  /// The 32-bit FNV-1a hash of what was fed.
  ///
  /// Source of the two constants: Fowler, Noll, Vo, <http://www.isthe.com/chongo/tech/comp/fnv/>.
  private(set) var hash: UInt32 = 2_166_136_261

  /// Feeds a text.
  mutating func encode(_ name: StaticString, _ text: String) {
    if text.isEmpty { return }
    encodeElement(name, text)
  }

  /// Feeds an element of a list, which may be empty.
  mutating func encodeElement(_ name: StaticString, _ text: String) {
    begin(name)
    feed(String(text.utf8.count).utf8)
    feed(UInt8(ascii: ":"))
    feed(text.utf8)
  }

  /// Feeds a number unless it is `initial`.
  mutating func encode(_ name: StaticString, _ number: Int64?, initial: Int64? = nil) {
    guard let number, number != initial else { return }
    begin(name)
    feed(String(number).utf8)
    feed(UInt8(ascii: ";"))
  }

  /// Feeds a truth.
  mutating func encode(_ name: StaticString, _ flag: Bool) {
    if flag { begin(name) }
  }

  /// Feeds a list of texts in order.
  mutating func encode(_ name: StaticString, _ texts: [String]) {
    encode(name, texts) { $1.encodeElement("", $0) }
  }

  /// Feeds a list in order.
  mutating func encode<Element>(
    _ name: StaticString, _ elements: [Element], _ body: (Element, inout Self) -> Void
  ) {
    if elements.isEmpty { return }
    encodeGroup(name) { encoder in
      for element in elements { encoder.encodeGroup("") { body(element, &$0) } }
    }
  }

  /// Feeds a structure if there is one; an empty one differs from none.
  mutating func encode<Value>(
    _ name: StaticString, _ value: Value?, _ body: (Value, inout Self) -> Void
  ) {
    guard let value else { return }
    encodeGroup(name) { body(value, &$0) }
  }

  private mutating func encodeGroup(_ name: StaticString, _ body: (inout Self) -> Void) {
    begin(name)
    feed(UInt8(ascii: "{"))
    body(&self)
    feed(UInt8(ascii: "}"))
  }

  private mutating func begin(_ name: StaticString) {
    feed(UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    feed(UInt8(ascii: "="))
  }

  private mutating func feed(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { feed(byte) }
  }

  private mutating func feed(_ byte: UInt8) {
    hash = (hash ^ UInt32(byte)) &* 16_777_619
  }
}
