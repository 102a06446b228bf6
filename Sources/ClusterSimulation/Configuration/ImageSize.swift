/// The size of an image, where a scenario says it.
package struct ImageSize: Hashable, Sendable {
  /// The image's name, as pods write it.
  package var name: String
  /// Bytes to pull and to keep.
  package var bytes: Int64

  /// The image `name` of `bytes` bytes.
  package init(name: String, bytes: Int64) {
    self.name = name
    self.bytes = bytes
  }
}
