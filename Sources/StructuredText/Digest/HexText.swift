/// Hexadecimal text of a fixed length.
public enum HexText {
  /// The last `digits` hexadecimal digits of `value`, in lower case.
  public static func text(_ value: UInt64, digits: Int) -> String {
    let letters = Array("0123456789abcdef".utf8)
    let text = (0..<digits).reversed().map { letters[Int(value >> (4 * UInt64($0)) & 15)] }
    return String(decoding: text, as: UTF8.self)
  }
}
