/// Many names in one piece of memory: their bytes one after the other.
package struct TraceNames: RandomAccessCollection, Sendable {
  private var bytes: [UInt8] = []
  private var ends: ContiguousArray<Int> = []

  package init() {}

  /// The first index: 0.
  package var startIndex: Int { 0 }

  /// The number of names.
  package var endIndex: Int { ends.count }

  /// The name of the pod at `index`.
  package subscript(index: Int) -> String {
    String(decoding: utf8(at: index), as: UTF8.self)
  }

  /// The bytes of the name at `index`, without making a `String`.
  package func utf8(at index: Int) -> ArraySlice<UInt8> {
    bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
  }

  mutating func append(_ name: some Collection<UInt8>) {
    bytes.append(contentsOf: name)
    ends.append(bytes.count)
  }
}
