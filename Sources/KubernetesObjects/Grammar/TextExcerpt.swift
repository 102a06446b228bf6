extension String {
  /// The text in quotes, fit for a one-line message: control characters escaped, long text cut.
  package var excerpt: String {
    let limit = 48
    var result = "\""
    var count = 0
    for scalar in unicodeScalars {
      if count == limit { return result + "…\"" }
      count += 1
      switch scalar {
      case "\"", "\\": result += "\\" + String(scalar)
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value):
        result += "\\u{" + String(scalar.value, radix: 16) + "}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// Runs `body` on the UTF-8 bytes of the text, without copying them where they are at hand.
  func withUTF8Bytes<Value>(_ body: (UnsafeBufferPointer<UInt8>) -> Value) -> Value {
    var text = self
    return text.withUTF8(body)
  }

  /// Reads the UTF-8 bytes of the text, as `withUTF8Bytes` does, with `body`.
  func parsingUTF8<Value>(
    _ body: (UnsafeBufferPointer<UInt8>) throws(ValueError) -> Value
  ) throws(ValueError) -> Value {
    let result: Result<Value, ValueError> = withUTF8Bytes { bytes in
      do throws(ValueError) {
        return .success(try body(bytes))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }
}
