/// The size of an image, where a scenario says it.
public struct ImageSize: Hashable, Sendable {
  /// The image's name, as pods write it.
  public var name: String
  /// Bytes to pull and to keep.
  public var bytes: Int64

  /// The image `name` of `bytes` bytes.
  public init(name: String, bytes: Int64) {
    self.name = name
    self.bytes = bytes
  }
}
